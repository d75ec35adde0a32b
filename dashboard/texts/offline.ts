import { offline } from './en/offline.ts'
import { wordsOf } from './texts.ts'

/** Words of conversions that go to ad platforms. */
export const offlineWords = wordsOf(offline, async () => (await import('./zh/offline.ts')).offline)
