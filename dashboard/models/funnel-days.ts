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

/** The last day whose people have all converted or dropped; undefined where nobody's have. */
export function lastDayOf({
  trend,
  limits,
}: Pick<Answer, 'trend' | 'limits'>): LastDay | undefined {
  const place = trend.findLastIndex(({ partial, rate }) => !partial && rate !== null)
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

/** How many of the last days may still change: somebody who began in them may yet come. */
export function openDays(trend: readonly Day[]): number {
  return trend.length - 1 - trend.findLastIndex(({ partial }) => !partial)
}

/**
 * The rates of the days that are over and of their counterparts, as people of later days may still come: of 30 days of
 * which the last 7 are open, the first 23 against the first 23 before. Undefined where nothing can be held against them.
 */
export function closedRates({
  meta,
  trend,
  compared,
}: Pick<Answer, 'meta' | 'trend' | 'compared'>): { now: number; before: number } | undefined {
  if (!compared || meta.data_from === null || compared.from < meta.data_from) return undefined
  const pairs = trend.flatMap((day, place) => {
    const before = compared.trend[place]
    return before && !day.partial && !before.partial ? [{ day, before }] : []
  })
  const now = rateOf(pairs.map(({ day }) => day))
  const before = rateOf(pairs.map((pair) => pair.before))
  return now === undefined || before === undefined ? undefined : { now, before }
}

function rateOf(days: readonly Day[]): number | undefined {
  const entered = days.reduce((sum, day) => sum + day.entered, 0)
  const converted = days.reduce((sum, day) => sum + day.converted, 0)
  return entered === 0 ? undefined : converted / entered
}
