import { spend } from './en/spend.ts'
import { wordsOf } from './texts.ts'

/** Words of what was spent. */
export const spendWords = wordsOf(spend, async () => (await import('./zh/spend.ts')).spend)
