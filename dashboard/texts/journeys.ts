import { journeys } from './en/journeys.ts'
import { wordsOf } from './texts.ts'

/** Words of paths, retention and changes. */
export const journeyWords = wordsOf(
  journeys,
  async () => (await import('./zh/journeys.ts')).journeys,
)
