import type { Metric } from '../../../collector/vocabulary.ts'
import { bucketKeys, type Cut, cutBuckets, isBefore } from '../../models/buckets.ts'
import { isOfSameDays } from '../../models/comparison.ts'
import type { Bucket } from '../../models/period.ts'
import { metricOf, type StatsAnswer } from '../../models/stats.ts'

export interface SeriesProps {
  metric: Metric
  answer: StatsAnswer
  bucket: Bucket
}

/** A metric's values up to the bucket that runs; nothing before there was any data, and nothing yet to come. */
export function seriesValues(
  { metric, answer, bucket }: SeriesProps,
  begun: number,
): (number | null)[] {
  const keys = bucketKeys(answer.rows, bucket)
  const since = answer.meta.data_from
  return answer.rows.map((row, i) =>
    i < begun && !isBefore(keys[i] ?? '', bucket, since) ? metricOf(row, metric) : null,
  )
}

/** The same of what is compared with: other days are over, other visits of the same days are not. */
export function pastValues(
  { metric, answer, bucket }: SeriesProps,
  begun: number,
): (number | null)[] {
  const { meta, compared } = answer
  const until = isOfSameDays(answer) ? begun : Number.POSITIVE_INFINITY
  const rows = compared?.rows ?? []
  const keys = bucketKeys(rows, bucket)
  return rows.map((row, i) =>
    i >= until || isBefore(keys[i] ?? '', bucket, meta.data_from) ? null : metricOf(row, metric),
  )
}

interface Partial {
  /** Of the bucket that is not over. */
  running: number | undefined
  cuts: ReadonlyMap<number, Cut>
}

/** The buckets that are not whole: one that runs, and those that the period or the beginning of the data cuts. */
export function partialBuckets({ answer, bucket }: SeriesProps, begun: number): Partial {
  const { from, to, partial, data_from: since } = answer.meta
  const shown = { from: since && since > from ? since : from, to }
  const cuts = cutBuckets(bucketKeys(answer.rows, bucket), bucket, shown)
  const running = partial ? begun - 1 : undefined
  if (running !== undefined) cuts.delete(running)
  return { running, cuts }
}

/** How much of each bucket another tool summed. */
export function importedParts({
  answer,
}: Pick<SeriesProps, 'answer'>): ('all' | 'part' | undefined)[] {
  return answer.rows.map(({ imported }) =>
    imported === 'all' || imported === 'part' ? imported : undefined,
  )
}

/** The buckets, the first and the last, that another tool summed, in part at least. */
export function foreignSpan(asked: Pick<SeriesProps, 'answer'>): [number, number] | undefined {
  const parts = importedParts(asked)
  const first = parts.findIndex((part) => part !== undefined)
  return first < 0 ? undefined : [first, parts.findLastIndex((part) => part !== undefined)]
}
