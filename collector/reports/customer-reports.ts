import { AccountsAnswer, AccountsRequest, accountsTable } from './accounts/answer.ts'
import { accounts } from './accounts.ts'
import { report } from './report.ts'

/** Those about who pays, or is to. */
export const customerReports = {
  accounts: report({
    summary: 'How accounts are used, which are at risk and why',
    request: AccountsRequest,
    answer: AccountsAnswer,
    run: accounts,
    table: accountsTable,
  }),
} as const
