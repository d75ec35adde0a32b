import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import type { GoalInput } from '../../collector/settings/goals.ts'
import { NOVEMBER } from './five-visits.ts'
import type { ReportedSite } from './site.ts'
import { keep, tenPeople, times } from './ten-people.ts'

const COUNTS = ['every', 'visit', 'person'] as const

describe.each([
  ['every', () => 'every' as const],
  ['in all three ways', (i: number) => COUNTS[i % 3]],
])('1,000 goals that count %s', (_, countOf) => {
  let site: ReportedSite
  beforeAll(async () => {
    site = await tenPeople()
    keep(
      site,
      times(1_000, (i): Partial<GoalInput> => {
        const goal = i % 2 ? { event: `Event ${i}` } : { page: `/p${i}` }
        const where: Filter[] = [['is', 'landing_page', [`/p${i}`, 'x']]]
        return { ...goal, count: countOf(i) ?? 'every', ...(i % 5 === 0 ? { where } : {}) }
      }),
    )
  })
  afterAll(() => site.close())

  test('all metrics are answered', async () => {
    const metrics = ['engaged_rate', 'conversions', 'converted_visitors', 'conversion_rate']
    const { totals } = await site.stats({ period: NOVEMBER, metrics: [...metrics, 'revenue'] })
    // Of the first ten goals those with even numbers are the pages /p0 … /p8, the others Event 1 … Event 9.
    expect(totals).toEqual({
      engaged_rate: 1,
      conversions: 10,
      converted_visitors: 10,
      conversion_rate: 1,
      revenue: 0,
    })
  })

  test('so are people and a person’s timeline', async () => {
    const { rows } = (await site.run('people', { period: NOVEMBER })) as {
      rows: { conversions: number }[]
    }
    expect(rows.map(({ conversions }) => conversions)).toEqual(times(10, () => 1))
    const { items } = (await site.run('people/timeline', { id: 'visitor:v3' })) as {
      items: { items: { goals: string[] }[] }[]
    }
    expect(items[0]?.items.map(({ goals }) => goals)).toEqual([[], ['Goal 3']])
  })

  test('and people who reached any of them', async () => {
    const names = times(1_000, (i) => `Goal ${i}`)
    const ask = (filter: Filter) =>
      site.stats({ period: NOVEMBER, metrics: ['visits'], filters: [filter] })
    expect((await ask(['has_done', 'goal', names])).totals).toEqual({ visits: 10 })
    expect((await ask(['has_not_done', 'goal', names.slice(5)])).totals).toEqual({ visits: 5 })
  })

  test('one more is refused with what to do', async () => {
    const more = { name: 'One more', event: 'x', value: 'none', count: 'every' } as const
    await expect(site.goal(more)).rejects.toMatchObject({
      status: 422,
      message: 'a site has at most 1,000 goals; remove one that is no longer needed',
    })
  })
})

