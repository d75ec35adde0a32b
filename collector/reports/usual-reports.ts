import { report } from './report.ts'
import { UsualAnswer } from './usual/answer.ts'
import { UsualIntervalsAnswer } from './usual/intervals.ts'
import { UsualRequest, usual } from './usual.ts'
import { UsualIntervalsRequest, usualIntervals } from './usual-intervals.ts'

/** Reports of what is usual, by the name in their path. */
export const usualReports = {
  usual: report({
    summary: 'What is usual on each day, and what is beyond chance',
    request: UsualRequest,
    answer: UsualAnswer,
    run: usual,
  }),
  'usual/intervals': report({
    summary: 'What is usual in each hour, day or week that is over',
    request: UsualIntervalsRequest,
    answer: UsualIntervalsAnswer,
    run: usualIntervals,
  }),
} as const
