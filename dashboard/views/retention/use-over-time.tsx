import { ChartLine, Table2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Defined } from '../../blocks/tables/defined.tsx'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { StackedShares } from '../../charts/stacked-shares.tsx'
import { brief } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import type { Resource } from '../../models/resource.ts'
import { locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'
import { unitInView } from './asked.ts'
import { Figure } from './figure.tsx'
import { type Feature, periodsUsed, type Stacks, stacksOf } from './stacks.ts'

type Answer = ReportAnswer<'retention/features'>

/** Which part of all use each event has, period by period, as a chart or as the table behind it. */
export function UseOverTime({ answered }: { answered: Resource<Answer> }) {
  const text = journeyWords.value.retention
  const { table, picture } = words.value.overview
  const [asTable, setAsTable] = useState(false)
  return (
    <Card
      title={text.use}
      explain={<Defined of="useShare" />}
      {...(asTable && { flush: true })}
      tools={
        <Button
          kind="ghost"
          size="small"
          icon={asTable ? <ChartLine size={14} /> : <Table2 size={14} />}
          label={asTable ? picture : table}
          onClick={() => setAsTable(!asTable)}
        />
      }
    >
      <Answered of={answered} meanwhile={<Skeleton height="15rem" />}>
        {({ rows }) => (asTable ? <UseTable rows={rows} /> : <UseChart stacks={stacksOf(rows)} />)}
      </Answered>
    </Card>
  )
}

function told(rate: number | null | undefined): string {
  return brief('rate', rate, locale.value)
}

function UseChart({ stacks: { events, rest, columns } }: { stacks: Stacks }) {
  const text = journeyWords.value.retention
  const unit = text.unitNames[unitInView()]
  const named = events.map((event) => valueName('event', event, language.value, words.value))
  return (
    <StackedShares
      label={text.use}
      names={rest ? [...named, words.value.funnels.other] : named}
      rest={rest}
      columns={columns.map(({ n, shares }) => ({
        key: String(n),
        name: String(n),
        title: text.again(unit, n),
        shares,
        told: shares.map(told),
      }))}
    />
  )
}

/** All that were asked about, those too that the drawing has together. */
function UseTable({ rows }: { rows: readonly Feature[] }) {
  const text = journeyWords.value.retention
  const unit = text.unitNames[unitInView()]
  return (
    <DataTable
      caption={text.use}
      rows={rows}
      rowKey={({ event }) => event}
      columns={[
        {
          key: 'event',
          head: text.event,
          cell: ({ event }) => <RowValue dimension="event" value={event} />,
        },
        ...periodsUsed(rows).map(
          (n): Column<Feature> => ({
            key: String(n),
            head: text.again(unit, n),
            align: 'end',
            cell: ({ share, use }) => (
              <Figure value={told(share[n])} note={text.usedBy(told(use[n]))} />
            ),
          }),
        ),
      ]}
    />
  )
}
