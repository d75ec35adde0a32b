import { AccountNamesAnswer, AccountNamesRequest, accountNames } from './account-names.ts'
import {
  AccountTimelineAnswer,
  AccountTimelineRequest,
  accountTimeline,
} from './account-timeline.ts'
import { AccountsAnswer, AccountsRequest, accountsTable } from './accounts/answer.ts'
import { accounts } from './accounts.ts'
import { UnitEconomicsAnswer } from './customers/answer.ts'
import { UnitEconomicsRequest } from './customers/asked.ts'
import { report } from './report.ts'
import { StagesAnswer, StagesRequest, stages, stagesTable } from './stages.ts'
import { StagesPeopleAnswer, StagesPeopleRequest, stagesPeople } from './stages-people.ts'
import { unitEconomics } from './unit-economics.ts'

/** Those about who pays, or is to. */
export const customerReports = {
  'unit-economics': report({
    summary: 'What customers bring a month, how it moves, what they are worth and cost',
    request: UnitEconomicsRequest,
    answer: UnitEconomicsAnswer,
    run: unitEconomics,
  }),
  accounts: report({
    summary: 'How accounts are used, which are at risk and why',
    request: AccountsRequest,
    answer: AccountsAnswer,
    run: accounts,
    table: accountsTable,
  }),
  'accounts/names': report({
    summary: 'Accounts by what their names have in them',
    request: AccountNamesRequest,
    answer: AccountNamesAnswer,
    run: accountNames,
  }),
  'accounts/timeline': report({
    summary: 'What all people of an account did, and what it pays for',
    request: AccountTimelineRequest,
    answer: AccountTimelineAnswer,
    run: accountTimeline,
  }),
  stages: report({
    summary: 'How many people come from lead to won, how surely and how soon',
    request: StagesRequest,
    answer: StagesAnswer,
    run: stages,
    table: stagesTable,
  }),
  'stages/people': report({
    summary: 'Who came to a stage, or to the one before alone, and what they did next',
    request: StagesPeopleRequest,
    answer: StagesPeopleAnswer,
    run: stagesPeople,
  }),
} as const
