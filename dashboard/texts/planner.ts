import { planner } from './en/planner.ts'
import { wordsOf } from './texts.ts'

/** Words of planning. */
export const plannerWords = wordsOf(planner, async () => (await import('./zh/planner.ts')).planner)
