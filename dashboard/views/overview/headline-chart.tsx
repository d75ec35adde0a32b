import { ChartLine, MessageSquarePlus, Table2 } from 'lucide-preact'
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Metric } from '../../../collector/vocabulary.ts'
import { AlertButton } from '../../blocks/alerts/alert-button.tsx'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import { ChartKeys } from '../../blocks/series/chart-keys.tsx'
import type { SeriesProps } from '../../blocks/series/series.ts'
import { SeriesChart } from '../../blocks/series/series-chart.tsx'
import { bucketKeys, bucketOf } from '../../models/buckets.ts'
import { goalInView } from '../../models/goal-in-view.ts'
import { whenKeyed } from '../../models/keys.ts'
import { sidesOf } from '../../models/other-visits.ts'
import { noteAsked } from '../../models/palette.ts'
import { type Bucket, bucketsFor, type Range } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import { mayChange, siteDomain } from '../../models/sites.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { type Band, bandOf, type UsualAnswer } from '../../models/usual.ts'
import { shownDays, showOption, today, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { words } from '../../texts/texts.ts'
import { headlineMetrics, headlineRequest } from './headline.ts'
import { SeriesTable } from './series-table.tsx'

const AnnotationDialog = lazy(
  async () => (await import('../../blocks/series/annotation-dialog.tsx')).AnnotationDialog,
)

interface HeadlineChartProps extends SeriesProps {
  usual: UsualAnswer | undefined
}

/** The chosen metric over time, as a chart or as the table behind it. */
export function HeadlineChart({ metric, answer, bucket, usual }: HeadlineChartProps) {
  const known = useMemo(() => knownBand(metric, answer, usual), [usual, metric, answer])
  const band = view.value.options.usual === HIDDEN ? undefined : known
  const text = words.value.overview
  const [asTable, setAsTable] = useState(false)
  const [noting, setNoting] = useState<Range>()
  const name = words.value.metrics[metric].name
  const noteToday = () => {
    if (mayChange.peek()) setNoting({ from: today.peek(), to: today.peek() })
  }
  // Before it is painted: whoever sees it may press the key.
  useLayoutEffect(() => whenKeyed('n', noteToday), [])
  const asked = noteAsked.value
  useEffect(() => {
    noteAsked.value = undefined
    if (asked !== undefined && asked === siteDomain.peek()) noteToday()
  }, [asked])
  return (
    <>
      <div class="chart-head">
        <ChartKeys answer={answer} metric={metric}>
          {known && <UsualKey shown={band !== undefined} />}
        </ChartKeys>
        <div class="card-tools">
          <BucketChoice bucket={bucket} />
          {mayChange.value && <AddNote onAdd={noteToday} />}
          <AlertButton about={{ metric, goal: goalInView.value ?? '' }} />
          {!asTable && <PictureButton name={name} drawn={drawnBeside(answer, band)} />}
          <CsvButton
            request={reportQuestion('stats', headlineRequest(headlineMetrics() ?? []))?.key}
          />
          <AsTable asTable={asTable} onTurn={() => setAsTable(!asTable)} />
        </div>
      </div>
      <div class="chart-box">
        {asTable ? (
          <SeriesTable metric={metric} answer={answer} bucket={bucket} band={band} />
        ) : (
          <SeriesChart
            label={text.chart(name)}
            metric={metric}
            answer={answer}
            bucket={bucket}
            band={band}
          />
        )}
      </div>
      {noting && <AnnotationDialog days={noting} onClose={() => setNoting(undefined)} />}
    </>
  )
}

/** What a picture says of its lines beyond the metric. */
function drawnBeside(answer: StatsAnswer, band: Band | undefined): string | undefined {
  const sides = sidesOf(answer)
  if (sides) return words.value.beside.sides(sides.own, sides.others)
  return band && words.value.usual.picture
}

function AddNote({ onAdd }: { onAdd: () => void }) {
  const text = words.value.annotations
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<MessageSquarePlus size={14} />}
      title={`${text.add} (N)`}
      label={text.add}
      onClick={onAdd}
    />
  )
}

function AsTable({ asTable, onTurn }: { asTable: boolean; onTurn: () => void }) {
  const text = words.value.overview
  return (
    <Button
      kind="ghost"
      size="small"
      icon={asTable ? <ChartLine size={14} /> : <Table2 size={14} />}
      label={asTable ? text.picture : text.table}
      onClick={onTurn}
    />
  )
}

/** What is usual is known by the day. */
function knownBand(metric: Metric, answer: StatsAnswer, usual: UsualAnswer | undefined) {
  if (!usual || bucketOf(answer) !== 'day') return undefined
  return bandOf(usual, metric, bucketKeys(answer.rows, 'day'))
}

/** What the address says where the band is switched off. */
const HIDDEN = 'off'

/** Names the band, and switches it. */
function UsualKey({ shown }: { shown: boolean }) {
  const text = words.value.usual
  return (
    <button
      type="button"
      class="key"
      data-usual
      aria-pressed={shown}
      title={text.bandHint}
      onClick={() => showOption('usual', shown ? HIDDEN : undefined)}
    >
      {text.band}
    </button>
  )
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
