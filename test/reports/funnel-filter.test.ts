import { afterEach, describe, expect, test } from 'vitest'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { addFunnel, removeFunnel } from '../../collector/settings/funnels.ts'
import { deeds, type FunnelSite, funnelSite, MARCH_2, STEPS } from './funnel/site.ts'
import { trafficLines } from './traffic.ts'

let site: FunnelSite
afterEach(() => site.close())

const scene = () =>
  deeds(`p: A 10:00, B 10:01, C 10:02
         q: A 10:00, B 10:01, X 10:02, X 12:03
         r: A 10:00, X 10:02
         s: A 10:00, A 11:00, B 11:01
         t: B 10:00`)
const dropped = (step: number, more: object = {}) => [
  'funnel',
  'dropped',
  { steps: STEPS('ABC'), step, ...more },
]
const numbers = async (filters: unknown[], more: object = {}) =>
  (
    await site.stats({
      period: MARCH_2,
      metrics: ['visitors', 'visits', 'events'],
      filters,
      ...more,
    })
  ).totals

describe('a filter by a step of a funnel', () => {
  test('chooses who dropped before it, with all their visits', async () => {
    site = await funnelSite()
    site.take(scene())
    expect(await numbers([dropped(1)])).toEqual({ visitors: 1, visits: 1, events: 2 })
    // q comes back two hours later, s an hour later.
    expect(await numbers([dropped(2)])).toEqual({ visitors: 2, visits: 4, events: 7 })
    expect((await numbers([['not', dropped(2)]])).visitors).toBe(3)
    expect((await numbers([dropped(0)])).visitors).toBe(0)
  })

  test('by visit chooses visits, and none of the others of the same people', async () => {
    site = await funnelSite()
    site.take(scene())
    const byVisit = dropped(2, { by: 'visit' })
    expect(await numbers([byVisit])).toEqual({ visitors: 2, visits: 2, events: 5 })
  })

  test('may still come, and drops as time goes by without any event', async () => {
    site = await funnelSite('2026-03-03T00:00:00Z')
    site.take(scene())
    const pending = ['funnel', 'pending', { steps: STEPS('ABC'), step: 2 }]
    expect((await numbers([pending])).visitors).toBe(2)
    const { meta } = await site.stats({ period: MARCH_2, metrics: ['visits'], filters: [pending] })
    expect(meta.as_of).toBe('2026-03-03T00:00:00.000Z')
    expect((await numbers([dropped(2)])).visitors).toBe(0)
  })

  test('looks in each period that is compared for its own people', async () => {
    site = await funnelSite()
    site.take(scene())
    site.take([
      { name: 'A', visitor: 'p', at: '2026-03-01T10:00', path: '/' },
      { name: 'A', visitor: 'u', at: '2026-03-01T10:00', path: '/' },
      { name: 'B', visitor: 'u', at: '2026-03-01T10:01', path: '/' },
    ])
    const answer = await site.stats({
      period: MARCH_2,
      compare: 'previous',
      metrics: ['visitors'],
      filters: [dropped(1, { window: '1h' })],
    })
    expect([answer.totals.visitors, answer.compared?.totals.visitors]).toEqual([1, 1])
  })

  test('its own filters choose the visit that people entered in', async () => {
    site = await funnelSite()
    site.take(scene())
    const filters = [['is', 'page', ['/nowhere']]]
    expect((await numbers([dropped(2, { filters })])).visitors).toBe(0)
  })

  test.each([
    ['funnel', { steps: STEPS('AB') }, { entered: 2 }],
    ['paths', { events: true }, { units: 4 }],
    ['retention', { unit: 'day', periods: 1 }, { cohorts: [{ size: 2 }] }],
    ['magic-number', {}, { people: 2 }],
    ['explain', { metric: 'visitors' }, { after: 2 }],
    ['people', {}, { rows: [{}, {}] }],
  ])('filters %s', async (name, more, told) => {
    site = await funnelSite()
    site.take(scene())
    expect(await site.run(name, { period: MARCH_2, ...more, filters: [dropped(2)] })).toMatchObject(
      told,
    )
  })
})

