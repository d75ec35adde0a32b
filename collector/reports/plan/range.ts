import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { backwards, broughtBy, type Plan } from './backwards.ts'
import { type Source, together } from './source.ts'

/** 97.5 % of a normal distribution lie below. */
const Z = 1.959963984540054
/** Of fewer units nobody can say how far off their number is. */
const FEWEST = 10

export type Range = [low: number, high: number]

/** Between what the mean of a count lies (score interval of a Poisson mean): 100 + 1.92 ± 1.96·√(100 + 0.96) = 82.2 to 121.6. */
export function countRange(count: number): Range {
  const middle = count + Z ** 2 / 2
  const half = Z * Math.sqrt(count + Z ** 2 / 4)
  return [middle - half, middle + half]
}

/** Of a stage: 20 of 400 are 0.05, 0.033 to 0.076; where one before brings several, by their count alone. */
export function rateRange(units: number, before: number): Range | null {
  if (before <= 0) return null
  if (units <= before) return wilsonInterval(units, before)
  const [low, high] = countRange(units)
  return [low / before, high / before]
}

function counted(sources: readonly Source[]): number {
  return together(sources).stages.at(-1) ?? 0
}

/**
 * Between what the spend lies that reaches the target, if the period's units were few or many by chance. 100 units may have
 * been 121.6 or 82.2: the spend at 1.216 and 0.822 times what everything brings. Its end is null where that is beyond the
 * ceilings; none where the target is, or below ten units.
 */
export function spendRange(
  sources: readonly Source[],
  plan: Plan,
): [low: number, high: number | null] | null {
  const units = counted(sources)
  if (units < FEWEST || spendAt(sources, plan) === null) return null
  const [low, high] = countRange(units)
  const least = spendAt(sources, { ...plan, yield: high / units })
  return least === null ? null : [least, spendAt(sources, { ...plan, yield: low / units })]
}

function spendAt(sources: readonly Source[], plan: Plan): number | null {
  const { sources: planned, reached } = backwards(sources, plan)
  if (reached < plan.target - 1e-6) return null
  return planned.reduce((sum, { spend }) => sum + spend, 0)
}

/**
 * What a spend brings, and between what it will lie: the units to come vary by chance as those counted did. 110 by 100
 * counted: √(110 + 110² / 100) = 15.2, 110 ± 29.8.
 */
export function expectation(
  sources: readonly Source[],
  plan: Plan,
  spend: number,
): { spend: number; units: number; interval: Range | null } {
  const units = broughtBy(sources, plan, spend)
  const known = counted(sources)
  if (known < FEWEST) return { spend, units, interval: null }
  const half = Z * Math.sqrt(units + units ** 2 / known)
  return { spend, units, interval: [Math.max(0, units - half), units + half] }
}

const MONTH = 30

/** Units that those who sell can take on: 3 people with 12 each in 30 days are 36, in 60 days 72. */
export function capacityOf(
  { people, each }: { people: number; each: number },
  { target, horizon }: Pick<Plan, 'target' | 'horizon'>,
): { units: number; missing: number } {
  const units = (people * each * horizon) / MONTH
  return { units, missing: Math.max(0, target - units) }
}
