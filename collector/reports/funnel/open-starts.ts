import { windowMs } from '../../settings/funnel-definition.ts'
import type { History } from '../../store/port.ts'
import type { AskedFunnel } from './asked.ts'
import type { Outcome } from './rules.ts'

/** When a chain of a unit that is pending could have begun that may still get on; of another unit nothing. */
export function openStartsOf({
  definition: { order, by, steps, window },
  question,
  now,
}: AskedFunnel): (history: History, outcome: Outcome) => readonly number[] {
  const begins = order === 'any' ? 2 ** steps.length - 1 : 1
  const from = now - windowMs(window)
  const until = question.period.span.to
  return ({ moments }, { pending, first }) => {
    if (!pending) return []
    // An attempt has one beginning, another event of the first step is another attempt.
    const own = by === 'attempt' ? moments.slice(first, first + 1) : moments
    return own.flatMap(({ at, marks }) =>
      (marks & begins) !== 0 && at >= from && at < until ? [at] : [],
    )
  }
}
