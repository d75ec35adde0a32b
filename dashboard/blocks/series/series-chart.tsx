import { useMemo } from 'preact/hooks'
import type { Series } from '../../charts/time-series-options.ts'
import { bucketLabel, bucketTitle } from '../../dates.ts'
import { briefs, full, METRIC_UNITS } from '../../format.ts'
import { isDark } from '../../models/appearance.ts'
import { begunRows, bucketDays, bucketKeys, type Cut } from '../../models/buckets.ts'
import type { Range } from '../../models/period.ts'
import { annotations } from '../../models/things.ts'
import { locale, now, showPeriod, today } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { lazy } from '../answers/lazy.tsx'
import { notesOf } from './notes.ts'
import { partialBuckets, pastValues, type SeriesProps, seriesValues } from './series.ts'

/** Asked for at once, so that it comes beside the report; the rest of the page need not wait for it. */
const charts = import('../../charts/time-series.tsx')
const TimeSeries = lazy(async () => (await charts).TimeSeries)

interface SeriesChartProps extends SeriesProps {
  label: string
  /** What choosing a bucket does, told in the tip, and on which days. */
  pick: { hint: string; on: (days: Range) => void }
}

export function SeriesChart({ label, metric, answer, bucket, pick }: SeriesChartProps) {
  const place = locale.value
  const notes = annotations.data.value
  const keys = useMemo(() => bucketKeys(answer.rows, bucket), [answer, bucket])
  const shownNotes = useMemo(() => notesOf(notes ?? [], keys, answer.meta), [notes, keys, answer])
  const clock = { now: now.value, today: today.value }
  const begun = begunRows(answer.rows, bucket, clock).length
  const asked = { metric, answer, bucket }
  const { running, cuts } = partialBuckets(asked, begun)
  const series = useMemo((): Series => {
    const unit = METRIC_UNITS[metric]
    return {
      values: seriesValues({ metric, answer, bucket }, begun),
      past: pastValues({ metric, answer, bucket }),
      labels: keys.map((key) => bucketLabel(key, bucket, place.language)),
      partial: partialOf({ metric, answer, bucket }, begun),
      whole: unit === 'count',
      formatAxis: (values) => briefs(unit, values, place),
      tellValue: (value) => full(unit, value, place),
    }
  }, [answer, bucket, keys, metric, place, begun])
  const titles = keys.map((key) => bucketTitle(key, bucket, place.language))
  const pastTitles = bucketKeys(answer.compared?.rows ?? [], bucket).map((key) =>
    bucketTitle(key, bucket, place.language),
  )
  return (
    <TimeSeries
      label={label}
      hint={pick.hint}
      series={series}
      titles={titles.map((title, i) => partTitle(title, i === running, cuts.get(i)))}
      pastTitles={pastTitles}
      notes={shownNotes}
      dark={isDark.value}
      onZoom={(first, last) => {
        showPeriod(bucketDays(keys, { bucket, first, last }, answer.meta))
      }}
      onPick={(position) => {
        const only = { bucket, first: position, last: position }
        pick.on(bucketDays(keys, only, answer.meta))
      }}
    />
  )
}

function partialOf(asked: SeriesProps, begun: number): number[] {
  const { running, cuts } = partialBuckets(asked, begun)
  return running === undefined ? [...cuts.keys()] : [...cuts.keys(), running]
}

/** A bucket's title, with how much of it is there. */
function partTitle(title: string, isRunning: boolean, cut: Cut | undefined): string {
  const { overview } = words.value
  if (isRunning) return `${title} (${overview.partial})`
  return cut ? `${title} (${overview.cut(cut.days, cut.of)})` : title
}
