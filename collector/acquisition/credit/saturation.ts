import { marginal, preferred, type Response, responses, type SpendDay } from './response.ts'

/** What a row's days say of spending more on it. */
export interface Saturation {
  response: Response
  /** Of the days on which something was spent. */
  mean_daily_spend: number
  /** What the next conversion costs at that spend. */
  marginal_cpa: number
  /** Beyond it the next unit costs more than it brings; null where that is not in sight, 0 where it holds from the start. */
  best_daily_spend: number | null
}

/** Days with spend, and conversions, below which every form fits. */
export const FEWEST_DAYS = 28
export const FEWEST_CONVERSIONS = 100
/** Standard deviation of the days' spend over its mean: below it there is no curve to see. */
const LEAST_VARIED = 0.15

/** Spend beyond twice the most that was tried is a guess. */
const TRIED = 2

/** The curve that a row's days follow; a sentence where they tell of none. `worth` is what a conversion brings. */
export function saturation(days: readonly SpendDay[], worth: number): Saturation | string {
  const spent = days.filter(({ spend }) => spend > 0)
  const reason = tooLittle(spent)
  if (reason !== undefined) return reason
  const response = preferred(responses(days))
  if (!response || response.form === 'flat' || response.height <= 0) {
    return 'conversions do not move with the spend of the day'
  }
  const mean = spent.reduce((sum, { spend }) => sum + spend, 0) / spent.length
  const most = Math.max(...spent.map(({ spend }) => spend))
  return {
    response,
    mean_daily_spend: mean,
    marginal_cpa: 1 / marginal(response, mean),
    best_daily_spend: worth > 0 ? bestSpend(response, worth, TRIED * most) : null,
  }
}

function tooLittle(spent: readonly SpendDay[]): string | undefined {
  const conversions = spent.reduce((sum, day) => sum + day.conversions, 0)
  if (spent.length < FEWEST_DAYS || conversions < FEWEST_CONVERSIONS) {
    return `too little data: ${spent.length} days with spend and ${Math.floor(conversions)} conversions on them; ${FEWEST_DAYS} days and ${FEWEST_CONVERSIONS} conversions would do`
  }
  const mean = spent.reduce((sum, { spend }) => sum + spend, 0) / spent.length
  const variance = spent.reduce((sum, { spend }) => sum + (spend - mean) ** 2, 0) / spent.length
  if (Math.sqrt(variance) >= LEAST_VARIED * mean) return undefined
  return 'too little data: every day costs about the same; a few weeks in which the spend is halved and doubled would do'
}

const STEPS = 1_000

/** The greatest spend, up to `most`, at which one unit more brings one; null where it does so at `most` still. */
function bestSpend(response: Response, worth: number, most: number): number | null {
  const brings = (spend: number) => marginal(response, spend) * worth
  if (response.form === 'line') return brings(0) >= 1 ? null : 0
  if (brings(most) >= 1) return null
  for (let i = STEPS - 1; i > 0; i--) {
    const spend = (most * i) / STEPS
    if (brings(spend) >= 1) return crossing(brings, spend, spend + most / STEPS)
  }
  return 0
}

/** Between two spends, at the lower of which a unit brings more than one. */
function crossing(brings: (spend: number) => number, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2
    if (brings(middle) >= 1) from = middle
    else to = middle
  }
  return from
}
