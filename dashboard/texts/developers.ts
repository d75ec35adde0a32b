import { developers } from './en/developers.ts'
import { wordsOf } from './texts.ts'

/** Words of the settings for developers. */
export const developerWords = wordsOf(
  developers,
  async () => (await import('./zh/developers.ts')).developers,
)
