import { digests } from './en/digests.ts'
import { wordsOf } from './texts.ts'

/** Words of the settings of digests. */
export const digestWords = wordsOf(digests, async () => (await import('./zh/digests.ts')).digests)
