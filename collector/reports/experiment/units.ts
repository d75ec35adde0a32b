import { quantile } from '../../../experiments/statistics/quantile.ts'
import { UnitSums } from './exact-sums.ts'
import type { Unit, Value } from './unit.ts'

/** What a metric's units are counted by: when each is mature, and what is cut off above. */
export interface Maturing {
  metric: number
  /** ms that must have passed since the exposure; 0 where units may still change. */
  window: number
  /** Of the positive totals of a unit; undefined: nothing is cut. */
  percentile: number | undefined
}

/** The sums of each variant as they stood at some instant. */
export interface Snapshot {
  until: number
  sums: UnitSums[]
  /** Exposed by then, and not yet mature. */
  immature: number[]
}

/** Below so many units that paid, the quantile of their totals is a matter of chance. */
const FEWEST_FOR_CAP = 100

/** The units of a phase, a few bytes each: when and what they were shown, and what those that did something did. */
export class ExposedUnits {
  readonly #variants: number
  readonly #at: number[] = []
  readonly #variant: number[] = []
  readonly #values: Map<number, Value>[]
  #order: number[] | undefined
  /** By variant of the first exposure. */
  readonly shown: number[]
  crossovers = 0

  constructor({ variants, metrics }: { variants: number; metrics: number }) {
    this.#variants = variants
    this.#values = Array.from({ length: metrics }, () => new Map())
    this.shown = new Array<number>(variants).fill(0)
  }

  add({ variant, at, crossed, values }: Unit): void {
    const place = this.#at.push(at) - 1
    this.#variant.push(variant)
    for (const [metric, value] of values.entries()) {
      if (value) this.#values[metric]?.set(place, value)
    }
    this.shown[variant] = (this.shown[variant] ?? 0) + 1
    if (crossed) this.crossovers++
    this.#order = undefined
  }

  addAll(others: ExposedUnits): void {
    const moved = this.#at.length
    for (const at of others.#at) this.#at.push(at)
    for (const variant of others.#variant) this.#variant.push(variant)
    for (const [metric, values] of others.#values.entries()) {
      for (const [place, value] of values) this.#values[metric]?.set(moved + place, value)
    }
    for (const [i, n] of others.shown.entries()) this.shown[i] = (this.shown[i] ?? 0) + n
    this.crossovers += others.crossovers
    this.#order = undefined
  }

  get length(): number {
    return this.#at.length
  }

  /** Each unit's first exposure and variant, in order of time. */
  *exposures(): Iterable<{ at: number; variant: number }> {
    for (const place of this.#inOrder()) yield this.#unitAt(place)
  }

  /** How the sums stood at each of these instants, which ascend; cut at what is known at the last. */
  snapshots(maturing: Maturing, instants: readonly number[]): Snapshot[] {
    const { metric, window } = maturing
    const values = this.#values[metric] ?? new Map<number, Value>()
    const cap = this.#capOf(maturing, instants.at(-1) ?? 0)
    const sums = Array.from({ length: this.#variants }, () => new UnitSums())
    const seen = new Array<number>(this.#variants).fill(0)
    const exposed = this.#until(({ variant }) => {
      seen[variant] = (seen[variant] ?? 0) + 1
    })
    const mature = this.#until(({ variant, place }) => {
      addTo(sums[variant], values.get(place), cap)
    })
    return instants.map((until) => {
      exposed(until)
      mature(until - window)
      const copies = sums.map((sum) => sum.copy())
      return { until, sums: copies, immature: seen.map((n, i) => n - (copies[i]?.n ?? 0)) }
    })
  }

  /** Tells of the units in order of time, each time it is called on to another instant, that one included. */
  #until(tell: (unit: { place: number; variant: number }) => void): (instant: number) => void {
    const order = this.#inOrder()
    let next = 0
    return (instant) => {
      for (; next < order.length; next++) {
        const place = order[next] ?? 0
        const { at, variant } = this.#unitAt(place)
        if (at > instant) return
        tell({ place, variant })
      }
    }
  }

  #unitAt(place: number): { at: number; variant: number } {
    return { at: this.#at[place] ?? 0, variant: this.#variant[place] ?? 0 }
  }

  #inOrder(): number[] {
    this.#order ??= this.#at
      .map((_, place) => place)
      .sort((a, b) => (this.#at[a] ?? 0) - (this.#at[b] ?? 0))
    return this.#order
  }

  /** The quantile of what mature units that brought something brought. */
  #capOf({ metric, window, percentile }: Maturing, until: number): number {
    if (percentile === undefined) return Number.POSITIVE_INFINITY
    const totals: number[] = []
    for (const [place, { value }] of this.#values[metric] ?? []) {
      if (value > 0 && (this.#at[place] ?? 0) + window <= until) totals.push(value)
    }
    if (totals.length < FEWEST_FOR_CAP) return Number.POSITIVE_INFINITY
    return quantile(Float64Array.from(totals).sort(), percentile) ?? Number.POSITIVE_INFINITY
  }
}

function addTo(sums: UnitSums | undefined, value: Value | undefined, cap: number): void {
  if (sums === undefined) return
  sums.n++
  if (value === undefined) return
  const { below } = value
  sums.add({ value: Math.min(value.value, cap), below, before: Math.min(value.before, cap) })
}