describe('filters of many values', () => {
  let site: ReportedSite
  beforeAll(async () => {
    site = await tenPeople()
    const props = { experiment: 'hero', variant: 'b' }
    site.take([{ name: 'exposure', at: '2026-11-01T00:00', visitor: 'beside', props }])
  })
  afterAll(() => site.close())
  const ask = async (...filters: unknown[]) =>
    (await site.stats({ period: NOVEMBER, metrics: ['visits'], filters })).totals.visits

  /** 2,000 of which the last five name something. */
  const many = times(2_000, (i) => `p${1_999 - i}`).map((name) => (name.length > 2 ? 'none' : name))

  test.each<[string, unknown, number]>([
    ['is', ['is', 'page', many.map((name) => `/${name}`)], 10],
    ['is_not', ['is_not', 'landing_page', many.map((name) => `/${name}`)], 0],
    ['contains', ['contains', 'page', many], 10],
    ['contains in a property', ['contains', 'prop:plan', many], 10],
    ['not_contains in a property', ['not_contains', 'prop:plan', many.slice(0, -9)], 10],
    ['contains of an absent variant', ['contains', 'variant:hero', many], 0],
    ['matches', ['matches', 'page', many.slice(-250).map((name) => `*${name}`)], 10],
    ['gt any', ['gt', 'prop:seats', times(2_000, (i) => i + 7)], 2],
    ['lt any', ['lt', 'prop:seats', times(2_000, (i) => 2 - i)], 2],
    ['has_done', ['has_done', 'event', times(2_000, (i) => `Event ${i + 5}`)], 5],
    ['or', ['or', many.slice(-250).map((name) => ['is', 'page', [`/${name}`]])], 10],
    ['and', ['and', times(250, (i) => ['is_not', 'page', [`/p${i + 5}`]])], 5],
  ])('%s works', async (_, filter, visits) => {
    expect(await ask(filter)).toBe(visits)
  })

  test('nesting as deep as may be written works', async () => {
    let filter: unknown = ['is', 'page', ['/p1']]
    for (let i = 0; i < 7; i++) filter = ['not', ['and', [filter, ['is', 'page', ['/p1']]]]]
    expect(await ask(filter)).toBe(9)
    for (let i = 0; i < 4; i++) filter = ['not', ['and', [filter]]]
    await expect(ask(filter)).rejects.toMatchObject({ status: 422 })
  })

  test('251 conditions are refused however they are put, each being asked of every visit', async () => {
    const limit = {
      status: 422,
      message: expect.stringMatching(/more than 250 conditions.+into one; each pattern/u),
    }
    const accounts = (n: number) => times(n, (i): Filter => ['is', 'account', [`${i}`]])
    const { id } = await site.segment({ name: 'Half', filters: [['or', accounts(125)]] })
    const half: Filter = ['segment', id]
    expect(await ask(['not', half], ['not', half])).toBe(10)
    const one: Filter = ['is', 'page', ['/p1']]
    await expect(ask(half, half, one)).rejects.toMatchObject(limit)
    await expect(ask(['or', accounts(251)])).rejects.toMatchObject(limit)
    await expect(ask(['matches', 'page', times(251, String)])).rejects.toMatchObject(limit)
    await expect(site.segment({ name: 'Whole', filters: [half, half, one] })).rejects.toMatchObject(
      limit,
    )
  })

  const LIMIT = { status: 422, message: expect.stringMatching(/at most 5,000.+use a pattern/u) }
  test.each<[string, unknown[]]>([
    ['is of 40,000', [['is', 'page', times(40_000, String)]]],
    ['has_done of 40,000', [['has_done', 'event', times(40_000, String)]]],
    ['and of 6,000', [['and', times(6_000, (i) => ['is', 'page', [String(i)]])]]],
    ['50 × 400 or', times(50, () => ['or', times(400, (i) => ['is', 'page', [String(i)]])])],
  ])('%s is refused with what to do', async (_, filters) => {
    await expect(ask(...filters)).rejects.toMatchObject(LIMIT)
  })

  test('a long value is refused, a long name is cut where it is repeated', async () => {
    await expect(ask(['is', 'page', ['x'.repeat(3_000)]])).rejects.toMatchObject({ status: 422 })
    const long = `chann${'l'.repeat(1_900_000)}`
    for (const request of [
      { filters: [['is', long, ['x']]] },
      { filters: [[long, 'channel', ['x']]] },
      { filters: [['segment', long]] },
      { filters: [['has_done', 'goal', [long]]] },
      { dimensions: [long] },
      { metrics: [long] },
      { goal: long },
    ]) {
      const asked = site.stats({ period: NOVEMBER, metrics: ['visits'], ...request })
      const refusal = await asked.catch((error) => error)
      expect(refusal).toMatchObject({ status: 422 })
      expect(refusal.message.length).toBeLessThan(300)
    }
  })

  test('faults without number are told up to a few', async () => {
    const filters = [['or', times(5_000, () => ['is', 'chanel', ['x']])]]
    const refusal = await site
      .stats({ period: NOVEMBER, metrics: ['visits'], filters })
      .catch((error) => error)
    expect(refusal.errors).toHaveLength(20)
  })
})
