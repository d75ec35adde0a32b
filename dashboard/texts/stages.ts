import { stages } from './en/stages.ts'
import { wordsOf } from './texts.ts'

/** Words of lead stages: how far people have come from lead to won. */
export const stageWords = wordsOf(stages, async () => (await import('./zh/stages.ts')).stages)
