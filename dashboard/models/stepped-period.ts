import {
  addDays,
  monthsFrom,
  type Period,
  type Range,
  rangeOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  stepped,
  type Today,
} from './period.ts'

/** The week, month, quarter or year that runs, as a whole. */
const RUNNING = {
  wtd: ({ today, weekStart }) => {
    const from = startOfWeek(today, weekStart)
    return { from, to: addDays(from, 6) }
  },
  mtd: ({ today }) => monthsFrom(startOfMonth(today), 1),
  qtd: ({ today }) => monthsFrom(startOfQuarter(today), 3),
  ytd: ({ today }) => monthsFrom(`${today.slice(0, 4)}-01-01`, 12),
} satisfies Record<string, (now: Today) => Range>
type RunningName = keyof typeof RUNNING

/**
 * The period before (−1) or after (1), not past today: of this month so far October, and of October this month so far, which
 * is then held against as many days. Undefined where there is none.
 */
export function steppedPeriod(period: Period, steps: number, now: Today): Period | undefined {
  const range = isRunning(period) ? RUNNING[period](now) : rangeOf(period, now)
  const next = range && stepped(range, steps)
  if (!next || next.from > now.today) return undefined
  const names = Object.keys(RUNNING) as RunningName[]
  return names.find((name) => isEqual(RUNNING[name](now), next)) ?? next
}

function isRunning(period: Period): period is RunningName {
  return typeof period === 'string' && Object.hasOwn(RUNNING, period)
}

function isEqual(one: Range, other: Range): boolean {
  return one.from === other.from && one.to === other.to
}
