import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { brief, count, full } from '../../format.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale, showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { words } from '../../texts/texts.ts'
import { briefMoney, money, monthName, rate } from './amounts.ts'
import {
  BREAKDOWNS,
  type Breakdown,
  breakdownInView,
  type Economics,
  type Value,
  valuesQuestion,
} from './asked.ts'
import { RevenueMeaning } from './revenue-meaning.tsx'
import { whyNoCost, whyNoWorth } from './tiles.ts'
import { churnOf, isNeverPaidBack } from './worth.ts'

/** Customers by how they came first, or by what they pay for. */
export function ByCard() {
  const text = revenueWords.value
  const answered = useResource<Economics>(valuesQuestion)
  const month = answered.data.value?.by?.[0]?.month
  return (
    <Card
      title={text.by}
      explain={<RevenueMeaning of="by" />}
      flush
      tools={<CsvButton request={valuesQuestion()?.key} />}
    >
      <div class="card-body revenue-by">
        <SelectField<Breakdown>
          label={text.byWhat}
          value={breakdownInView()}
          choices={BREAKDOWNS.map((value) => ({ value, name: text.values[value] }))}
          onValue={(value) => showOption('by', value === 'channel' ? undefined : value)}
        />
        <p class="drill-note">{month && text.of(monthName(month))}</p>
      </div>
      <Answered of={answered} meanwhile={<TableRoom rows={4} />}>
        {(answer) => <Values answer={answer} />}
      </Answered>
    </Card>
  )
}

/** Campaigns may be many. */
const MOST_ROWS = 20

function Values({ answer: { by = [], months } }: { answer: Economics }) {
  const text = revenueWords.value
  const [isWhole, setWhole] = useState(false)
  if (!months.some(({ partial }) => !partial)) return <EmptyState title={text.noMonth} />
  if (by.length === 0) return <NothingHere />
  return (
    <>
      <ValueTable rows={isWhole ? by : by.slice(0, MOST_ROWS)} />
      {!isWhole && by.length > MOST_ROWS && (
        <div class="list-tools">
          <span class="drill-note">
            {words.value.metricNotes.rows(
              full('count', MOST_ROWS, locale.value),
              full('count', by.length, locale.value),
            )}
          </span>
          <Button size="small" kind="ghost" onClick={() => setWhole(true)}>
            {words.value.acquisition.more}
          </Button>
        </div>
      )}
    </>
  )
}

function ValueTable({ rows }: { rows: readonly Value[] }) {
  const text = revenueWords.value
  return (
    <DataTable
      caption={text.by}
      rows={rows}
      rowKey={({ value }) => JSON.stringify(value)}
      rowKind={({ value }) => (value === null ? 'apart' : undefined)}
      columns={[
        {
          key: 'value',
          head: text.values[breakdownInView()],
          cell: (row) => <Named {...row} />,
        },
        {
          key: 'customers',
          head: text.customers,
          align: 'end',
          cell: ({ customers_end }) => full('count', customers_end, locale.value),
        },
        { key: 'mrr', head: text.mrr, align: 'end', cell: ({ end_mrr }) => money(end_mrr) },
        ...worthColumns(),
      ]}
    />
  )
}

/** Where there is no number, the reason. */
function worthColumns(): Column<Value>[] {
  const text = revenueWords.value
  const why = (name: keyof typeof text.whys) => <span class="revenue-why">{text.whys[name]}</span>
  const whyNoRatio = (row: Value) => (row.ltv === null ? whyNoWorth(row) : whyNoCost(row))
  return [
    {
      key: 'cac',
      head: text.cac,
      align: 'end',
      cell: (row) => (row.cac === null ? why(whyNoCost(row)) : money(row.cac)),
    },
    {
      key: 'ltv',
      head: text.ltv,
      align: 'end',
      cell: (row) => (row.ltv === null ? why(whyNoWorth(row)) : <Between row={row} />),
    },
    {
      key: 'ratio',
      head: text.ratio,
      align: 'end',
      cell: (row) =>
        row.ltv_to_cac === null
          ? why(whyNoRatio(row))
          : full('times', row.ltv_to_cac, locale.value),
    },
    {
      key: 'payback',
      head: text.payback,
      align: 'end',
      cell: (row) => {
        if (isNeverPaidBack(row)) return why('never')
        if (row.payback_months === null) return why(whyNoCost(row))
        return text.inMonths(full('ratio', row.payback_months, locale.value))
      },
    },
    { key: 'churn', head: text.churn, align: 'end', cell: (row) => <Churn row={row} /> },
  ]
}

function Between({ row: { ltv, ltv_interval } }: { row: Value }) {
  const [low = '', high = ''] = ltv_interval?.map(briefMoney) ?? []
  return (
    <span class="figure">
      {money(ltv)}
      <small>{revenueWords.value.between(low, high)}</small>
    </span>
  )
}

function Churn({ row }: { row: Value }) {
  const text = revenueWords.value
  const churn = churnOf(row)
  if (churn === null) return <span class="revenue-why">{text.whys.few_months}</span>
  const left = count(row.pooled_churned ?? 0, locale.value)
  return (
    <span class="figure" title={text.customerMonths}>
      {rate(churn)}
      <small>{text.churnOf(left, brief('count', row.pooled_start, locale.value))}</small>
    </span>
  )
}

/** Its name, by which the page can be filtered where it is of the first visit. */
function Named({ value }: Value) {
  const text = revenueWords.value
  const breakdown = breakdownInView()
  if (breakdown === 'plan') {
    return (
      <span class="revenue-plain" title={value === null ? undefined : String(value)}>
        <bdi dir="auto">{value === null ? text.noPlan : String(value)}</bdi>
      </span>
    )
  }
  if (value !== null) return <RowValue dimension={breakdown} value={value} />
  // Every visit has a channel.
  return (
    <span class="revenue-plain">{breakdown === 'channel' ? text.neverVisited : text.noValue}</span>
  )
}
