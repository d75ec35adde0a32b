import { ChartLine, Table2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import { ChartKeys } from '../../blocks/series/chart-keys.tsx'
import { notesWithin } from '../../blocks/series/notes.ts'
import type { SeriesProps } from '../../blocks/series/series.ts'
import { SeriesChart } from '../../blocks/series/series-chart.tsx'
import { GoalChoice } from '../../blocks/tables/goal-choice.tsx'
import { type Bucket, bucketsFor, type Range } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import { mainGoal, mayChange } from '../../models/sites.ts'
import { annotations } from '../../models/things.ts'
import { shownDays, showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { words } from '../../texts/texts.ts'
import { headlineGoal, headlineMetrics, headlineRequest } from './headline.ts'
import { SeriesTable } from './series-table.tsx'

const AnnotationDialog = lazy(
  async () => (await import('./annotation-dialog.tsx')).AnnotationDialog,
)

/** The chosen metric over time, as a chart or as the table behind it. */
export function HeadlineChart({ metric, answer, bucket }: SeriesProps) {
  const text = words.value.overview
  const [asTable, setAsTable] = useState(false)
  const [noting, setNoting] = useState<Range>()
  const name = words.value.metrics[metric].name
  return (
    <>
      <div class="chart-head">
        <ChartKeys answer={answer} metric={metric} />
        <div class="card-tools">
          <GoalChoice goal={headlineGoal()} main={mainGoal.value} />
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
            pick={{
              hint: mayChange.value ? text.zoomOrNote : text.zoom,
              on: (days) => mayOpen(days) && setNoting(days),
            }}
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
