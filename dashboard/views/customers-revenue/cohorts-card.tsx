import { useState } from 'preact/hooks'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { brief, count, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { Triangle, type TriangleCell } from '../../parts/triangle.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { briefMoney, money, monthName } from './amounts.ts'
import type { Economics } from './asked.ts'
import { RevenueMeaning } from './revenue-meaning.tsx'

type Cohort = Economics['cohorts'][number]
type Of = 'mrr' | 'customers'

/** Of fewer customers a share says nothing in text. */
const FEWEST = 5

/** What is left of each month's new customers, and of what they paid, month by month. */
export function CohortsCard({ answer }: { answer: Economics }) {
  const text = revenueWords.value
  const [of, setOf] = useState<Of>('mrr')
  const shown = answer.cohorts.filter(({ customers }) => (customers[0] ?? 0) > 0)
  const isRunning = answer.months.at(-1)?.partial === true
  // A single customer's leap would make all others pale.
  const told = shown.filter(({ customers }) => (customers[0] ?? 0) >= FEWEST)
  const most = Math.max(1, ...told.flatMap((cohort) => sharesOf(cohort, of)))
  return (
    <Card
      title={text.cohorts}
      explain={<RevenueMeaning of="cohorts" />}
      tools={
        <>
          <Segmented<Of>
            label={text.cohorts}
            value={of}
            choices={[
              { value: 'mrr', name: text.inMoney },
              { value: 'customers', name: text.inPeople },
            ]}
            onValue={setOf}
          />
          <TableButton name={`cohorts-${of}`} rows={shown.map((cohort) => sheetRow(cohort, of))} />
        </>
      }
    >
      <Triangle
        caption={`${text.cohorts}: ${of === 'mrr' ? text.inMoney : text.inPeople}`}
        heads={[text.month, text.cohortSize]}
        rows={shown.toReversed().map((cohort) => ({
          key: cohort.month,
          head: monthName(cohort.month),
          size:
            of === 'mrr'
              ? briefMoney(cohort.mrr[0] ?? null)
              : full('count', cohort.customers[0], locale.value),
          cells: cohort[of].map((_, n) => {
            const isLast = n === cohort[of].length - 1
            return cellOf(cohort, of, { n, partial: isLast && isRunning, most })
          }),
        }))}
      />
    </Card>
  )
}

function sheetRow(cohort: Cohort, of: Of) {
  const cells = cohort[of].map((value, n) => [`month_${n}`, value])
  return { month: cohort.month, ...Object.fromEntries(cells) }
}

function sharesOf(cohort: Cohort, of: Of): number[] {
  const first = cohort[of][0] ?? 0
  return first === 0 ? [] : cohort[of].map((value) => value / first)
}

interface Place {
  n: number
  partial: boolean
  /** The greatest share of all cells. */
  most: number
}

function cellOf(cohort: Cohort, of: Of, { n, partial, most }: Place): TriangleCell | null {
  const text = revenueWords.value
  const [value = 0, first = 0] = [cohort[of][n], cohort[of][0]]
  if (first === 0) return null
  const share = value / first
  const rate = brief('rate', share, locale.value)
  const name = monthName(cohort.month)
  const said =
    of === 'mrr'
      ? text.moneyCell(name, n, money(value), rate)
      : text.peopleCell(name, n, count(value, locale.value), rate)
  return {
    share,
    // Where money grows, what is left is told apart from what has grown by the shade.
    shade: Math.min(1, share / most),
    partial,
    text: (cohort.customers[0] ?? 0) >= FEWEST ? rate : '',
    title: partial ? `${said}, ${text.unfinished}` : said,
  }
}
