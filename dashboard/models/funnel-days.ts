import { addDays } from './period.ts'
import type { ReportAnswer } from './report.ts'

type Answer = ReportAnswer<'funnel'>
type Day = Answer['trend'][number]

/** How the last day that is over compares with the others. */
export type DayState = 'usual' | 'low' | 'high' | 'unknown'

export interface LastDay {
  state: DayState
  date: string
  rate: number
  /** Between what it usually lies; null where that is not known. */
  usual: [low: number, high: number] | null
}

/** The last day that is judged or, where none can be, whose people have all converted or dropped; undefined without one. */
export function lastDayOf({
  trend,
  limits,
}: Pick<Answer, 'trend' | 'limits'>): LastDay | undefined {
  const place = trend.findLastIndex(
    ({ judged, partial, rate }) => (limits ? judged : !partial) && rate !== null,
  )
  const day = trend[place]
  if (!day || day.rate === null) return undefined
  const { date, rate } = day
  const [low, high] = [limits?.low[place] ?? null, limits?.high[place] ?? null]
  const usual: LastDay['usual'] = low === null || high === null ? null : [low, high]
  return { date, rate, usual, state: stateOf(day, limits) }
}

function stateOf({ abnormal, rate }: Day, limits: Answer['limits']): DayState {
  if (!limits) return 'unknown'
  if (!abnormal) return 'usual'
  return (rate ?? 0) < limits.rate ? 'low' : 'high'
}

/** The rates of all days, that of the day before where nobody began: it is no fall that nobody came. */
export function courseOf(trend: readonly Day[]): (number | null)[] {
  let last: number | null = null
  return trend.map(({ rate }) => {
    last = rate ?? last
    return last
  })
}

/** What a trend is judged by: how long its people have, and the site's today. */
interface Clock {
  window: string
  today: string
}

const DAYS: Record<string, number> = { m: 1 / (24 * 60), h: 1 / 24, d: 1 }

/**
 * Whether who began on a day has had their time: of `7d` on the 28th who began on the 20th, whose last may begin a
 * moment before the 21st and have until the 28th. Who came again since may still convert.
 */
function isOver(date: string, { window, today }: Clock): boolean {
  const days = Math.ceil(Number(window.slice(0, -1)) * (DAYS[window.slice(-1)] ?? 0))
  return addDays(date, days + 1) <= today
}

/** How many of the last days may still change: who began in them has not had their time. */
export function openDays(trend: readonly Day[], clock: Clock): number {
  return trend.length - 1 - trend.findLastIndex(({ date }) => isOver(date, clock))
}

/**
 * The rates of the days that are over and of their counterparts, as people of later days may still come: of 30 days and
 * a window of 7 the first 22 against the first 22 before. Undefined where nothing can be held against them.
 */
export function closedRates(
  { meta, trend, compared }: Pick<Answer, 'meta' | 'trend' | 'compared'>,
  clock: Clock,
): { days: number; now: number; before: number } | undefined {
  if (!compared || meta.data_from === null || compared.from < meta.data_from) return undefined
  const over = trend.length - openDays(trend, clock)
  const now = rateOf(trend.slice(0, over))
  const before = rateOf(compared.trend.slice(0, over))
  return now === undefined || before === undefined ? undefined : { days: over, now, before }
}

function rateOf(days: readonly Day[]): number | undefined {
  const entered = days.reduce((sum, day) => sum + day.entered, 0)
  const converted = days.reduce((sum, day) => sum + day.converted, 0)
  return entered === 0 ? undefined : converted / entered
}
