import { useMemo, useState } from 'preact/hooks'
import type { Series } from '../../charts/time-series-options.ts'
import { axisLabels, bucketTitle } from '../../dates.ts'
import { briefs, full, METRIC_UNITS } from '../../format.ts'
import { isDark } from '../../models/appearance.ts'
import { begunRows, bucketDays, bucketKeys, type Cut } from '../../models/buckets.ts'
import { sidesOf } from '../../models/other-visits.ts'
import type { Range } from '../../models/period.ts'
import { mayChange } from '../../models/sites.ts'
import { annotations } from '../../models/things.ts'
import type { Band } from '../../models/usual.ts'
import { locale, now, showPeriod, today } from '../../models/view.ts'
import { type Texts, words } from '../../texts/texts.ts'
import { lazy } from '../answers/lazy.tsx'
import { importedTitle } from './imported-title.ts'
import { notesWithin } from './notes.ts'
import {
  foreignSpan,
  importedParts,
  partialBuckets,
  pastValues,
  type SeriesProps,
  seriesValues,
} from './series.ts'
import { useNotes } from './use-notes.ts'

/** Asked for at once, so that it comes beside the report; the rest of the page need not wait for it. */
const charts = import('../../charts/time-series.tsx')
const TimeSeries = lazy(async () => (await charts).TimeSeries)
const AnnotationDialog = lazy(
  async () => (await import('./annotation-dialog.tsx')).AnnotationDialog,
)

interface SeriesChartProps extends SeriesProps {
  label: string
  /** Between what the metric usually lies, where it is shown. */
  band?: Band | undefined
}

/** A metric over time with the site's notes; a click or a drag shows the days, a note opens what was noted. */
export function SeriesChart({ label, metric, answer, bucket, band }: SeriesChartProps) {
  const [noting, setNoting] = useState<Range>()
  const place = locale.value
  const keys = useMemo(() => bucketKeys(answer.rows, bucket), [answer, bucket])
  const notes = useNotes(keys, answer.meta)
  const clock = { now: now.value, today: today.value }
  const begun = begunRows(answer.rows, bucket, clock).length
  const asked = { metric, answer, bucket }
  const { running, cuts } = partialBuckets(asked, begun)
  const sides = sidesOf(answer)
  const series = useMemo((): Series => {
    const unit = METRIC_UNITS[metric]
    return {
      values: seriesValues({ metric, answer, bucket }, begun),
      past: pastValues({ metric, answer, bucket }, begun),
      beside: sides !== undefined,
      band,
      foreign: foreignSpan({ answer }),
      labels: axisLabels(keys, bucket, place.language),
      partial: partialOf({ metric, answer, bucket }, begun),
      whole: unit === 'count',
      formatAxis: (values) => briefs(unit, values, place),
      tellValue: (value) => full(unit, value, place),
    }
  }, [answer, bucket, keys, metric, place, begun, band, sides])
  const titles = keys.map((key) => bucketTitle(key, bucket, place.language))
  const pastTitles = bucketKeys(answer.compared?.rows ?? [], bucket).map((key) =>
    bucketTitle(key, bucket, place.language),
  )
  const daysAt = (first: number, last: number) =>
    bucketDays(keys, { bucket, first, last }, answer.meta)
  return (
    <>
      <TimeSeries
        label={label}
        hint={hintOf(words.value.overview)}
        series={series}
        titles={fullTitles(titles, { answer, running, cuts, own: sides?.own })}
        pastTitles={sides ? pastTitles.map(() => sides.others) : pastTitles}
        usually={band && keys.map((_, i) => usuallySaid(band, i, series.tellValue))}
        notes={notes}
        dark={isDark.value}
        onZoom={(first, last) => showPeriod(daysAt(first, last))}
        onNote={(position) => {
          const days = daysAt(position, position)
          if (mayOpen(days)) setNoting(days)
        }}
      />
      {notes.length > 0 && (
        <ul class="on-paper chart-footnotes">
          {notes.map(({ position, text }) => (
            <li key={`${position} ${text}`}>
              {titles[position]}: <bdi dir="auto">{text}</bdi>
            </li>
          ))}
        </ul>
      )}
      {noting && <AnnotationDialog days={noting} onClose={() => setNoting(undefined)} />}
    </>
  )
}

function hintOf(text: Texts['overview']): string {
  if (!matchMedia('(hover: hover)').matches) return text.tapAgain
  return mayChange.value ? text.zoomOrNote : text.zoom
}

/** Who may not add a note may still read those there are. */
function mayOpen(days: Range): boolean {
  return mayChange.value || notesWithin(annotations.data.value ?? [], days).length > 0
}

/** `Usual: 104 to 118`, and on which side of that the value lies. */
function usuallySaid(
  { low, high, sides, pace }: Band,
  position: number,
  tell: (value: number) => string,
): string | undefined {
  const text = words.value.usual
  const [least, most] = [low[position] ?? null, high[position] ?? null]
  if (least === null || most === null) return undefined
  const side = sides[position]
  const parts = [`${text.band}: ${text.range(tell(least), tell(most))}`]
  if (side) parts.push(text[side])
  if (pace?.position === position) parts.push(text.pace(tell(pace.value)))
  return parts.join(' · ')
}

function partialOf(asked: SeriesProps, begun: number): number[] {
  const { running, cuts } = partialBuckets(asked, begun)
  return running === undefined ? [...cuts.keys()] : [...cuts.keys(), running]
}

/** With whose number it is, where another stands beside it. */
function sidedTitle(title: string, own: string | undefined): string {
  return own === undefined ? title : `${title} · ${own}`
}

interface Standing extends Pick<SeriesProps, 'answer'>, ReturnType<typeof partialBuckets> {
  own: string | undefined
}

/** Titles with what there is to know of each bucket. */
function fullTitles(titles: readonly string[], { answer, running, cuts, own }: Standing): string[] {
  const imported = importedParts({ answer })
  return titles.map((title, i) =>
    sidedTitle(partTitle(importedTitle(title, imported[i]), i === running, cuts.get(i)), own),
  )
}

/** A bucket's title, with how much of it is there. */
function partTitle(title: string, isRunning: boolean, cut: Cut | undefined): string {
  const { overview } = words.value
  if (isRunning) return `${title} (${overview.partial})`
  return cut ? `${title} (${overview.cut(cut.days, cut.of)})` : title
}
