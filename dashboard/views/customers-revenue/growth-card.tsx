import { RateLines } from '../../charts/rate-lines.tsx'
import { brief, full } from '../../format.ts'
import { locale, showOption, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { useEdited } from '../../parts/edited.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { monthName, rate } from './amounts.ts'
import type { Month } from './asked.ts'
import {
  ceilingOf,
  courseOf,
  type Growth,
  growthOf,
  monthAfter,
  monthsToCeiling,
} from './growth.ts'
import { RevenueMeaning } from './revenue-meaning.tsx'
import { roughly } from './said.ts'
import { churnOf, monthToldOf } from './worth.ts'

/** A month, in thousandths: the slider's places. */
const MOST = 200
const AHEAD = 36

/** Towards which number of customers the present pace leads, and with another churn. */
export function GrowthCard({ months }: { months: readonly Month[] }) {
  const text = revenueWords.value
  const month = monthToldOf(months)
  const growth = growthOf(months)
  const now = month ? churnOf(month) : null
  return (
    <Card title={text.growth} explain={<RevenueMeaning of="growth" />}>
      {growth === undefined || month === undefined ? (
        <EmptyState title={text.noGrowth} />
      ) : (
        <GrowthView months={months} growth={growth} last={month.month} present={now} />
      )}
    </Card>
  )
}

interface GrowthViewProps {
  months: readonly Month[]
  growth: Growth
  /** The month that it goes on from. */
  last: string
  /** Churn as it is; null where nobody can tell. */
  present: number | null
}

function GrowthView({ months, growth, last, present }: GrowthViewProps) {
  const text = revenueWords.value
  const usual = Math.min(MOST, Math.round((present ?? 0.05) * 1_000))
  const asked = Number(view.value.options.churn)
  const kept = asked >= 0 && asked <= 100 && view.value.options.churn ? asked * 10 : usual
  const [moved, setMoved] = useEdited(kept)
  // As it is it is told exactly; a place of the slider is none of its own until somebody moves it.
  const churn = moved === usual && present !== null ? present : moved / 1_000
  const show = (place: number) =>
    showOption('churn', place === usual ? undefined : String(place / 10))
  return (
    <div class="revenue-growth">
      <p class="sentence">{saidOf(growth, churn, last)}</p>
      <div class="revenue-slider">
        <label>
          <span>
            {text.churnSlider}: <b>{rate(churn)}</b>{' '}
            {present !== null && <small>{text.churnNow(rate(present))}</small>}
          </span>
          <input
            type="range"
            min={0}
            max={MOST}
            step={1}
            value={moved}
            aria-valuetext={rate(churn)}
            onInput={({ currentTarget }) => setMoved(Number(currentTarget.value))}
            onChange={({ currentTarget }) => show(Number(currentTarget.value))}
          />
        </label>
        <Button size="small" disabled={moved === usual} onClick={() => show(usual)}>
          {text.reset}
        </Button>
      </div>
      <GrowthLines months={months} growth={growth} last={last} churn={churn} />
      <p class="drill-note">{text.fresh(full('ratio', growth.fresh, locale.value))}</p>
    </div>
  )
}

function saidOf(growth: Growth, churn: number, last: string): string {
  const text = revenueWords.value
  const ceiling = ceilingOf(growth, churn)
  if (ceiling === null) return text.growthNever
  if (ceiling === 0) return text.growthEmpty
  const told = brief('count', roughly(ceiling), locale.value)
  const reached = monthsToCeiling(growth, churn) ?? 0
  return reached === 0
    ? text.growthNear(rate(churn), told)
    : text.growthSaid(rate(churn), told, monthName(monthAfter(last, reached)))
}

interface GrowthLinesProps {
  months: readonly Month[]
  growth: Growth
  last: string
  churn: number
}

/** What there was, what comes if it goes on so, and what that leads to. */
function GrowthLines({ months, growth, last, churn }: GrowthLinesProps) {
  const text = revenueWords.value
  const past = months.filter(({ partial }) => !partial).map(({ customers_end }) => customers_end)
  const ahead = courseOf(growth, churn, AHEAD)
  const ceiling = ceilingOf(growth, churn)
  const places = past.length - 1 + ahead.length
  const all = Array.from({ length: places }, (_, i) => monthAfter(last, i + 1 - past.length))
  const line = (key: 'past' | 'ahead' | 'ceiling', rates: (number | null)[]) => ({
    key,
    name: text.lines[key],
    rates,
    titles: all.map((month, i) =>
      text.growthPoint(
        text.lines[key],
        monthName(month),
        full('count', Math.round(rates[i] ?? 0), locale.value),
      ),
    ),
  })
  const nothing = Array.from({ length: past.length - 1 }, () => null)
  // Far above what is reached within the months shown it would press the others flat.
  const isShown = ceiling !== null && ceiling <= 3 * Math.max(...past, ...ahead)
  return (
    <RateLines
      label={text.growth}
      lines={[
        line('past', past),
        line('ahead', [...nothing, ...ahead]),
        ...(isShown
          ? [
              {
                ...line(
                  'ceiling',
                  all.map(() => ceiling),
                ),
                whole: true,
              },
            ]
          : []),
      ]}
      scale={(most) => brief('count', Math.round(most), locale.value)}
      ends={[monthName(all[0] ?? last), monthName(all.at(-1) ?? last)]}
    />
  )
}
