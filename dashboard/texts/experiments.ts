import { experiments } from './en/experiments.ts'
import { wordsOf } from './texts.ts'

/** Words of experiments. */
export const experimentWords = wordsOf(
  experiments,
  async () => (await import('./zh/experiments.ts')).experiments,
)
