import { targets } from './en/targets.ts'
import { wordsOf } from './texts.ts'

/** Words of what goals are to reach. */
export const targetWords = wordsOf(targets, async () => (await import('./zh/targets.ts')).targets)
