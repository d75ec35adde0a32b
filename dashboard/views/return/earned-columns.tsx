import type { ComponentChildren } from 'preact'
import { Change } from '../../blocks/tables/change.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { RangeBar } from '../../charts/range-bar.tsx'
import { full } from '../../format.ts'
import { go } from '../../models/address.ts'
import { linkTo, locale } from '../../models/view.ts'
import type { Column } from '../../parts/data-table.tsx'
import { returnWords } from '../../texts/return.ts'
import { words } from '../../texts/texts.ts'
import { type Advice, adviceOf, type Usual, usualOf } from './advice.ts'
import { credit, money, times } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { heightOf } from './bubbles.ts'
import { downFrom } from './crumbs.ts'
import type { Earned, Earnings } from './earned.ts'
import { rowName } from './row-name.ts'

type Curves = Attribution['saturation']
type Key = keyof typeof returnWords.value.columns

/** Those that tell of money; of goals that bring none they are left out. */
const OF_MONEY: ReadonlySet<string> = new Set(['revenue', 'roas', 'profit', 'spread', 'advice'])

/** The columns of what each row cost and brought; the foot is all of it. */
export function earnedColumns(earnings: Earnings, curves: Curves): Column<Earned>[] {
  const { rows, level, before, earns, isSpent } = earnings
  const usual = usualOf(rows)
  const curveOf = ({ value }: Earned) => curves.find((curve) => curve[level] === value)
  const all: Column<Earned>[] = [
    nameColumn(earnings),
    column('cost', (row) => <Cost row={row} isSpent={isSpent} />, earnings),
    column('visits', ({ visits }) => full('count', visits, locale.value), earnings),
    column('conversions', ({ conversions }) => credit(conversions), earnings),
    column('cpa', ({ cpa }) => money(cpa), earnings),
    column('revenue', ({ revenue }) => money(revenue), earnings),
    column('roas', (row) => <Return row={row} />, earnings),
    column('profit', (row) => <Profit row={row} />, earnings),
    column('spread', (row) => <Spread row={row} />, earnings),
    ...(before ? [changeColumn(before, earns)] : []),
    ...(earnings.paid.cost > 0 ? [adviceColumn(usual, curveOf)] : []),
  ]
  return all.filter(({ key }) => earns || !OF_MONEY.has(key))
}

/** Before anything was spent its cell is left open. */
function Cost({ row: { cost }, isSpent }: { row: Earned; isSpent: boolean }) {
  if (cost === null && !isSpent) return <span class="awaited">–</span>
  return <>{money(cost)}</>
}

/** Ratios of the foot would mix what was paid for with what was not: there are none. */
const SUMMED: ReadonlySet<Key> = new Set(['cost', 'visits', 'conversions', 'revenue'])

function column(
  key: Key,
  tell: (row: Earned) => ComponentChildren,
  { total }: Earnings,
): Column<Earned> {
  return {
    key,
    head: returnWords.value.columns[key],
    align: 'end',
    explain: <Meaning of={key} />,
    cell: tell,
    foot: SUMMED.has(key) ? tell(total) : '',
  }
}

function nameColumn({ level, rows }: Earnings): Column<Earned> {
  const text = returnWords.value
  const most = Math.max(1, ...rows.map(({ revenue }) => revenue))
  return {
    key: 'name',
    head: words.value.tabs[level],
    foot: text.total,
    cell: (row) => {
      const name = rowName(row, level)
      const href = row.kind === 'visited' ? downFrom(level, row.value) : undefined
      return (
        <div class="row-name">
          <span class="row-bar" style={{ width: `${(Math.max(0, row.revenue) / most) * 100}%` }} />
          {href === undefined ? (
            <span class="row-plain">
              <bdi dir="auto">{name}</bdi>
            </span>
          ) : (
            <button type="button" title={words.value.filters.by(name)} onClick={() => go(href)}>
              <bdi dir="auto">{name}</bdi>
            </button>
          )}
          {row.kind === 'unvisited' && (
            <a
              class="row-way"
              href={linkTo('return/spend')}
              aria-label={text.matchOf(name)}
              title={text.unvisited}
            >
              {text.match}
            </a>
          )}
        </div>
      )
    },
  }
}

function Return({ row: { roas, interval } }: { row: Earned }) {
  if (roas === null) return <>–</>
  const [low = 0, high = null] = interval ?? []
  return (
    <span class="with-range">
      {interval && (
        <RangeBar
          title={returnWords.value.rangeOf(times(low), times(high))}
          low={heightOf(low)}
          high={heightOf(high ?? Number.POSITIVE_INFINITY)}
          at={heightOf(roas)}
          line={0.5}
        />
      )}
      <b>{times(roas)}</b>
    </span>
  )
}

function Profit({ row: { profit } }: { row: Earned }) {
  return <span data-tone={profit !== null && profit < 0 ? 'bad' : undefined}>{money(profit)}</span>
}

function Spread({ row: { spread } }: { row: Earned }) {
  if (!spread) return <>–</>
  const [low, high] = spread
  return (
    <span class="with-range">
      <RangeBar
        title={returnWords.value.rangeOf(times(low), times(high))}
        low={heightOf(low)}
        high={heightOf(high)}
      />
      <span>
        {times(low)}–{times(high)}
      </span>
    </span>
  )
}

const TELL = { roas: times, revenue: money, conversions: credit }

/** The number whose change is told. */
function measureOf({ roas }: Earned, earns: boolean): keyof typeof TELL {
  if (!earns) return 'conversions'
  return roas === null ? 'revenue' : 'roas'
}

function changeColumn(before: NonNullable<Earnings['before']>, earns: boolean): Column<Earned> {
  return {
    key: 'change',
    head: returnWords.value.columns.change,
    align: 'end',
    explain: <Meaning of="change" />,
    cell: (row) => {
      const was = before.rows.get(row.value)
      const of = measureOf(row, earns)
      const tell = (value: number | null) => TELL[of](value ?? 0)
      return was?.[of] ? <Change now={row[of]} before={was[of]} tell={tell} /> : '–'
    },
  }
}

function adviceColumn(
  usual: Usual,
  curveOf: (row: Earned) => Curves[number] | undefined,
): Column<Earned> {
  return {
    key: 'advice',
    head: returnWords.value.columns.advice,
    explain: <Meaning of="advice" />,
    cell: (row) => <AdviceWord advice={adviceOf(row, usual, curveOf(row))} />,
  }
}

function AdviceWord({ advice }: { advice: Advice | undefined }) {
  if (advice === undefined) return null
  return (
    <span class="advice" data-advice={advice}>
      {returnWords.value.advice[advice]}
    </span>
  )
}
