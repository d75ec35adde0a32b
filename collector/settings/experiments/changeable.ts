import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '../../refusal.ts'
import type { Experiment, ExperimentDefinition } from './definition.ts'

/** What would move people from one variant to another, or change what is judged, and why it waits for the next start. */
const FIXED: Record<string, { of(definition: ExperimentDefinition): unknown; why: string }> = {
  unit: { of: ({ unit }) => unit, why: 'it says who is one' },
  seed: { of: ({ seed }) => seed, why: 'it would shuffle everybody' },
  layer: {
    of: ({ layer, layer_range }) => [layer, layer_range],
    why: 'people would come in and leave',
  },
  'target.when': { of: ({ target }) => target.when, why: 'people would come in and leave' },
  variants: {
    of: ({ variants }) => variants,
    why: 'people would see something else in the middle of it',
  },
  'metrics.primary': {
    of: ({ metrics }) => metrics.primary,
    why: 'what decides is named before the numbers are seen',
  },
  same: { of: ({ same }) => same, why: 'it says what is judged' },
  plan: { of: ({ plan }) => plan, why: 'the end is named before the numbers are seen' },
}

const WAY_OUT = 'pause it and start it again: that is a new phase with numbers of its own'

/** Throws a 422 where a running experiment would be changed in what its numbers stand on (spec: experiments.md). */
export function requireUnmoved(before: Experiment, after: ExperimentDefinition): void {
  if (after.key !== before.key) {
    const detail = `the key "${before.key}" names what was recorded, so it stays; the name may change`
    throw new Refusal(422, detail, [{ path: 'key', message: detail }])
  }
  if (before.status !== 'running') return
  const errors = Object.entries(FIXED)
    .filter(([, { of }]) => !isDeepStrictEqual(of(before), of(after)))
    .map(([path, { why }]) => ({ path, message: `cannot change while it runs: ${why}` }))
  if (after.coverage < before.coverage) {
    const message = `coverage can grow from ${before.coverage}, not shrink, while it runs`
    errors.push({ path: 'coverage', message })
  }
  if (errors.length === 0) return
  const what = errors.map(({ path }) => path).join(', ')
  throw new Refusal(422, `${what} cannot change while "${before.key}" runs; ${WAY_OUT}`, errors)
}
