import { Answered } from '../../blocks/answers/answered.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { Bubbles } from '../../charts/bubbles.tsx'
import { readable } from '../../charts/readable.ts'
import { brief, briefs, count } from '../../format.ts'
import type { Resource } from '../../models/resource.ts'
import { locale, showOption, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { usualOf } from './advice.ts'
import { money, times } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { layoutOf } from './bubbles.ts'
import { downFrom } from './crumbs.ts'
import { type Earned, type Earnings, earningsOf } from './earned.ts'
import { OverTime } from './over-time.tsx'
import { rowName } from './row-name.ts'

const ROOM = { width: 1_000, height: 320 }
const PHONE = { width: 300, height: 320 }
/** More of them hide one another. */
const MOST = 40

interface ReturnChartProps {
  answered: Resource<Attribution>
  /** By channels, whatever the rows are. */
  whole: Resource<Attribution>
}

/** Spend beside return: by row, or over time. */
export function ReturnChart({ answered, whole }: ReturnChartProps) {
  const text = returnWords.value
  // Days of spend obey no filter.
  const hasTime = view.value.filters.length === 0
  const isOverTime = hasTime && view.value.options.chart === 'time'
  return (
    <Card
      title={text.chart}
      explain={<Meaning of="chart" />}
      tools={
        hasTime && (
          <Segmented
            label={text.view}
            value={isOverTime ? 'time' : 'bubbles'}
            choices={[
              { value: 'bubbles', name: text.bubbles },
              { value: 'time', name: text.overTime },
            ]}
            onValue={(value) => showOption('chart', value === 'time' ? value : undefined)}
          />
        )
      }
    >
      <Answered of={answered} meanwhile={<Skeleton height="24rem" />}>
        {(answer) =>
          isOverTime && whole.data.value ? (
            <OverTime channels={earningsOf(whole.data.value).paid.values} />
          ) : (
            <ByRow earnings={earningsOf(answer)} />
          )
        }
      </Answered>
    </Card>
  )
}

function shownIn({ rows }: Earnings): Earned[] {
  return (
    rows
      .filter(({ cost, roas }) => cost !== null && cost > 0 && roas !== null)
      .toSorted((a, b) => (b.cost ?? 0) - (a.cost ?? 0))
      .slice(0, MOST)
      // Small ones lie on large ones.
      .toSorted((a, b) => b.customers - a.customers)
  )
}

function ByRow({ earnings }: { earnings: Earnings }) {
  const text = returnWords.value
  const { rows, level } = earnings
  const shown = shownIn(earnings)
  if (shown.length === 0) {
    return <EmptyState title={text.noReturn} />
  }
  const { places, spends, returns, much } = layoutOf(shown, usualOf(rows).cost)
  const names = shown.map((row) => rowName(row, level))
  const corners = [
    text.corners.raise,
    text.corners.keep,
    text.corners.test,
    text.corners.stop,
  ] as const
  const wide = readable(places, names, { ...ROOM, corners })
  const narrow = readable(places, names, { ...PHONE, corners })
  const costs = briefs(
    'money',
    spends.map(({ value }) => value),
    locale.value,
  )
  return (
    <Bubbles
      label={text.chart}
      bubbles={shown.map((row, i) => ({
        key: JSON.stringify(row.value),
        name: names[i] ?? '',
        title: titleOf(row, names[i] ?? ''),
        ...(places[i] ?? { x: 0, y: 0, low: 0, high: 0, size: 0 }),
        named: { wide: wide[i] ?? false, narrow: narrow[i] ?? false },
        href: row.kind === 'visited' ? downFrom(level, row.value) : undefined,
      }))}
      across={spends.map(({ at }, i) => ({ at, text: costs[i] ?? '' }))}
      upwards={returns.map(({ at, value }) => ({ at, text: brief('ratio', value, locale.value) }))}
      axes={[text.axisSpend, text.axisReturn]}
      middle={[much, 0.5]}
      middleName={text.breakEven}
      corners={corners}
    />
  )
}

function titleOf({ cost, roas, interval, customers }: Earned, name: string): string {
  const text = returnWords.value
  const high = interval?.[1] ?? null
  const lies = interval && high !== null ? text.between(times(interval[0]), times(high)) : ''
  const fresh = count(Math.round(customers), locale.value)
  return text.bubble(name, money(cost), times(roas) + lies, fresh)
}
