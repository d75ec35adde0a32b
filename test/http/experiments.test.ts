import { describe, expect, test } from 'vitest'
import { hero, useExperiments } from './experimenting.ts'

const { ask, add, step, refused, put } = useExperiments()

describe('an experiment', () => {
  test('begins as a draft with a seed of its own', async () => {
    const stored = await add()
    expect(stored).toMatchObject({
      ...hero,
      status: 'draft',
      winner: null,
      phases: [],
      unit: 'visitor',
      coverage: 1,
      target: { urls: ['*'], when: [] },
    })
    expect(stored.seed).toMatch(/^[\w-]{16}$/)
    expect(await (await ask('experiments/hero')).json()).toEqual(stored)
    expect(await (await ask('experiments')).json()).toEqual({ items: [stored], next: null })
    expect(await refused(ask('experiments', { body: hero }))).toEqual([
      409,
      'there is already an experiment "hero"',
    ])
  })

  test('runs in phases, each with the seed and weights it had', async () => {
    await add({ ...hero, seed: 'hero-seed-1' })
    const running = await step('start')
    expect(running.status).toBe('running')
    expect(running.phases).toMatchObject([
      { phase: 1, ended_at: null, seed: 'hero-seed-1', tuning_n: 5_000 },
    ])
    expect((await step('pause')).phases[0].ended_at).toEqual(expect.any(String))
    const [control, b] = hero.variants
    const weighted = [
      { ...control, weight: 0.6 },
      { ...b, weight: 0.4 },
    ]
    expect((await put({ variants: weighted })).status).toBe(200)
    const { phases, seed } = await step('start')
    expect(seed).toBe('hero-seed-1')
    expect(phases[1]).toMatchObject({
      phase: 2,
      seed: 'hero-seed-1',
      weights: [
        { key: 'control', weight: 0.6 },
        { key: 'b', weight: 0.4 },
      ],
    })
    expect((await step('stop')).status).toBe('stopped')
    expect((await step('start', { reseed: true })).seed).not.toBe('hero-seed-1')
  })

  test('is changed while it runs in what moves nobody', async () => {
    const { seed } = await add({ ...hero, coverage: 0.2 })
    await step('start')
    const named = { name: 'Hero', hypothesis: 'Short words sell', target: { urls: ['/', '/lp/*'] } }
    const after = await (await put({ ...named, coverage: 0.5 })).json()
    expect(after).toMatchObject({ ...named, target: { urls: ['/', '/lp/*'] }, coverage: 0.5 })
    expect(after.phases[0].coverages).toEqual([0.2, 0.5])
    // By which everybody keeps their bucket (case E2).
    expect([after.seed, after.phases[0].seed]).toEqual([seed, seed])
    expect(after.phases).toHaveLength(1)
  })

  test.each([
    ['unit', { unit: 'visit' }],
    ['seed', { seed: 'another' }],
    ['coverage', { coverage: 0.1 }],
    ['layer', { layer: 'landing' }],
    ['variants', { variants: [{ key: 'control' }, { key: 'b' }] }],
    ['target.when', { target: { when: [['is', 'device', ['mobile']]] } }],
    ['metrics.primary', { metrics: { primary: { goal: 'Signup', kind: 'mean' } } }],
    ['plan', { plan: { minimum_effect: 0.1 } }],
  ])('keeps its %s while it runs', async (what, change) => {
    await add({ ...hero, coverage: 0.5 })
    await step('start')
    const [status, detail] = await refused(put({ coverage: 0.5, ...change }))
    expect(status).toBe(422)
    expect(detail).toContain(`${what} cannot change while "hero" runs`)
  })

  test('keeps its key, which names what was recorded', async () => {
    await add()
    expect((await refused(put({ key: 'villain' })))[0]).toBe(422)
  })

  test('that is stopped may ship a variant, and is removed only when it does not run', async () => {
    await add()
    await step('start')
    expect((await refused(ask('experiments/hero', { method: 'DELETE' })))[0]).toBe(409)
    expect(await refused(ask('experiments/hero/stop', { body: { ship: 'c' } }))).toEqual([
      422,
      'there is no variant "c" to ship; there are control, b',
    ])
    expect(await step('stop', { ship: 'b' })).toMatchObject({ status: 'stopped', winner: 'b' })
    expect((await ask('experiments/hero', { method: 'DELETE' })).status).toBe(204)
  })

  test('says in the history who started and stopped it', async () => {
    await add()
    await step('start')
    await step('stop', { ship: 'b' })
    const { items } = await (await ask('audit')).json()
    expect(items.slice(0, 2)).toMatchObject([
      { thing: 'experiment', after: { status: 'stopped', winner: 'b' } },
      { thing: 'experiment', before: { status: 'draft' }, after: { status: 'running' } },
    ])
  })
  test('is told among the notes by each of its steps, under the name it has now', async () => {
    await add()
    await ask('annotations', { body: { day: '2026-01-01', text: 'Launch' } })
    await step('start')
    await step('pause')
    await step('start')
    await step('stop', { ship: 'b' })
    await put({ name: 'Hero 2' })
    const { items } = await (await ask('annotations')).json()
    const told = { key: 'hero', name: 'Hero 2' }
    expect(items).toMatchObject([
      { text: 'Launch', experiment: null },
      { text: 'Experiment started: Hero 2', experiment: { ...told, step: 'start', variant: null } },
      { experiment: { step: 'pause' } },
      { experiment: { step: 'start' } },
      { text: 'Experiment shipped: Hero 2 (b)', experiment: { step: 'ship', variant: 'b' } },
    ])
    const path = `annotations/${encodeURIComponent(items[1].id)}`
    expect(await (await ask(path)).json()).toEqual(items[1])
    for (const method of ['DELETE', 'PUT']) {
      const body = method === 'PUT' ? { day: '2026-01-02', text: 'x' } : undefined
      const answer = await ask(path, { method, ...(body && { body }) })
      expect([method, answer.status]).toEqual([method, 422])
    }
    await ask('experiments/hero', { method: 'DELETE' })
    expect((await (await ask('annotations')).json()).items).toHaveLength(1)
  })
})
