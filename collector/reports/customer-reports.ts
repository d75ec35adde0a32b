import { AccountsAnswer, AccountsRequest, accountsTable } from './accounts/answer.ts'
import { accounts } from './accounts.ts'
import { report } from './report.ts'
import { StagesAnswer, StagesRequest, stages, stagesTable } from './stages.ts'

/** Those about who pays, or is to. */
export const customerReports = {
  accounts: report({
    summary: 'How accounts are used, which are at risk and why',
    request: AccountsRequest,
    answer: AccountsAnswer,
    run: accounts,
    table: accountsTable,
  }),
  stages: report({
    summary: 'How many people come from lead to won, how surely and how soon',
    request: StagesRequest,
    answer: StagesAnswer,
    run: stages,
    table: stagesTable,
  }),
} as const
