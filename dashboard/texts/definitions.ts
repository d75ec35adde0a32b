import { definitions } from './en/definitions.ts'
import { wordsOf } from './texts.ts'

/** Words of what numbers mean. */
export const definitionWords = wordsOf(
  definitions,
  async () => (await import('./zh/definitions.ts')).definitions,
)