describe('as a segment', () => {
  test('it is saved, names a saved funnel, and keeps that from being removed', async () => {
    site = await funnelSite()
    site.take(scene())
    const definition = {
      steps: STEPS('ABC'),
      window: '7d',
      order: 'ordered',
      by: 'person',
    } as const
    const funnel = { name: 'Order', ...definition, exclude: [], starred: false }
    const { id } = await addFunnel(site.settings, site.id, funnel, 0)
    const { id: segment } = await site.segment({
      name: 'Stopped',
      filters: [['funnel', 'dropped', { funnel: id, step: 2 }]],
    })
    expect((await numbers([['segment', segment]])).visitors).toBe(2)
    await expect(removeFunnel(site.settings, site.id, id)).rejects.toMatchObject({ status: 409 })
    const unknown = { name: 'Other', filters: [['funnel', 'dropped', { funnel: 'Ordr', step: 2 }]] }
    await expect(site.segment(unknown as never)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('"Order"'),
    })
  })

  test('neither a goal, a step nor another funnel can choose by it', async () => {
    site = await funnelSite()
    site.take(scene())
    const filters = [dropped(2)] as never
    const { id } = await site.segment({ name: 'Stopped', filters })
    const where: never[] = [['segment', id]] as never
    const refused = { status: 422, message: expect.stringContaining('choose by a funnel') }
    const goal = { name: 'X', event: 'X', value: 'none', count: 'every', where } as const
    await expect(site.goal(goal)).rejects.toMatchObject(refused)
    const steps = [{ event: 'A', where }, { event: 'B' }]
    await expect(site.funnel({ period: MARCH_2, steps })).rejects.toMatchObject(refused)
    await expect(numbers([dropped(2, { filters: where })])).rejects.toMatchObject(refused)
    await expect(
      site.segment({ name: 'Again', filters: [dropped(1, { filters: where })] as never }),
    ).rejects.toMatchObject(refused)
  })
})

describe('is refused', () => {
  test.each([
    [
      'an unknown state',
      ['funnel', 'droped', { steps: STEPS('AB'), step: 1 }],
      /nearest known is/u,
    ],
    ['a step too many', ['funnel', 'dropped', { steps: STEPS('AB'), step: 2 }], /0 to 1/u],
    ['one step', ['funnel', 'dropped', { steps: STEPS('A'), step: 0 }], /2 to 12 steps/u],
    ['no funnel', ['funnel', 'dropped', { step: 1 }], /steps, or the id/u],
    ['both', ['funnel', 'dropped', { step: 1, funnel: 'x', steps: STEPS('AB') }], /leave one/u],
    ['a funnel inside', dropped(1, { filters: [dropped(1)] }), /a funnel chooses in the filters/u],
    ['a window of 91 days', dropped(1, { window: '91d' }), /90d at most/u],
  ])('%s', async (_, filter, said) => {
    site = await funnelSite()
    site.take(scene())
    await expect(numbers([filter])).rejects.toMatchObject({ status: 422 })
    const problem = await numbers([filter]).catch((error) => error)
    expect(JSON.stringify([problem.message, problem.errors])).toMatch(said)
  })

  test('five funnels at once', async () => {
    site = await funnelSite()
    site.take(scene())
    const some = (count: number) =>
      Array.from({ length: count }, (_, i) => ['not', dropped(1, { window: `${i + 1}h` })])
    expect((await numbers(some(4))).visitors).toBe(4)
    await expect(numbers(some(5))).rejects.toMatchObject({ status: 422 })
  })
})

test.each([
  ['page', '/plans'],
  ['medium', 'cpc'],
])('by a link to visits of a %s it finds no step in others', async (dimension, value) => {
  site = await funnelSite()
  const step = (name: string, hour: number, path: string) => ({
    ...{ name, path, visitor: 'p', at: `2026-03-02T${hour}:00` },
  })
  site.take([
    step('pageview', 10, '/plans?utm_source=ads&utm_medium=cpc'),
    step('A', 10, '/plans'),
    step('B', 10, '/plans'),
    step('C', 12, '/'),
  ])
  const { id } = await site.segment({
    name: 'Shared',
    filters: [['is', dimension, [value]]] as never,
  })
  const visitors = async (step: number) => {
    const filters = [['funnel', 'reached', { steps: STEPS('ABC'), step }]]
    const request = { period: MARCH_2, metrics: ['visitors'], filters }
    const answer = (await site.run('stats', request, id, ['journeys'])) as StatsAnswer
    return answer.totals.visitors
  }
  expect([await visitors(1), await visitors(2)]).toEqual([1, 0])
  expect((await numbers([['funnel', 'reached', { steps: STEPS('ABC'), step: 2 }]])).visitors).toBe(
    1,
  )
})

test('of random traffic it chooses as many as the funnel counts, in every order and unit', async () => {
  site = await funnelSite('2026-12-20T12:00:00Z')
  site.take(trafficLines(12))
  const period = { from: '2026-10-10', to: '2026-11-10' }
  const steps = [{ page: '/*' }, { page: '/pricing' }, { page: '/docs/*' }]
  for (const order of ['ordered', 'strict', 'any']) {
    for (const by of ['person', 'visit']) {
      const funnel = { steps, order, by, window: '3d' }
      const counted = await site.funnel({ period, ...funnel })
      const metric = by === 'person' ? 'visitors' : 'visits'
      for (const step of [0, 1, 2]) {
        const of = async (state: string) => {
          const filters = [['funnel', state, { ...funnel, step }]]
          return (await site.stats({ period, metrics: [metric], filters })).totals[metric]
        }
        const row = counted.steps[step]
        expect([await of('reached'), await of('dropped'), await of('pending')]).toEqual([
          row?.count,
          row?.dropped,
          row?.pending,
        ])
      }
    }
  }
})
