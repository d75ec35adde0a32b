import { bucket } from './hash.ts'
import { chosen, type Range, ranges } from './ranges.ts'

/** What assignment needs of an experiment; control is the first variant. */
export interface Assignable {
  status: 'draft' | 'running' | 'paused' | 'stopped'
  seed: string
  variants: readonly { key: string; weight?: number | undefined }[]
  /** Share of units that take part, 0–1. */
  coverage: number
  layer?: string | null
  layer_range?: Range
}

/** Who is to be assigned: the unit's id if there is one, and what was found out about this request. */
export interface Unit {
  id: string | null
  /** Share of the site's units that is kept out of all experiments, 0–1. */
  holdout?: number
  /** Whether the target (pages, channel, device …) holds. */
  targeted: boolean
  /** Variant asked for by a preview link. */
  forced?: string | null
  /** Variant this unit was exposed to before, in this phase. */
  kept?: string | null
}

type Reason =
  | 'not_running'
  | 'forced'
  | 'target'
  | 'no_id'
  | 'kept'
  | 'holdout'
  | 'layer'
  | 'coverage'
  | 'assigned'

/** The variant's key, null when out, and why. Only `assigned` and `kept` may be exposed. */
export interface Assignment {
  variant: string | null
  reason: Reason
}

/**
 * Which variant a unit gets. Pure and recomputable: the same answer in the page and on a server.
 * The order of the questions is part of the contract; scheme: GrowthBook v2.
 */
export function assign(experiment: Assignable, unit: Unit): Assignment {
  if (experiment.status !== 'running') return out('not_running')
  const forced = variantOf(experiment, unit.forced)
  if (forced !== null) return { variant: forced, reason: 'forced' }
  if (!unit.targeted) return out('target')
  if (unit.id === null || unit.id === '') return out('no_id')
  const kept = variantOf(experiment, unit.kept)
  if (kept !== null) return { variant: kept, reason: 'kept' }
  if (bucket('__holdout', unit.id) < (unit.holdout ?? 0)) return out('holdout')
  if (!inLayer(experiment, unit.id)) return out('layer')
  return hashed(experiment, unit.id)
}

function hashed(experiment: Assignable, id: string): Assignment {
  const { variants, coverage, seed } = experiment
  const weights = variants.flatMap(({ weight }) => (weight === undefined ? [] : [weight]))
  const index = chosen(ranges(variants.length, weights, coverage), bucket(seed, id))
  const variant = variants[index]
  return variant === undefined ? out('coverage') : { variant: variant.key, reason: 'assigned' }
}

function inLayer({ layer, layer_range }: Assignable, id: string): boolean {
  if (layer === undefined || layer === null) return true
  return chosen([layer_range ?? [0, 1]], bucket(`__${layer}`, id)) === 0
}

function variantOf(experiment: Assignable, key: string | null | undefined): string | null {
  return experiment.variants.find((variant) => variant.key === key)?.key ?? null
}

function out(reason: Reason): Assignment {
  return { variant: null, reason }
}
