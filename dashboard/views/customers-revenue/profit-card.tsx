import { HandCoins } from 'lucide-preact'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { RateLines } from '../../charts/rate-lines.tsx'
import { bucketLabel } from '../../dates.ts'
import { count, full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { briefMoney, money, monthName } from './amounts.ts'
import { type Economics, marginInView } from './asked.ts'
import { firstAboveZero, type ProfitCohort, profitCohorts, together } from './profit.ts'
import { RevenueMeaning } from './revenue-meaning.tsx'

const MOST_LINES = 4

/** What each month's customers have brought less what they cost: where it crosses zero they are paid back. */
export function ProfitCard({ answer }: { answer: Economics }) {
  const text = revenueWords.value
  const cohorts = profitCohorts(answer, marginInView())
  return (
    <Card
      title={text.profit}
      explain={<RevenueMeaning of="profit" />}
      flush
      tools={cohorts.length > 0 && <TableButton name="payback" rows={cohorts.map(sheetRow)} />}
    >
      {cohorts.length === 0 ? <NoCosts /> : <Profit cohorts={cohorts} />}
    </Card>
  )
}

function sheetRow({ month, customers, cost, course, paidBack }: ProfitCohort) {
  const cents = (money: number) => Math.round(money * 100) / 100
  const after = course.map((sum, n) => [`after_${n}`, cents(sum)])
  return {
    month,
    customers,
    cost: cents(cost),
    paid_back_after: paidBack,
    ...Object.fromEntries(after),
  }
}

function NoCosts() {
  const text = revenueWords.value
  return (
    <EmptyState
      icon={<HandCoins size={22} aria-hidden="true" />}
      title={text.noProfit}
      hint={text.noProfitHint}
    >
      {!guest && mayChange.value && (
        <a class="button" href={linkTo('return/spend')}>
          {text.addSpend}
        </a>
      )}
    </EmptyState>
  )
}

function Profit({ cohorts }: { cohorts: readonly ProfitCohort[] }) {
  const text = revenueWords.value
  const mean = together(cohorts)
  const paid = firstAboveZero(mean)
  return (
    <>
      <div class="card-body">
        <p class="sentence">
          {paid === null
            ? text.profitOpen(money(-(mean.at(-1) ?? 0)))
            : text.profitSentence(count(paid, locale.value))}
        </p>
        <ProfitLines cohorts={cohorts} mean={mean} />
      </div>
      <ProfitTable cohorts={cohorts} />
    </>
  )
}

interface ProfitLinesProps {
  cohorts: readonly ProfitCohort[]
  mean: readonly number[]
}

/** The longest of them: the others have hardly begun. */
function ProfitLines({ cohorts, mean }: ProfitLinesProps) {
  const text = revenueWords.value
  const places = Math.max(...cohorts.map(({ course }) => course.length))
  const all = Array.from({ length: places }, (_, n) => n)
  const line = (key: string, name: string, course: readonly number[]) => ({
    key,
    name,
    rates: all.map((n) => course[n] ?? null),
    titles: all.map((n) => text.profitPoint(name, text.payments(n), money(course[n] ?? null))),
  })
  return (
    <RateLines
      label={text.profit}
      lines={[
        ...cohorts
          .slice(0, cohorts.length > 1 ? MOST_LINES : 0)
          .map(({ month, course }) =>
            line(month, bucketLabel(month, 'month', locale.value.language), course),
          ),
        { ...line('', text.together, mean), whole: true },
      ]}
      scale={briefMoney}
      ends={[text.payments(0), text.payments(places - 1)]}
    />
  )
}

function ProfitTable({ cohorts }: { cohorts: readonly ProfitCohort[] }) {
  const text = revenueWords.value
  return (
    <DataTable
      caption={text.profit}
      rows={cohorts.toReversed()}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', head: text.won, cell: ({ month }) => monthName(month) },
        {
          key: 'customers',
          head: text.customers,
          align: 'end',
          cell: ({ customers }) => full('count', customers, locale.value),
        },
        { key: 'cost', head: text.cost, align: 'end', cell: ({ cost }) => money(cost) },
        {
          key: 'now',
          head: text.profitNow,
          align: 'end',
          cell: ({ course }) => money(course.at(-1) ?? null),
        },
        {
          key: 'paid',
          head: text.paidAfter,
          align: 'end',
          cell: ({ paidBack }) =>
            paidBack === null ? text.notYet : text.inMonths(full('count', paidBack, locale.value)),
        },
      ]}
    />
  )
}
