import { spendSaid } from './en/spend-said.ts'
import { wordsOf } from './texts.ts'

/** Words of what the server says of a file of costs. */
export const spendSaidWords = wordsOf(
  spendSaid,
  async () => (await import('./zh/spend-said.ts')).spendSaid,
)
