import './page.ts'
import { describe, expect, test } from 'vitest'
import {
  type Experiment,
  ExperimentInput,
  Experiment as ExperimentSchema,
} from '../../collector/settings/experiments/definition.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import { audienceFilters } from '../../dashboard/models/audience.ts'
import { definitionOf, onShelf } from '../../dashboard/models/experiments.ts'
import {
  freshDraft,
  freshMetric,
  keyFrom,
  readExperiment,
  writeExperiment,
} from '../../dashboard/views/experiments/draft.ts'
import { toneOf } from '../../dashboard/views/experiments/reading.ts'

function experiment(given: object = {}): Experiment {
  return ExperimentSchema.parse({
    ...{ key: 'hero', name: 'Hero', seed: 's', status: 'draft', winner: null, phases: [] },
    ...{ created_at: '2026-11-01T00:00:00Z' },
    variants: [
      { key: 'control', weight: 0.5 },
      { key: 'b', weight: 0.5, changes: [{ op: 'text', selector: 'h1', value: 'Hi' }] },
    ],
    metrics: { primary: { goal: 'Buy', kind: 'proportion', window: '7d' } },
    ...given,
  })
}

const RICH = {
  target: { urls: ['/', '/lp/*'], when: [['is', 'device', ['mobile']]] },
  layer: 'landing',
  layer_range: [0.25, 0.75],
  owner: 'Ada',
  plan: { minimum_effect: 0.1, power: 0.9, alpha: 0.01, total: 900, looks: ['2026-11-20'] },
  metrics: {
    primary: { goal: 'Buy', kind: 'ratio', of: 'revenue', per: 'Buy', window: null },
    secondary: [{ goal: 'Buy', kind: 'revenue', window: '3d', cap: { percentile: 0.95 } }],
    guardrails: [{ goal: 'Refund', kind: 'mean', better: 'lower', minimum_effect: 0.2 }],
  },
}

describe('an experiment in the form', () => {
  test.each([
    ['plain', {}],
    ['with what the form does not show', RICH],
  ])('comes out as it went in: %s', (_, given) => {
    const known = experiment(given)
    expect(writeExperiment(readExperiment(known), known)).toEqual(definitionOf(known))
  })

  test('changes while it runs only in what may change', () => {
    // Without weights, and with a list of one primary metric, as programs write them.
    const primary = [{ goal: 'Buy', kind: 'proportion', window: '7d' }]
    const known = experiment({
      ...{ status: 'running', metrics: { primary }, plan: { minimum_effect: 0.1, total: 900 } },
      variants: [{ key: 'control' }, { key: 'b' }],
    })
    const draft = { ...readExperiment(known), name: 'Hero 2', coverage: '80' }
    expect(writeExperiment(draft, known)).toEqual({
      ...definitionOf(known),
      ...{ name: 'Hero 2', coverage: 0.8 },
    })
  })

  test('begins with two halves and is taken by the API', () => {
    const draft = { ...freshDraft('Buy'), name: 'A', key: keyFrom('Ünder the Hood!') }
    expect(draft.key).toBe('u-nder-the-hood')
    draft.variants[1] = { key: 'b', weight: '50', changes: [] }
    expect(ExperimentInput.safeParse(writeExperiment(draft)).success).toBe(true)
  })
})

test('an audience is its pages, of which * is every one, and what else is asked', () => {
  const when: Filter[] = [['is', 'device', ['mobile']]]
  expect(audienceFilters({ urls: ['/lp/*'], when })).toEqual([
    ['matches', 'page', ['/lp/*']],
    ...when,
  ])
  expect(audienceFilters({ urls: ['/', '*'], when: [] })).toEqual([])
})

describe('what an experiment is judged by', () => {
  const draft = { ...freshDraft('Buy'), name: 'A', key: 'a' }

  test('may be a ratio, and matter from another change on than the plan says', () => {
    const ratio = { ...freshMetric('Pages', 'primary'), kind: 'ratio' as const }
    const metrics = [{ ...ratio, per: 'Visits', effect: '2.5' }]
    expect(writeExperiment({ ...draft, metrics }).metrics?.primary).toMatchObject({
      ...{ goal: 'Pages', kind: 'ratio', per: 'Visits', of: 'conversions', minimum_effect: 0.025 },
    })
    const paid = writeExperiment({ ...draft, metrics: [{ ...ratio, paid: true }] })
    expect(paid.metrics?.primary).toMatchObject({ of: 'revenue', per: 'Pages' })
  })

  test('is nothing that was changed in an A/A test', () => {
    const written = writeExperiment({ ...draft, same: true })
    expect(written.same).toBe(true)
    expect(written.variants.map(({ changes }) => changes)).toEqual([[], []])
    expect(ExperimentInput.safeParse(written).success).toBe(true)
  })
})

test('a shelf has its states, what is sought, and what was put away only when asked', () => {
  const all = [
    experiment({ key: 'a', status: 'running' }),
    experiment({ key: 'b', status: 'paused', hypothesis: 'Short words' }),
    experiment({ key: 'c', status: 'running', archived: true }),
    experiment({ key: 'd', status: 'stopped' }),
  ]
  const keys = (find: string, archived = false) =>
    onShelf(all, { shelf: 'experiments', find, archived }).map(({ key }) => key)
  expect(keys('')).toEqual(['a', 'b'])
  expect(keys('', true)).toEqual(['a', 'b', 'c'])
  expect(keys('SHORT')).toEqual(['b'])
  // By what it changed, and by the goal that decided; who looks for something looks into the archive, too.
  expect(keys('hi')).toEqual(['a', 'b', 'c'])
  expect(keys('buy')).toEqual(['a', 'b', 'c'])
})

test.each([
  ['good', 'higher', [0.01, 0.05]],
  ['bad', 'higher', [-0.05, -0.01]],
  ['good', 'lower', [-0.05, -0.01]],
  ['none', 'higher', [-0.01, 0.05]],
] as const)('it is %s where %s is better and all looks leave %j', (tone, better, interval) => {
  const row = { key: 'b', n: 9, immature: 0, sum: 1, sum_squares: 1, mean: 0.1 }
  const running_interval: [number, number] = [...interval]
  expect(toneOf({ ...row, running_interval }, { better })).toBe(tone)
})
