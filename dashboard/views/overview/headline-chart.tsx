import { ChartLine, Table2 } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import type { Metric } from '../../../collector/vocabulary.ts'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import type { Series } from '../../charts/time-series-options.ts'
import { brief, bucketLabel, bucketTitle, full, METRIC_UNITS, range } from '../../format.ts'
import { isDark } from '../../models/appearance.ts'
import { begunRows, bucketDays, bucketKeys } from '../../models/buckets.ts'
import { type Bucket, bucketsFor, type Range } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import { mayChange } from '../../models/sites.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { annotations } from '../../models/things.ts'
import { locale, now, shownDays, showOption, showPeriod, today } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { words } from '../../texts/texts.ts'
import { headlineMetrics, headlineRequest } from './headline.ts'
import { notesOf, notesWithin } from './notes.ts'

/** Asked for at once, so that it comes beside the report; the rest of the page need not wait for it. */
const charts = import('../../charts/time-series.tsx')
const TimeSeries = lazy(async () => (await charts).TimeSeries)
const AnnotationDialog = lazy(
  async () => (await import('./annotation-dialog.tsx')).AnnotationDialog,
)

interface HeadlineChartProps {
  metric: Metric
  answer: StatsAnswer
  bucket: Bucket
}

/** The chosen metric over time, as a chart or as the table behind it. */
export function HeadlineChart({ metric, answer, bucket }: HeadlineChartProps) {
  const text = words.value.overview
  const [asTable, setAsTable] = useState(false)
  const [noting, setNoting] = useState<Range>()
  const name = words.value.metrics[metric].name
  const { meta, compared } = answer
  const { language } = locale.value
  return (
    <>
      <div class="chart-head">
        <div class="chart-keys">
          <span class="key">{range(meta, language)}</span>
          {compared && (
            <span class="key" data-past>
              {range(compared, language)}
            </span>
          )}
        </div>
        <div class="card-tools">
          <BucketChoice bucket={bucket} />
          {!asTable && <PictureButton name={name} />}
          <CsvButton
            request={reportQuestion('stats', headlineRequest(headlineMetrics() ?? []))?.key}
          />
          <Button
            kind="ghost"
            size="small"
            icon={asTable ? <ChartLine size={14} /> : <Table2 size={14} />}
            label={asTable ? text.picture : text.table}
            onClick={() => setAsTable(!asTable)}
          />
        </div>
      </div>
      <div class="chart-box">
        {asTable ? (
          <SeriesTable metric={metric} answer={answer} bucket={bucket} />
        ) : (
          <SeriesChart
            label={text.chart(name)}
            metric={metric}
            answer={answer}
            bucket={bucket}
            onNote={(days) => mayOpen(days) && setNoting(days)}
          />
        )}
      </div>
      {noting && <AnnotationDialog days={noting} onClose={() => setNoting(undefined)} />}
    </>
  )
}

/** Who may not add a note may still read those there are. */
function mayOpen(days: Range): boolean {
  return mayChange.value || notesWithin(annotations.data.value ?? [], days).length > 0
}

function BucketChoice({ bucket }: { bucket: Bucket }) {
  const text = words.value.overview
  const fitting = bucketsFor(shownDays.value)
  if (fitting.length === 1) return null
  return (
    <Segmented
      label={text.bucket}
      value={bucket}
      choices={fitting.map((value) => ({ value, name: text.by[value] }))}
      onValue={(value) => showOption('by', value === fitting[0] ? undefined : value)}
    />
  )
}

interface SeriesChartProps extends HeadlineChartProps {
  label: string
  onNote: (days: Range) => void
}

function SeriesChart({ label, metric, answer, bucket, onNote }: SeriesChartProps) {
  const { overview } = words.value
  const place = locale.value
  const notes = annotations.data.value
  const keys = useMemo(() => bucketKeys(answer.rows, bucket), [answer, bucket])
  const shownNotes = useMemo(() => notesOf(notes ?? [], keys, answer.meta), [notes, keys, answer])
  const clock = { now: now.value, today: today.value }
  const begun = begunRows(answer.rows, bucket, clock).length
  const running = answer.meta.partial ? begun - 1 : undefined
  const series = useMemo((): Series => {
    const unit = METRIC_UNITS[metric]
    return {
      values: answer.rows.map((row, i) => (i < begun ? numberOf(row, metric) : null)),
      past: (answer.compared?.rows ?? []).map((row) => numberOf(row, metric)),
      labels: keys.map((key) => bucketLabel(key, bucket, place.language)),
      running,
      whole: unit === 'count',
      formatValue: (value) => brief(unit, value, place),
      tellValue: (value) => full(unit, value, place),
    }
  }, [answer, bucket, keys, metric, place, begun, running])
  const titles = keys.map((key) => bucketTitle(key, bucket, place.language))
  const pastTitles = bucketKeys(answer.compared?.rows ?? [], bucket).map((key) =>
    bucketTitle(key, bucket, place.language),
  )
  return (
    <TimeSeries
      label={label}
      hint={mayChange.value ? overview.zoomOrNote : overview.zoom}
      series={series}
      titles={titles.map((title, i) => (i === running ? stillRunning(title) : title))}
      pastTitles={pastTitles}
      notes={shownNotes}
      dark={isDark.value}
      onZoom={(first, last) => {
        showPeriod(bucketDays(keys, { bucket, first, last }, answer.meta))
      }}
      onPick={(position) => {
        const only = { bucket, first: position, last: position }
        onNote(bucketDays(keys, only, answer.meta))
      }}
    />
  )
}

function stillRunning(title: string): string {
  return `${title} (${words.value.overview.partial})`
}

function SeriesTable({ metric, answer, bucket }: HeadlineChartProps) {
  const { overview, metrics } = words.value
  const place = locale.value
  const unit = METRIC_UNITS[metric]
  const keys = bucketKeys(answer.rows, bucket)
  const clock = { now: now.value, today: today.value }
  const rows = keys
    .slice(0, begunRows(answer.rows, bucket, clock).length)
    .map((key, i) => ({ key, i }))
  const past = answer.compared?.rows
  const shown = answer.meta
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
                {bucketTitle(key, bucket, place.language)}
              </button>
            ),
          },
          {
            key: 'now',
            head: overview.now,
            align: 'end',
            cell: ({ i }) => full(unit, numberOf(answer.rows[i], metric), place),
          },
          ...(past
            ? [
                {
                  key: 'before',
                  head: overview.before,
                  align: 'end' as const,
                  cell: ({ i }: { i: number }) => full(unit, numberOf(past[i], metric), place),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
