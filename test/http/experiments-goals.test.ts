import { expect, test } from 'vitest'
import { hero, useExperiments } from './experimenting.ts'

const { ask, add, step, refused } = useExperiments()

async function goalNamed(name: string): Promise<{ id: string }> {
  const { items } = await (await ask('goals')).json()
  return items.find((goal: { name: string }) => goal.name === name)
}

async function rename(from: string, to: string) {
  const { id } = await goalNamed(from)
  return await ask(`goals/${id}`, { method: 'PUT', body: { name: to, event: 'Signup' } })
}

const report = async (phase?: number) => {
  const answer = await ask('reports/experiment', { body: { key: 'hero', phase } })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return await answer.json()
}

const METRICS = {
  primary: hero.metrics.primary,
  secondary: [{ goal: 'Signup', kind: 'ratio', of: 'conversions', per: 'Signup' }],
  guardrails: [{ goal: 'Refund', kind: 'proportion', better: 'lower' }],
}

test('an experiment follows its goal to another name, while it runs and in what a phase was judged by', async () => {
  await ask('goals', { body: { name: 'Refund', event: 'Refund' } })
  await add({ ...hero, metrics: METRICS })
  await step('start')
  await step('pause')
  await step('start')
  expect((await rename('Signup', 'Sign-up')).status).toBe(200)
  const { metrics, phases, ...stored } = await (await ask('experiments/hero')).json()
  expect(metrics).toMatchObject({
    primary: { goal: 'Sign-up', kind: 'proportion', window: '7d' },
    secondary: [{ goal: 'Sign-up', per: 'Sign-up' }],
    guardrails: [{ goal: 'Refund' }],
  })
  for (const { judged } of phases) expect(judged.metrics).toEqual(metrics)
  for (const phase of [1, 2]) {
    const { metrics: told, meta } = await report(phase)
    expect(told.map(({ goal }: { goal: string }) => goal)).toEqual(['Sign-up', 'Sign-up', 'Refund'])
    expect(meta.warnings.join()).not.toContain('gone')
  }
  // What may change while it runs still may.
  const { status, winner, created_at, ...definition } = stored
  const change = { ...definition, metrics, name: 'Hero 2' }
  expect((await ask('experiments/hero', { method: 'PUT', body: change })).status).toBe(200)
})

test('a name that another goal has changes nothing', async () => {
  await ask('goals', { body: { name: 'Refund', event: 'Refund' } })
  await add()
  expect((await rename('Signup', 'Refund')).status).toBe(409)
  const { metrics } = await (await ask('experiments/hero')).json()
  expect(metrics.primary.goal).toBe('Signup')
})

test('the goal that decides a running experiment stays', async () => {
  await add()
  await step('start')
  const { id } = await goalNamed('Signup')
  const remove = () => ask(`goals/${id}`, { method: 'DELETE' })
  expect(await refused(remove())).toEqual([
    409,
    'goal "Signup" is used by running experiment "hero": stop it first',
  ])
  await step('stop')
  expect((await remove()).status).toBe(204)
})

test('a refusal names the metric, the redirect or the pages that it is about', async () => {
  const errorsOf = async (body: object) =>
    (await (await ask('experiments', { body })).json()).errors.map(
      ({ path }: { path: string }) => path,
    )
  const metrics = { ...METRICS, primary: [METRICS.primary, { goal: 'Nope', kind: 'mean' }] }
  expect(await errorsOf({ ...hero, metrics })).toEqual([
    'metrics.primary.1.goal',
    'metrics.guardrails.0.goal',
  ])
  const to = (value: string) => [
    { key: 'control' },
    { key: 'b', changes: [{ op: 'redirect', value }] },
  ]
  expect(await errorsOf({ ...hero, variants: to('https://evil.example/') })).toEqual([
    'variants.1.changes.0.value',
  ])
  await add({ ...hero, key: 'there', variants: to('/lp-b'), target: { urls: ['/lp'] } })
  await step('start', {}, 'there')
  const back = { ...hero, key: 'back', variants: to('/lp'), target: { urls: ['/lp-b'] } }
  expect(await errorsOf(back)).toEqual(['target.urls'])
})
