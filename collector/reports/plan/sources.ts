import type { Model } from '../attribution/asked.ts'
import type { Attributed } from '../attribution/attributed.ts'
import { compareValues } from '../attribution/chain.ts'
import { saturated } from '../attribution/saturated.ts'
import type { Line } from '../attribution/sheet.ts'
import { UNATTRIBUTED } from '../attribution/told.ts'
import type { Value } from '../attribution/values.ts'
import type { Source } from './source.ts'

export interface Sourced {
  model: Model
  /** The last stage counts new customers rather than conversions. */
  fresh: boolean
  /** Rows that go on as they do. */
  locked: ReadonlySet<Value>
}

interface Named {
  value: Value
  source: Source
}

type Curves = ReadonlyMap<Value, Pick<Source, 'response' | 'best'>>

const NO_CURVES: Curves = new Map()

/** What the days tell of spending more, of the rows of which they do. */
export function curvesOf(last: Attributed): Curves {
  return new Map(
    saturated(last).flatMap(({ value, found }) =>
      typeof found === 'object'
        ? [[value, { response: found.response, best: found.best_daily_spend }] as const]
        : [],
    ),
  )
}

/**
 * Every value that has visits, cost or units, and what no visit led to, so that together they are the site: those that
 * bring most first. `found`: a stage each, the last one with the costs.
 */
export function sourcesOf(
  found: readonly Attributed[],
  sourced: Sourced,
  curves: Curves = NO_CURVES,
): Named[] {
  const values = new Set(found.flatMap((one) => one.values.shown))
  const all = [...values].map((value) => {
    const known = { ...sourceOf(found, sourced, value), ...curves.get(value) }
    return { value, source: known }
  })
  const units = ({ source }: Named) => source.stages.at(-1) ?? 0
  return [...all, { value: UNATTRIBUTED, source: unvisited(found, sourced) }]
    .filter(({ source }) => isAnything(source))
    .sort(
      (a, b) =>
        units(b) - units(a) || b.source.cost - a.source.cost || compareValues(a.value, b.value),
    )
}

function sourceOf(found: readonly Attributed[], sourced: Sourced, value: Value): Source {
  const last = found.at(-1)
  const number = last?.values.known(value) ?? -1
  const lines = found.map(({ credits, values }) => credits.of(sourced.model, values.known(value)))
  return {
    visits: last?.fold.visits[number] ?? 0,
    ...brought(lines, sourced),
    cost: (last?.spend?.rows.get(number)?.cost ?? 0) / (last?.asked.question.unit ?? 1),
    response: undefined,
    best: null,
    locked: sourced.locked.has(value),
  }
}

function unvisited(found: readonly Attributed[], sourced: Sourced): Source {
  const lines = found.map(({ credits }) => credits.none(sourced.model))
  const unbought = { cost: 0, response: undefined, best: null, locked: false }
  return { visits: null, ...brought(lines, sourced), ...unbought }
}

function brought(lines: readonly Line[], { fresh: isFresh }: Sourced) {
  return {
    stages: lines.map(({ conversions, fresh }, k) =>
      isFresh && k === lines.length - 1 ? fresh : conversions,
    ),
    conversions: lines.at(-1)?.conversions ?? 0,
  }
}

function isAnything({ visits, cost, stages }: Source): boolean {
  return (visits ?? 0) > 0 || cost > 0 || stages.some((units) => units > 0)
}
