import { describe, expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { NOVEMBER } from './five-visits.ts'
import { keep, tenPeople, times } from './ten-people.ts'

describe('goals that name goals, segments that hold segments', () => {
  const nothing: Filter = ['is', 'page', ['x']]

  test('40 deep are answered, deeper is refused when it is made', async () => {
    const site = await tenPeople()
    const chain = times(19, (i) => ({
      event: `Event ${i % 10}`,
      where: (i === 0 ? [nothing] : [['has_done', 'goal', [`Goal ${i - 1}`]]]) as Filter[],
    }))
    keep(site, chain)
    const { totals } = await site.stats({
      period: NOVEMBER,
      metrics: ['engaged_rate', 'conversions'],
      filters: [['has_not_done', 'goal', ['Goal 18']]],
    })
    expect(totals).toEqual({ engaged_rate: 0, conversions: 0 })
    const deeper = { name: 'Deeper', event: 'x', value: 'none', count: 'every' } as const
    const where = [['not', ['has_done', 'goal', ['Goal 18']]]] as Filter[]
    await expect(site.goal({ ...deeper, where })).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(/nest more than 40 deep/u),
    })
    site.close()
  })

  test('goals that each name all before are refused, and answered with the limit where they were kept', async () => {
    const site = await tenPeople()
    const names = times(20, (i) => `Goal ${i}`)
    keep(
      site,
      names.map((_, i) => ({
        event: 'x',
        where: [i === 0 ? nothing : ['has_done', 'goal', names.slice(0, i)]] as Filter[],
      })),
    )
    const limit = {
      status: 422,
      message: expect.stringMatching(/more than 10,000 conditions and values/u),
    }
    const more = { name: 'More', event: 'x', value: 'none', count: 'every' } as const
    await expect(site.goal(more)).rejects.toMatchObject(limit)
    await expect(site.stats({ period: NOVEMBER, metrics: ['conversions'] })).rejects.toMatchObject(
      limit,
    )
    site.close()
  })

  test('goals hold 250 conditions each, 1,000 in all, and count where a filter names them', async () => {
    const site = await tenPeople()
    const where = (n: number): Filter[] => [['or', times(n, () => nothing)]]
    keep(
      site,
      times(4, () => ({ event: 'x', where: where(249) })),
    )
    const goal = (n: number) =>
      site.goal({ name: `${n}`, event: 'x', where: where(n), value: 'none', count: 'every' })
    const limit = (message: RegExp) => ({ status: 422, message: expect.stringMatching(message) })
    await expect(goal(5)).rejects.toMatchObject(limit(/all goals .+more than 1,000 conditions/u))
    await goal(4)
    const ask = (...names: string[]) =>
      site.stats({ period: NOVEMBER, metrics: ['visits'], filters: [['has_done', 'goal', names]] })
    expect(await ask('Goal 0')).toMatchObject({ totals: { visits: 0 } })
    await expect(ask('Goal 0', '4')).rejects.toMatchObject(limit(/more than 250 conditions,/u))
    site.db.exec('delete from goal')
    await expect(goal(251)).rejects.toMatchObject(limit(/more than 250 conditions,/u))
    site.close()
  })

  test('segments of fifteen times the one below are refused on the third floor', async () => {
    const site = await tenPeople()
    let below = await site.segment({ name: 'Floor 0', filters: [nothing] })
    for (const floor of [1, 2]) {
      const filters = times(15, (): Filter => ['segment', below.id])
      below = await site.segment({ name: `Floor ${floor}`, filters })
    }
    const third = times(15, (): Filter => ['segment', below.id])
    await expect(site.segment({ name: 'Floor 3', filters: third })).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(/more than 250 conditions, with segments and goals/u),
    })
    expect(
      await site.stats({ period: NOVEMBER, metrics: ['visits'], filters: third.slice(0, 1) }),
    ).toMatchObject({ totals: { visits: 0 } })
    await expect(
      site.stats({ period: NOVEMBER, metrics: ['visits'], filters: third }),
    ).rejects.toMatchObject({ status: 422 })
    site.close()
  })
})
