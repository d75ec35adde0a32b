import { expected } from '../../acquisition/credit/response.ts'
import { pooledRates, type Rates, ratesOf, type Source } from './source.ts'

export interface Plan {
  /** Units of the last stage that are to be reached. */
  target: number
  /** Days of the period that the numbers are of, and of the plan. */
  days: number
  horizon: number
  /** By stage; undefined where the site's own holds. */
  rates: readonly (number | undefined)[]
  /** How many times each source's own rate, by stage; 1 where nothing is said. */
  gains?: readonly (number | undefined)[]
  /** How many times as many units everything brings: 1, or the ends of what chance may have hidden. */
  yield?: number
}

/** Times today's spend: what is beyond has never been tried. */
const TRIED = 2

/** What a source has to do. */
export interface Planned {
  /** From the stage before, the first from visits; null where nobody has come so far. */
  rates: (number | null)[]
  visits: number | null
  stages: (number | null)[]
  /** Over the plan's days. */
  spend: number
  /** What the next unit costs there; null where none can be bought. */
  marginal: number | null
  ceiling: { daily_spend: number; units: number; why: Ceiling; reached: boolean }
}

export type Ceiling = 'unprofitable' | 'untried' | 'fruitless' | 'unpaid' | 'locked'

export interface Planning {
  sources: Planned[]
  /** Units of the last stage that are in reach. */
  reached: number
}

/**
 * Back from a target to units and spend. What comes without spend goes on as it does; the rest is shared by what the paid
 * sources bring now, and what is beyond the ceiling of one goes to those below theirs.
 *
 *     target 100; organic brings 30; a brings 40, b 20, ceilings 45 and 60
 *     70 left: a 46.7 → 45, b 23.3; 1.7 more for b: 25
 */
export function backwards(sources: readonly Source[], plan: Plan): Planning {
  const offers = offersOf(sources, plan)
  const given = offers.filter(isFixed).reduce((sum, { most }) => sum + most, 0)
  const shares = shared(Math.max(0, plan.target - given), offers)
  const planned = offers.map((offer, i) => plannedOf(offer, plan, shares[i] ?? 0))
  return { sources: planned, reached: shares.reduce((sum, units) => sum + units, 0) }
}

/**
 * What a spend brings over the plan's days, shared as it is today and nowhere counted beyond its ceiling. What is locked is
 * paid first, and in part where the money is less than it costs.
 *
 *     organic brings 30; a 40 for 800, b 20 for 200: 1,500 are half as much again, 30 + 60 + 30 = 120
 *     with a locked 1,500 are 30 + 40 + 40, and 400 are 30 + 20 + 0
 */
export function broughtBy(sources: readonly Source[], plan: Plan, spend: number): number {
  const offers = offersOf(sources, plan)
  const held = lockedCost(sources, plan)
  const open = offers.reduce(
    (sum, offer) => (isFixed(offer) ? sum : sum + offer.today * plan.horizon),
    0,
  )
  const part = spend < held ? spend / held : 1
  const times = open > 0 ? Math.max(0, spend - held) / open : 0
  return offers.reduce((sum, offer) => {
    if (isFixed(offer)) return sum + offer.unitsAt(part * offer.today)
    return sum + offer.unitsAt(Math.min(times * offer.today, Math.max(offer.daily, offer.today)))
  }, 0)
}

/** What the rows that are locked cost over the plan's days. */
export function lockedCost(
  sources: readonly Source[],
  { days, horizon }: Pick<Plan, 'days' | 'horizon'>,
): number {
  const cost = sources.reduce((sum, { cost, locked }) => (locked ? sum + cost : sum), 0)
  return (cost * horizon) / days
}

function offersOf(sources: readonly Source[], plan: Plan): Offer[] {
  const pooled = pooledRates(sources)
  return sources.map((source) => offerOf(source, plan, pooled))
}

interface Offer {
  rates: (number | null)[]
  /** Units at a day's spend, over the plan's days. */
  unitsAt(spend: number): number
  /** Units now, over as many days. */
  now: number
  /** A day's spend: now, and at the ceiling. */
  today: number
  daily: number
  most: number
  why: Ceiling
  /** Of what is not to be bought: its visits and stages as they are, at other rates. */
  goesOn?: Going
}

interface Going {
  visits: number
  stages: number[]
}

const NOBODY: Going = { visits: 0, stages: [] }

function isFixed({ why }: Offer): boolean {
  return why === 'unpaid' || why === 'locked'
}

