import { DAY } from '../../durations.ts'
import type { UnitRow } from '../../store/unit-rows.ts'
import { dayOf, LocalClock } from '../time/zone.ts'
import { type AskedExperiment, CAUSES } from './asked.ts'
import type { Slice } from './health.ts'
import { keepingOf } from './kept.ts'
import { readUnits } from './read.ts'
import { unitOf } from './unit.ts'
import { ExposedUnits } from './units.ts'

type Value = string | number | null

/** All units of the phase, and the same by what is asked beside. */
export interface Collected {
  units: ExposedUnits
  /** Counts of browser, device and source. */
  slices: Slice[]
  /** Of the breakdown, the largest first; those without a row of their own come last, together. */
  groups: { value: Value; other: boolean; units: ExposedUnits }[]
}

/** Values held at once, of each dimension; rarer ones that come later share a row. */
const MOST_VALUES = 2_000

export async function collectUnits(asked: AskedExperiment, limit: number): Promise<Collected> {
  const { metrics, variants, question } = asked
  const size = { variants: variants.length, metrics: metrics.length }
  const units = new ExposedUnits(size)
  const causes = new Causes(variants.length)
  const groups = new Map<Value, ExposedUnits>()
  const rest = new ExposedUnits(size)
  if (asked.phase === undefined) return { units, slices: [], groups: [] }
  const broken = question.dimensions.length > CAUSES.length
  await eachUnit(asked, (unit, shown) => {
    units.add(unit)
    causes.count(shown, unit.variant)
    if (broken) groupOf(groups, shown.at(-1) ?? null, { size, rest }).add(unit)
  })
  return { units, slices: causes.slices(), groups: largest(groups, rest, { limit, size }) }
}

type Each = (unit: UnitRow, shown: readonly Value[]) => void

/** From the rows that are kept of units, or from all events: in the same order, and the same. */
async function eachUnit(asked: AskedExperiment, each: Each): Promise<void> {
  const keeping = keepingOf(asked)
  if (keeping) return await keeping.units.read({ ...keeping.reading, each })
  const { histories, reading, dimensions } = readUnits(asked)
  for await (const history of histories) {
    const unit = unitOf(history, reading)
    if (unit === undefined) continue
    each(
      unit,
      dimensions.map((place) => unit.shown.beside[place] ?? null),
    )
  }
}

/** Lists of values that units share are counted as one, so many of them at once. */
const MOST_LISTS = 10_000

/** How many units of each variant have each value of what may cause a skew. */
class Causes {
  readonly #variants: number
  readonly #known = CAUSES.map(() => new Map<Value, number[]>())
  readonly #lists = new Map<readonly Value[], number[]>()

  constructor(variants: number) {
    this.#variants = variants
  }

  count(shown: readonly Value[], variant: number): void {
    let counts = this.#lists.get(shown)
    if (counts === undefined) {
      if (this.#lists.size >= MOST_LISTS) this.#addUp()
      counts = this.#none()
      this.#lists.set(shown, counts)
    }
    counts[variant] = (counts[variant] ?? 0) + 1
  }

  slices(): Slice[] {
    this.#addUp()
    return CAUSES.flatMap((dimension, i) =>
      [...(this.#known[i] ?? [])].map(([value, counts]) => ({ dimension, value, counts })),
    )
  }

  #addUp(): void {
    for (const [shown, counts] of this.#lists) {
      for (const [i, known] of this.#known.entries()) this.#add(known, shown[i] ?? null, counts)
    }
    this.#lists.clear()
  }

  #add(known: Map<Value, number[]>, value: Value, counts: readonly number[]): void {
    const sums = known.get(value)
    if (sums)
      for (const [variant, count] of counts.entries()) sums[variant] = (sums[variant] ?? 0) + count
    else if (known.size < MOST_VALUES) known.set(value, [...counts])
  }

  /** Nobody in a variant is a count of it, too, and the surest sign of a broken one. */
  #none(): number[] {
    return new Array<number>(this.#variants).fill(0)
  }
}

interface Size {
  variants: number
  metrics: number
}

function groupOf(
  groups: Map<Value, ExposedUnits>,
  value: Value,
  { size, rest }: { size: Size; rest: ExposedUnits },
): ExposedUnits {
  const known = groups.get(value)
  if (known) return known
  if (groups.size >= MOST_VALUES) return rest
  const group = new ExposedUnits(size)
  groups.set(value, group)
  return group
}

function largest(
  groups: ReadonlyMap<Value, ExposedUnits>,
  rest: ExposedUnits,
  { limit, size }: { limit: number; size: Size },
): Collected['groups'] {
  const rows = [...groups]
    .map(([value, units]) => ({ value, other: false, units }))
    .sort((a, b) => b.units.length - a.units.length || (String(a.value) < String(b.value) ? -1 : 1))
  const others = new ExposedUnits(size)
  for (const { units } of rows.slice(limit)) others.addAll(units)
  others.addAll(rest)
  const shown = rows.slice(0, limit)
  return others.length === 0 ? shown : [...shown, { value: null, other: true, units: others }]
}

/** The ends of the site's days that the phase touches, the last one the instant until which it is known. */
export function dayEnds(
  { from, to }: { from: number; to: number },
  timezone: string,
): { day: number; until: number }[] {
  const clock = new LocalClock(timezone, from - DAY, to + DAY)
  const days: { day: number; until: number }[] = []
  for (let day = dayOf(timezone, from); ; day++) {
    const end = clock.startOfDay(day + 1) - 1
    days.push({ day, until: Math.min(end, to) })
    if (end >= to) return days
  }
}
