import { earnings } from './en/return.ts'
import { wordsOf } from './texts.ts'

/** Words of what the money brought. */
export const returnWords = wordsOf(earnings, async () => (await import('./zh/return.ts')).earnings)
