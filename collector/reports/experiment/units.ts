import { quantile } from '../../../experiments/statistics/quantile.ts'
import { countUpTo } from '../../count-up-to.ts'
import type { UnitRow, UnitValue } from '../../store/unit-rows.ts'
import { Deeds } from './deeds.ts'
import { UnitSums } from './exact-sums.ts'
import { Instants } from './instants.ts'

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

/** The units of a phase: when each was exposed, and what those that did something did. */
export class ExposedUnits {
  /** By variant. */
  readonly #exposures: Instants[]
  /** By metric. */
  readonly #deeds: Deeds[]
  crossovers = 0

  constructor({ variants, metrics }: { variants: number; metrics: number }) {
    this.#exposures = Array.from({ length: variants }, () => new Instants())
    this.#deeds = Array.from({ length: metrics }, () => new Deeds())
  }

  add({ variant, at, crossed, values }: UnitRow): void {
    this.#exposures[variant]?.add(at)
    for (const [metric, value] of values.entries()) {
      if (value) this.#deeds[metric]?.add(at, variant, value)
    }
    if (crossed) this.crossovers++
  }

  addAll(others: ExposedUnits): void {
    for (const [variant, ats] of others.#exposures.entries()) this.#exposures[variant]?.addAll(ats)
    for (const [metric, deeds] of others.#deeds.entries()) this.#deeds[metric]?.addAll(deeds)
    this.crossovers += others.crossovers
  }

  /** By variant of the first exposure. */
  get shown(): number[] {
    return this.#exposures.map(({ length }) => length)
  }

  get length(): number {
    return this.shown.reduce((sum, n) => sum + n, 0)
  }

  /** How many units of each variant were exposed by an instant, that one included. */
  exposedBy(instant: number): number[] {
    return this.#exposures.map((ats) => countUpTo(ats.ascending, instant))
  }

  /** How the sums stood at each of these instants, which ascend; cut at what is known at the last. */
  snapshots(maturing: Maturing, instants: readonly number[]): Snapshot[] {
    const { metric, window } = maturing
    const deeds = this.#deeds[metric] ?? new Deeds()
    const order = deeds.ascending
    const cap = this.#capOf(maturing, instants.at(-1) ?? 0)
    const sums = this.#exposures.map(() => new UnitSums())
    let next = 0
    return instants.map((until) => {
      for (; next < order.length; next++) {
        const place = order[next] ?? 0
        if (deeds.atOf(place) > until - window) break
        addTo(sums[deeds.variantOf(place)], deeds.valueOf(place), cap)
      }
      const mature = this.exposedBy(until - window)
      const copies = sums.map((sum, i) => sum.copy(mature[i] ?? 0))
      const immature = this.exposedBy(until).map((n, i) => n - (mature[i] ?? 0))
      return { until, sums: copies, immature }
    })
  }

  /** The quantile of what mature units that brought something brought. */
  #capOf({ metric, window, percentile }: Maturing, until: number): number {
    if (percentile === undefined) return Number.POSITIVE_INFINITY
    const totals: number[] = []
    const deeds = this.#deeds[metric] ?? new Deeds()
    for (let place = 0; place < deeds.length; place++) {
      const { value } = deeds.valueOf(place)
      if (value > 0 && deeds.atOf(place) + window <= until) totals.push(value)
    }
    if (totals.length < FEWEST_FOR_CAP) return Number.POSITIVE_INFINITY
    return quantile(Float64Array.from(totals).sort(), percentile) ?? Number.POSITIVE_INFINITY
  }
}

function addTo(sums: UnitSums | undefined, { value, below, before }: UnitValue, cap: number): void {
  sums?.add({ value: Math.min(value, cap), below, before: Math.min(before, cap) })
}
