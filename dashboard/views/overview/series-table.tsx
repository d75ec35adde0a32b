import type { Metric } from '../../../collector/vocabulary.ts'
import { importedTitle } from '../../blocks/series/imported-title.ts'
import { importedParts, type SeriesProps } from '../../blocks/series/series.ts'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { bucketTitle } from '../../dates.ts'
import { full, METRIC_UNITS } from '../../format.ts'
import { begunRows, bucketDays, bucketKeys } from '../../models/buckets.ts'
import { sidesOf } from '../../models/other-visits.ts'
import { metricOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import type { Band } from '../../models/usual.ts'
import { locale, now, showPeriod, today } from '../../models/view.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { words } from '../../texts/texts.ts'

interface SeriesTableProps extends SeriesProps {
  /** Between what the metric usually lies, where it is shown. */
  band: Band | undefined
}

/** The numbers behind the chart, a bucket a row. */
export function SeriesTable({ metric, answer, bucket, band }: SeriesTableProps) {
  const { overview, metrics, usual } = words.value
  const place = locale.value
  const keys = bucketKeys(answer.rows, bucket)
  const clock = { now: now.value, today: today.value }
  const rows = keys
    .slice(0, begunRows(answer.rows, bucket, clock).length)
    .map((key, i) => ({ key, i }))
  const shown = answer.meta
  const parts = importedParts({ answer })
  return (
    <div class="series-table">
      <DataTable
        caption={overview.chart(metrics[metric].name)}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'bucket',
            head: overview.by[bucket],
            cell: ({ key, i }) => (
              <button
                type="button"
                class="link"
                onClick={() => showPeriod(bucketDays(keys, { bucket, first: i, last: i }, shown))}
              >
                {importedTitle(bucketTitle(key, bucket, place.language), parts[i])}
              </button>
            ),
          },
          ...valueColumns(metric, answer),
          ...(band
            ? [
                {
                  key: 'usual',
                  head: usual.band,
                  align: 'end' as const,
                  cell: ({ i }: { i: number }) => <Usually band={band} at={i} metric={metric} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}

interface Place {
  key: string
  i: number
}

/** The value, and what it is held against; of other visits how far they are apart, too. */
function valueColumns(metric: Metric, answer: StatsAnswer): Column<Place>[] {
  const { overview, beside } = words.value
  const past = answer.compared?.rows
  const sides = sidesOf(answer)
  const told = (row: Row | undefined) =>
    full(METRIC_UNITS[metric], metricOf(row, metric), locale.value)
  const now: Column<Place> = {
    ...{ key: 'now', head: sides?.own ?? overview.now, align: 'end' },
    cell: ({ i }) => told(answer.rows[i]),
  }
  if (!past) return [now]
  const before: Column<Place> = {
    ...{ key: 'before', head: sides?.others ?? overview.before, align: 'end' },
    cell: ({ i }) => told(past[i]),
  }
  if (!sides) return [now, before]
  const apart = (i: number) => ({
    now: metricOf(answer.rows[i], metric),
    before: metricOf(past[i], metric),
  })
  const difference: Column<Place> = {
    ...{ key: 'difference', head: beside.difference, align: 'end' },
    cell: ({ i }) => <MetricDelta metric={metric} {...apart(i)} />,
  }
  return [now, before, difference]
}

/** Between what it usually lies that day, and on which side of that it was. */
function Usually({ band, at, metric }: { band: Band; at: number; metric: Metric }) {
  const text = words.value.usual
  const [low, high] = [band.low[at] ?? null, band.high[at] ?? null]
  if (low === null || high === null) return <>–</>
  const tell = (value: number) => full(METRIC_UNITS[metric], value, locale.value)
  const side = band.sides[at]
  return (
    <>
      {side && <b class="beyond">{text[side]}</b>} {text.range(tell(low), tell(high))}
    </>
  )
}
