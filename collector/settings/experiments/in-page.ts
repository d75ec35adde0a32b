import type { Experiment } from './definition.ts'

/** Those that pages have to know of: what runs, and what was shipped and is not put away. */
export function inPage(experiments: readonly Experiment[]) {
  return experiments.flatMap((experiment) => {
    const { status, winner, archived, phases } = experiment
    const shipped = status === 'stopped' && winner !== null && !archived ? winner : undefined
    if (status !== 'running' && shipped === undefined) return []
    const { key, seed, unit, variants, coverage, layer, layer_range, target, same } = experiment
    const phase = phases.at(-1)?.phase ?? 1
    const drawn = { key, phase, seed, unit, variants, coverage, layer, layer_range, target, same }
    return [{ ...drawn, ...(shipped === undefined ? {} : { shipped }) }]
  })
}
