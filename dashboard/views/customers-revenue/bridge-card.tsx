import { useState } from 'preact/hooks'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { GainsAndLosses } from '../../charts/gains-and-losses.tsx'
import { Waterfall } from '../../charts/waterfall.tsx'
import { shortMonth } from '../../dates.ts'
import { full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { briefMoney, money, monthName, signedMoney } from './amounts.ts'
import { economicsQuestion, type Month } from './asked.ts'
import { type Bridge, bridgeOf, MOVES, type Move, stepsOf } from './bridge.ts'
import { RevenueMeaning } from './revenue-meaning.tsx'

const WHOLE = ''
const NAMES = Object.keys(MOVES) as Move[]

/** MRR from the start to the end: all months as one or a single one, month by month, and as a table. */
export function BridgeCard({ months }: { months: readonly Month[] }) {
  const text = revenueWords.value
  const [chosen, setChosen] = useState(WHOLE)
  const own = months.filter(({ month }) => month === chosen)
  const bridge = bridgeOf(own.length > 0 ? own : months)
  return (
    <Card
      title={text.bridge}
      explain={<RevenueMeaning of="bridge" />}
      flush
      tools={<CsvButton request={economicsQuestion('all')?.key} />}
    >
      <div class="card-body revenue-bridge">
        <div>
          {months.length > 1 && (
            <SelectField
              label={text.bridgeOf}
              value={own.length > 0 ? chosen : WHOLE}
              choices={[
                { value: WHOLE, name: text.wholePeriod },
                ...months.map(({ month }) => ({ value: month, name: monthName(month) })),
              ]}
              onValue={setChosen}
            />
          )}
          <BridgeChart bridge={bridge} />
        </div>
        {months.length > 1 && <Months months={months} />}
      </div>
      <BridgeTable months={months} />
    </Card>
  )
}

function BridgeChart({ bridge }: { bridge: Bridge }) {
  const text = revenueWords.value
  const steps = stepsOf(bridge)
  return (
    <Waterfall
      label={text.bridge}
      steps={steps.map(({ name, amount, from, to }) => {
        const isWhole = name === 'start' || name === 'end'
        return {
          key: name,
          name: text.steps[name],
          told: isWhole ? money(amount) : signedMoney(amount),
          from,
          to,
          kind: isWhole ? 'whole' : amount < 0 ? 'less' : 'more',
        }
      })}
    />
  )
}

function Months({ months }: { months: readonly Month[] }) {
  const text = revenueWords.value
  const { language } = locale.value
  const signed = (month: Month, move: Move) => MOVES[move] * month[move]
  const names = NAMES.filter((name) => name !== 'fx' || months.some(({ fx }) => fx !== 0))
  return (
    <GainsAndLosses
      label={text.bridge}
      keys={names.map((name) => ({ key: name, name: text.steps[name] }))}
      scale={briefMoney}
      buckets={months.map((month) => {
        const parts = names.map((name) => ({ key: name, value: signed(month, name) }))
        const sum = (sign: number) =>
          parts.reduce((all, { value }) => all + Math.max(0, sign * value), 0)
        const name = monthName(month.month)
        return {
          key: month.month,
          name: shortMonth(month.month, language),
          parts,
          partial: month.partial,
          title: text.monthSaid(name, money(sum(1)), money(sum(-1)), money(month.end_mrr)),
        }
      })}
    />
  )
}

function BridgeTable({ months }: { months: readonly Month[] }) {
  const text = revenueWords.value
  const { start, moves, end } = bridgeOf(months)
  const hasRates = months.some(({ fx }) => fx !== 0)
  return (
    <DataTable
      caption={text.bridge}
      rows={months.toReversed()}
      rowKey={({ month }) => month}
      columns={[
        {
          key: 'month',
          head: text.month,
          cell: ({ month, partial }) =>
            partial ? `${monthName(month)} (${text.running})` : monthName(month),
          foot: text.wholePeriod,
        },
        {
          key: 'start',
          head: text.steps.start,
          align: 'end',
          cell: ({ start_mrr }) => money(start_mrr),
          foot: money(start),
        },
        ...NAMES.filter((name) => name !== 'fx' || hasRates).map(
          (name): Column<Month> => ({
            key: name,
            head: text.steps[name],
            align: 'end',
            cell: (month) => signedMoney(MOVES[name] * month[name]),
            foot: signedMoney(moves[name]),
          }),
        ),
        {
          key: 'end',
          head: text.steps.end,
          align: 'end',
          cell: ({ end_mrr }) => money(end_mrr),
          foot: money(end),
        },
        {
          key: 'customers',
          head: text.customers,
          align: 'end',
          cell: ({ customers_end }) => full('count', customers_end, locale.value),
        },
      ]}
    />
  )
}
