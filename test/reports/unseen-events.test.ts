import { afterAll, beforeAll, expect, test } from 'vitest'
import { deeds, type FunnelSite, funnelSite, MARCH_2 } from './funnel/site.ts'

let site: FunnelSite
beforeAll(async () => {
  site = await funnelSite()
  site.take(deeds('p: Signup 10:00, Buy 10:01'))
})
afterAll(() => site.close())

interface Answer {
  meta: { warnings: string[] }
  steps: { count: number }[]
  cohorts: { size: number; retained: number[] }[]
  nodes: unknown[]
}

const run = async (name: string, request: object) =>
  (await site.run(name, { period: MARCH_2, ...request })) as Answer
const UNSEEN = 'unknown event "Renewal"; the nearest known is "Buy"'

test('a funnel’s step that nobody has reached yet is reached by nobody, and the answer says why', async () => {
  const steps = [{ event: 'Signup' }, { event: 'Renewal' }]
  const { meta, steps: told } = await run('funnel', { steps })
  expect(told.map(({ count }) => count)).toEqual([1, 0])
  expect(meta.warnings).toEqual([UNSEEN])
  const first = await run('funnel', { steps: [...steps].reverse(), order: 'any' })
  expect(first.steps.map(({ count }) => count)).toEqual([0, 0])
})

test('so is what makes a cohort, what is a return, and what a path starts with', async () => {
  const retained = await run('retention', { unit: 'day', periods: 1, return: { event: 'Renewal' } })
  expect([retained.cohorts.map((cohort) => cohort.retained), retained.meta.warnings]).toEqual([
    [[0]],
    [UNSEEN],
  ])
  const entered = await run('retention', { unit: 'day', cohort: { event: 'Renewal' } })
  expect(entered.cohorts.map(({ size }) => size)).toEqual([0])
  expect((await run('paths', { start: { event: 'Renewal' } })).nodes).toEqual([])
})

test.each(['Sign up', 'signup', 'Signp', 'Signups', 'sign-up', 'Sginup'])(
  '%j is mistyped, and refused',
  async (event) => {
    const steps = [{ event }, { event: 'Buy' }]
    await expect(run('funnel', { steps })).rejects.toMatchObject({
      status: 422,
      message: `unknown event "${event}"; the nearest known is "Signup"`,
    })
  },
)

test.each(['Signup2', 'Signin', 'Up', 'B', 'Bu', 'Login', '注册'])(
  '%j is none of the known',
  async (event) => {
    const { meta } = await run('funnel', { steps: [{ event }, { event: 'Buy' }] })
    expect(meta.warnings).toHaveLength(1)
  },
)
