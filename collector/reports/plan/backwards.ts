import { expected, type Response } from '../../acquisition/credit/response.ts'

/** What a value of the dimension did in the period that the plan is made from. */
export interface Source {
  visits: number
  /** Units that each stage is credited with, the last one's what the target is in. */
  stages: readonly number[]
  /** Conversions of the last stage, in which a curve counts. */
  conversions: number
  cost: number
  /** Conversions of a day by its spend, where the days tell. */
  response: Response | undefined
  /** A day's spend beyond which a unit costs more than it brings; null where that is not in sight. */
  best: number | null
}

export interface Plan {
  /** Units of the last stage that are to be reached. */
  target: number
  /** Days of the period that the numbers are of, and of the plan. */
  days: number
  horizon: number
  /** By stage; undefined where the site's own holds. */
  rates: readonly (number | undefined)[]
}

/** Fewer units are no rate; that of all sources together is taken. */
const FEWEST = 5
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
  ceiling: { daily_spend: number; units: number; why: Ceiling }
}

export type Ceiling = 'unprofitable' | 'untried' | 'unpaid'

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
  const pooled = ratesOf(together(sources), [])
  const offers = sources.map((source) => offerOf(source, plan, pooled))
  const unpaid = offers.filter(({ why }) => why === 'unpaid')
  const given = unpaid.reduce((sum, { most }) => sum + most, 0)
  const shares = shared(Math.max(0, plan.target - given), offers)
  const planned = offers.map((offer, i) => plannedOf(offer, plan, shares[i] ?? 0))
  return { sources: planned, reached: shares.reduce((sum, units) => sum + units, 0) }
}

function together(sources: readonly Source[]): Source {
  const sum = (of: (source: Source) => number) => sources.reduce((all, one) => all + of(one), 0)
  const [first] = sources
  return {
    visits: sum(({ visits }) => visits),
    stages: first?.stages.map((_, k) => sum(({ stages }) => stages[k] ?? 0)) ?? [],
    conversions: sum(({ conversions }) => conversions),
    cost: sum(({ cost }) => cost),
    response: undefined,
    best: null,
  }
}

/** Each stage's part of the one before; where a source has too few, that of all together. */
function ratesOf({ visits, stages }: Source, pooled: readonly (number | null)[]) {
  return stages.map((units, k) => {
    const before = k === 0 ? visits : (stages[k - 1] ?? 0)
    if (before <= 0 || units < FEWEST) return pooled[k] ?? (before > 0 ? units / before : null)
    return units / before
  })
}

interface Offer {
  rates: (number | null)[]
  /** Units at a day's spend, over the plan's days. */
  unitsAt(spend: number): number
  /** Units now, over as many days. */
  now: number
  daily: number
  most: number
  why: Ceiling
}

function offerOf(source: Source, plan: Plan, pooled: readonly (number | null)[]): Offer {
  const own = ratesOf(source, pooled)
  const rates = own.map((rate, k) => plan.rates[k] ?? rate)
  const gain = gainOf(source, plan, own)
  const now = ((source.stages.at(-1) ?? 0) * gain * plan.horizon) / plan.days
  const daily = source.cost / plan.days
  if (source.cost <= 0)
    return { rates, unitsAt: () => now, now, daily: 0, most: now, why: 'unpaid' }
  const unitsAt = unitsAtSpend(source, plan, gain)
  const ceiling = source.best ?? TRIED * daily
  const why = source.best === null ? 'untried' : 'unprofitable'
  return { rates, unitsAt, now, daily: ceiling, most: unitsAt(ceiling), why }
}

/** How many times as many units other rates would make of the same visits. */
function gainOf({ visits, stages }: Source, plan: Plan, own: readonly (number | null)[]): number {
  if (visits <= 0 || (stages.at(-1) ?? 0) <= 0) return 1
  return plan.rates.reduce<number>((gain, rate, k) => {
    const before = own[k]
    return rate === undefined || !before ? gain : (gain * rate) / before
  }, 1)
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
  const units = offers.map(({ why, most }) => (why === 'unpaid' ? most : 0))
  let open = offers.map((_, i) => i).filter((i) => offers[i]?.why !== 'unpaid')
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
  const { rates, daily, most, why } = offer
  const stages: (number | null)[] = [units]
  for (let k = rates.length - 1; k > 0; k--) stages.unshift(before(stages[0] ?? null, rates[k]))
  return {
    rates,
    visits: before(stages[0] ?? null, rates[0]),
    stages,
    spend: why === 'unpaid' ? 0 : horizon * spendFor(offer, units),
    ceiling: { daily_spend: daily, units: most, why },
  }
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
