import { accounts } from './en/accounts.ts'
import { wordsOf } from './texts.ts'

/** Words of accounts: their health, the list of them and an account's page. */
export const accountWords = wordsOf(
  accounts,
  async () => (await import('./zh/accounts.ts')).accounts,
)
