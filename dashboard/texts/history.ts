import { history } from './en/history.ts'
import { wordsOf } from './texts.ts'

/** Words of who changed what. */
export const historyWords = wordsOf(history, async () => (await import('./zh/history.ts')).history)
