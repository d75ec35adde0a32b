import { bucketsFor, type Question } from '../question/question.ts'
import type { Days } from '../time/period.ts'

/** Days that lie in the same bucket of every time that is asked for. */
export interface ImportedSpan extends Days {
  /** Index of the bucket, by the place of its dimension. */
  buckets: ReadonlyMap<number, number>
}

interface Time {
  /** Of the dimension. */
  place: number
  edges: readonly number[]
}

/** Days cut where a bucket of a dimension ends. */
export function spansOf(question: Question, days: Days): ImportedSpan[] {
  const times = question.dimensions.flatMap((dimension, place): Time[] => {
    const buckets = bucketsFor(question, dimension)
    return buckets ? [{ place, edges: buckets.edges }] : []
  })
  if (times.length === 0) return [{ ...days, buckets: new Map() }]
  const { clock } = question.period
  const spans: ImportedSpan[] = []
  let before: ReadonlyMap<number, number> = new Map()
  for (let day = days.from; day < days.to; day++) {
    const buckets = bucketsAt(times, clock.startOfDay(day), before)
    const last = spans.at(-1)
    if (last && isSame(last.buckets, buckets)) last.to = day + 1
    else spans.push({ from: day, to: day + 1, buckets })
    before = buckets
  }
  return spans
}

/** The buckets that an instant lies in, none of them before those of an earlier one. */
function bucketsAt(
  times: readonly Time[],
  at: number,
  before: ReadonlyMap<number, number>,
): Map<number, number> {
  const found = times.map(({ place, edges }): [number, number] => {
    let index = before.get(place) ?? 0
    while ((edges[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index++
    return [place, index]
  })
  return new Map(found)
}

function isSame(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  return [...b].every(([place, index]) => a.get(place) === index)
}
