import type { Response } from '../../acquisition/credit/response.ts'

/** What a value of the dimension did in the period that the plan is made from. */
export interface Source {
  /** Null of what no visit led to. */
  visits: number | null
  /** Units that each stage is credited with, the last one's what the target is in. */
  stages: readonly number[]
  /** Conversions of the last stage, in which a curve counts. */
  conversions: number
  cost: number
  /** Conversions of a day by its spend, where the days tell. */
  response: Response | undefined
  /** A day's spend beyond which a unit costs more than it brings; null where that is not in sight. */
  best: number | null
  /** Goes on as it does, whatever the target. */
  locked: boolean
}

/** Fewer units are no rate; that of all sources together is taken. */
const FEWEST = 5
/** By stage; null where nobody has come so far. */
export type Rates = readonly (number | null)[]

/** All sources as one. */
export function together(sources: readonly Source[]): Source & { visits: number } {
  const sum = (of: (source: Source) => number) => sources.reduce((all, one) => all + of(one), 0)
  const [first] = sources
  return {
    visits: sum(({ visits }) => visits ?? 0),
    stages: first?.stages.map((_, k) => sum(({ stages }) => stages[k] ?? 0)) ?? [],
    conversions: sum(({ conversions }) => conversions),
    cost: sum(({ cost }) => cost),
    response: undefined,
    best: null,
    locked: false,
  }
}

/** Each stage's part of the one before; where a source has too few, that of all together. Without a visit none leads there. */
export function ratesOf({ visits, stages }: Source, pooled: Rates): (number | null)[] {
  return stages.map((units, k) => {
    const before = k === 0 ? visits : (stages[k - 1] ?? 0)
    if (before === null) return null
    const own = rate(units, before)
    return units < FEWEST || own === null ? (pooled[k] ?? own) : own
  })
}

function rate(units: number, before: number): number | null {
  return before > 0 ? units / before : null
}

/** Units of a stage and of the one before, of all sources; of visits, those that visits led to. */
export function stepTo(stage: number, sources: readonly Source[]): { from: number; to: number } {
  const led = stage === 0 ? sources.filter(({ visits }) => visits !== null) : sources
  const { visits, stages } = together(led)
  return {
    from: (stage === 0 ? visits : stages[stage - 1]) ?? 0,
    to: stages[stage] ?? 0,
  }
}

/** Those of all sources together. */
export function pooledRates(sources: readonly Source[]): Rates {
  return (sources[0]?.stages ?? []).map((_, k) => {
    const { from, to } = stepTo(k, sources)
    return rate(to, from)
  })
}
