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
  const counts = CAUSES.map(() => new Map<Value, number[]>())
  const groups = new Map<Value, ExposedUnits>()
  const rest = new ExposedUnits(size)
  if (asked.phase === undefined) return { units, slices: [], groups: [] }
  const broken = question.dimensions.length > CAUSES.length
  await eachUnit(asked, (unit, shown) => {
    units.add(unit)
    for (const [i, known] of counts.entries())
      count(known, shown[i] ?? null, { ...size, variant: unit.variant })
    if (broken) groupOf(groups, shown.at(-1) ?? null, { size, rest }).add(unit)
  })
  return { units, slices: slicesOf(counts), groups: largest(groups, rest, { limit, size }) }
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

/** Nobody in a variant is a count of it, too, and the surest sign of a broken one. */
function count(
  known: Map<Value, number[]>,
  value: Value,
  { variant, variants }: { variant: number; variants: number },
): void {
  const counts = known.get(value) ?? new Array<number>(variants).fill(0)
  if (!known.has(value) && known.size >= MOST_VALUES) return
  known.set(value, counts)
  counts[variant] = (counts[variant] ?? 0) + 1
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

function slicesOf(counts: readonly Map<Value, number[]>[]): Slice[] {
  return CAUSES.flatMap((dimension, i) =>
    [...(counts[i] ?? [])].map(([value, counted]) => ({ dimension, value, counts: counted })),
  )
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