function offerOf(source: Source, plan: Plan, pooled: Rates): Offer {
  const own = ratesOf(source, pooled)
  const rates = own.map((rate, k) => {
    const isLed = k > 0 || source.visits !== null
    return (isLed ? plan.rates[k] : undefined) ?? times(rate, plan.gains?.[k])
  })
  const gain = gainOf(rates, own) * (plan.yield ?? 1)
  const now = ((source.stages.at(-1) ?? 0) * gain * plan.horizon) / plan.days
  const today = source.cost / plan.days
  const goesOn = goingOn(source, plan, { rates, own })
  const still = { rates, unitsAt: () => now, now, today, daily: today, most: now, goesOn }
  if (source.cost <= 0) return { ...still, why: 'unpaid' }
  const unitsAt = unitsAtSpend(source, plan, gain)
  if (source.locked) {
    const whole = unitsAt(today)
    const held = (spend: number) => (whole > 0 ? (now * unitsAt(spend)) / whole : now)
    return { ...still, unitsAt: held, why: 'locked' }
  }
  if (now <= 0 && !source.response) return { ...still, daily: 0, goesOn: NOBODY, why: 'fruitless' }
  const daily = source.best ?? TRIED * today
  const why = source.best === null ? 'untried' : 'unprofitable'
  return { rates, unitsAt, now, today, daily, most: unitsAt(daily), why }
}

/** Stages grow by what the rates up to theirs have grown: 40 leads at 1.5 times are 60, 20 customers of them 30. */
function goingOn({ visits, stages }: Source, plan: Plan, { rates, own }: Changed): Going {
  const scale = plan.horizon / plan.days
  let grown = scale * (plan.yield ?? 1)
  const all = stages.map((units, k) => {
    grown *= growth(own[k], rates[k])
    return units * grown
  })
  return { visits: (visits ?? 0) * scale, stages: all }
}

interface Changed {
  rates: Rates
  own: Rates
}

function times(rate: number | null, gain = 1): number | null {
  return rate === null ? null : rate * gain
}

/** How many times as many units other rates make of the same visits. */
function gainOf(rates: Rates, own: Rates): number {
  return rates.reduce<number>((gain, rate, k) => gain * growth(own[k], rate), 1)
}

/** 1 where either is not known, or where nothing came of all. */
function growth(before: number | null | undefined, rate: number | null | undefined): number {
  return before && typeof rate === 'number' ? rate / before : 1
}

function unitsAtSpend({ stages, conversions, cost, response }: Source, plan: Plan, gain: number) {
  const last = stages.at(-1) ?? 0
  if (!response || conversions <= 0)
    return (spend: number) => (spend * gain * last * plan.horizon) / cost
  const each = (gain * last) / conversions
  return (spend: number) => expected(response, spend) * each * plan.horizon
}

/** The rest by what is brought now, up to each ceiling; what is left over goes to those below theirs. */
function shared(rest: number, offers: readonly Offer[]): number[] {
  const units = offers.map((offer) => (isFixed(offer) ? offer.most : 0))
  let open = [...offers.entries()].filter(([, offer]) => !isFixed(offer)).map(([i]) => i)
  let left = rest
  while (left > 1e-9 && open.length > 0) {
    const weights = open.map((i) => Math.max(offers[i]?.now ?? 0, 1e-9))
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    const asked = left
    for (const [place, i] of open.entries()) {
      const room = (offers[i]?.most ?? 0) - (units[i] ?? 0)
      const part = Math.min(Math.max(0, room), (asked * (weights[place] ?? 0)) / all)
      units[i] = (units[i] ?? 0) + part
      left -= part
    }
    open = open.filter((i) => (offers[i]?.most ?? 0) - (units[i] ?? 0) > 1e-9)
  }
  return units
}

function plannedOf(offer: Offer, { horizon }: Plan, units: number): Planned {
  const { rates, daily, most, why, goesOn } = offer
  const stages: (number | null)[] = [units]
  for (let k = rates.length - 1; k > 0; k--) stages.unshift(before(stages[0] ?? null, rates[k]))
  const fixed = isFixed(offer)
  const spend = fixed ? offer.today : spendFor(offer, units)
  const reached = !fixed && most > 0 && units >= most - 1e-9
  return {
    rates,
    visits: goesOn ? goesOn.visits : before(stages[0] ?? null, rates[0]),
    stages: goesOn ? rates.map((_, k) => goesOn.stages[k] ?? 0) : stages,
    spend: horizon * spend,
    marginal: fixed ? null : marginalAt(offer, spend, horizon),
    ceiling: { daily_spend: daily, units: most, why, reached },
  }
}

/** Of 10 units for 100 the next costs 10, where they grow with the spend. */
function marginalAt({ unitsAt, today }: Offer, spend: number, horizon: number): number | null {
  const step = 1e-4 * Math.max(spend, today)
  const more = unitsAt(spend + step) - unitsAt(spend)
  return more > 0 ? (horizon * step) / more : null
}

function before(units: number | null, rate: number | null | undefined): number | null {
  if (units === 0) return 0
  return units === null || !rate ? null : units / rate
}

/** The least spend of a day that brings as many; curves never fall. */
function spendFor({ unitsAt, daily }: Offer, units: number): number {
  if (units <= unitsAt(0)) return 0
  let [low, high] = [0, daily]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (unitsAt(middle) < units) low = middle
    else high = middle
  }
  return high
}
