import { accountInView } from '../../models/accounts.ts'
import { Account } from './account.tsx'
import { AccountList } from './account-list.tsx'

/** All accounts, or the one that the address names. */
export function Accounts() {
  const account = accountInView.value
  return account === undefined ? <AccountList /> : <Account key={account} account={account} />
}
