import { ChartLine, MessageSquarePlus, Table2 } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import { ChartKeys } from '../../blocks/series/chart-keys.tsx'
import type { SeriesProps } from '../../blocks/series/series.ts'
import { SeriesChart } from '../../blocks/series/series-chart.tsx'
import { GoalChoice } from '../../blocks/tables/goal-choice.tsx'
import { whenKeyed } from '../../models/keys.ts'
import { noteAsked } from '../../models/palette.ts'
import { type Bucket, bucketsFor, type Range } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import { mainGoal, mayChange } from '../../models/sites.ts'
import { shownDays, showOption, today } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { words } from '../../texts/texts.ts'
import { headlineGoal, headlineMetrics, headlineRequest } from './headline.ts'
import { SeriesTable } from './series-table.tsx'

const AnnotationDialog = lazy(
  async () => (await import('../../blocks/series/annotation-dialog.tsx')).AnnotationDialog,
)

/** The chosen metric over time, as a chart or as the table behind it. */
export function HeadlineChart({ metric, answer, bucket }: SeriesProps) {
  const text = words.value.overview
  const [asTable, setAsTable] = useState(false)
  const [noting, setNoting] = useState<Range>()
  const name = words.value.metrics[metric].name
  const noteToday = () => {
    if (mayChange.peek()) setNoting({ from: today.peek(), to: today.peek() })
  }
  useEffect(() => whenKeyed('n', noteToday), [])
  const asked = noteAsked.value
  useEffect(() => {
    if (!asked) return
    noteAsked.value = false
    noteToday()
  }, [asked])
  return (
    <>
      <div class="chart-head">
        <ChartKeys answer={answer} metric={metric} />
        <div class="card-tools">
          <GoalChoice goal={headlineGoal()} main={mainGoal.value} />
          <BucketChoice bucket={bucket} />
          {mayChange.value && (
            <Button
              kind="ghost"
              size="small"
              icon={<MessageSquarePlus size={14} />}
              title={`${words.value.annotations.add} (N)`}
              label={words.value.annotations.add}
              onClick={noteToday}
            />
          )}
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
          <SeriesChart label={text.chart(name)} metric={metric} answer={answer} bucket={bucket} />
        )}
      </div>
      {noting && <AnnotationDialog days={noting} onClose={() => setNoting(undefined)} />}
    </>
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
