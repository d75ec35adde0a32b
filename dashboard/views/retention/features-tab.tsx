import { newcombeInterval } from '../../../experiments/statistics/newcombe.ts'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Defined } from '../../blocks/tables/defined.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { brief, full, pointsSize } from '../../format.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'
import { cohortRequest, isRated, unitInView } from './asked.ts'
import { CohortOptions } from './cohort-options.tsx'
import { RetentionWarnings } from './retention-warnings.tsx'
import { periodsUsed } from './stacks.ts'
import { UseOverTime } from './use-over-time.tsx'

type Answer = ReportAnswer<'retention/features'>
type Row = Answer['rows'][number]
type Point = Row['with'][number]

/** Each event of the first period: how many of those who did it come back against the others, and its part of all use later. */
export function FeaturesTab() {
  const text = journeyWords.value.retention
  const question = () => reportQuestion('retention/features', cohortRequest())
  const answered = useResource<Answer>(question)
  return (
    <div class="stack">
      <Card title={text.features} flush tools={<CsvButton request={question()?.key} />}>
        <div class="card-body">
          <CohortOptions />
          <p class="drill-note">{text.featuresHint(text.unitNames[unitInView()])}</p>
        </div>
        <Answered of={answered} meanwhile={<TableRoom rows={8} />}>
          {({ rows, meta }) => (
            <>
              <RetentionWarnings meta={meta} />
              {rows.length === 0 ? <NothingHere /> : <Features rows={rows} />}
            </>
          )}
        </Answered>
      </Card>
      {hasMore(answered, ({ rows }) => periodsUsed(rows).length === 0) && (
        <UseOverTime answered={answered} />
      )}
    </div>
  )
}

/** One period later. */
function next(points: readonly Point[]): number | null {
  return points[1]?.rate ?? null
}

function gap(row: Row): number {
  return (next(row.with) ?? 0) - (next(row.without) ?? 0)
}

function Features({ rows }: { rows: readonly Row[] }) {
  const text = journeyWords.value.retention
  return (
    <DataTable
      caption={text.features}
      rows={rows.toSorted((a, b) => gap(b) - gap(a))}
      rowKey={({ event }) => event}
      columns={[
        {
          key: 'event',
          head: text.event,
          cell: ({ event }) => <RowValue dimension="event" value={event} />,
        },
        {
          key: 'people',
          head: text.did,
          align: 'end',
          explain: <Defined of="didFirst" />,
          cell: ({ people }) => full('count', people, locale.value),
        },
        {
          key: 'with',
          head: text.with,
          align: 'end',
          explain: <Defined of="withIt" />,
          cell: (row) => told(row.with[1]),
        },
        {
          key: 'without',
          head: text.without,
          align: 'end',
          explain: <Defined of="withoutIt" />,
          cell: (row) => told(row.without[1]),
        },
        {
          key: 'gap',
          head: text.difference,
          align: 'end',
          explain: <Defined of="difference" />,
          cell: (row) => <Difference row={row} />,
        },
      ]}
    />
  )
}

/** In points, with the interval that it lies in. */
function Difference({ row }: { row: Row }) {
  const [one, other] = [row.with[1], row.without[1]]
  if (!isRated(one) || !isRated(other)) return <>–</>
  const [low, high] = newcombeInterval(one, other)
  return (
    <span title={words.value.funnels.interval(inPoints(low), inPoints(high))}>
      {inPoints(gap(row))}
    </span>
  )
}

/** `+4.2 pt`, `−0.5 pt`. */
function inPoints(value: number): string {
  const size = words.value.compare.points(pointsSize(value, locale.value.language))
  return value < 0 ? `−${size}` : `+${size}`
}

function told(point: Point | undefined) {
  const rate = (value: number | null) => brief('rate', value, locale.value)
  const interval = point?.interval
  const between = interval && words.value.funnels.interval(rate(interval[0]), rate(interval[1]))
  return <span title={between ?? undefined}>{rate(point?.rate ?? null)}</span>
}
