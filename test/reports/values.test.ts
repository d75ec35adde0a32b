import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ValuesAnswer } from '../../collector/reports/values.ts'
import { fiveVisits, NOVEMBER } from './five-visits.ts'
import type { ReportedSite } from './site.ts'
import { tenPeople } from './ten-people.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await fiveVisits()
})
afterAll(() => site.close())

const ask = async (request: object, segment?: string) =>
  (await site.run('values', { period: NOVEMBER, ...request }, segment)) as ValuesAnswer
const found = async (request: object, segment?: string) =>
  (await ask(request, segment)).rows.map(({ dimension, value, count }) => [dimension, value, count])

describe('values of five visits', () => {
  test('are found by a part of them in any case, with the visits that have them', async () => {
    expect(await found({ q: ' LAND' })).toEqual([
      ['landing_page', '/landing', 2],
      ['exit_page', '/landing', 1],
      ['page', '/landing', 2],
    ])
    expect(await found({ q: 'spri' })).toEqual([['campaign', 'Spring', 1]])
  })

  test('come with what is absent, the commonest first, equals by name', async () => {
    expect(await found({ dimensions: ['campaign', 'landing_page'] })).toEqual([
      ['campaign', null, 4],
      ['campaign', 'Spring', 1],
      ['landing_page', '/blog', 2],
      ['landing_page', '/landing', 2],
      ['landing_page', '/pricing', 1],
    ])
  })

  test('of events are those that count, each as often as it was', async () => {
    expect(await found({ dimensions: ['event'] })).toEqual([['event', 'Signup', 2]])
  })

  test('beyond the limit are cut, and it is said of which dimension', async () => {
    const { rows, cut } = await ask({ dimensions: ['page', 'hostname'], limit: 1 })
    expect(rows.map(({ value }) => value)).toEqual(['/pricing', 'example.com'])
    expect(cut).toEqual(['page'])
  })

  test('are those of the visits that are asked about', async () => {
    const filters = [['is', 'source', ['google']]]
    expect(await found({ filters, dimensions: ['exit_page'] })).toEqual([
      ['exit_page', '/landing', 1],
      ['exit_page', '/pricing', 1],
    ])
    expect(await found({ period: { from: '2025-01-01', to: '2025-01-02' } })).toEqual([])
  })

  test('of a shared link are those of its segment alone', async () => {
    const { id } = await site.segment({
      name: 'Mail',
      filters: [['is', 'channel', ['Email']]],
    })
    expect(await found({ dimensions: ['channel', 'page', 'event'] }, id)).toEqual([
      ['channel', 'Email', 1],
      ['page', '/blog', 1],
      ['page', '/pricing', 1],
      ['event', 'Signup', 1],
    ])
  })

  test.each(['account', 'click_id', 'prop:plan'])('are not told of %s', async (dimension) => {
    await expect(ask({ dimensions: [dimension] })).rejects.toMatchObject({ status: 422 })
  })

  test('are as many as `stats` counts, dimension by dimension', async () => {
    const { rows } = await ask({})
    for (const dimension of new Set(rows.map((row) => row.dimension))) {
      const metric = dimension === 'event' ? 'events' : 'visits'
      const counted = await site.stats({
        period: NOVEMBER,
        metrics: [metric],
        dimensions: [dimension],
      })
      const told = rows.filter((row) => row.dimension === dimension)
      expect(told.map(({ value, count }) => [value, count])).toEqual(
        counted.rows.map((row) => [row[dimension], row[metric]]),
      )
    }
  })
})

test('what has no visit in the period is no value of it', async () => {
  const ten = await tenPeople()
  const asked = { period: { from: '2026-11-03', to: '2026-11-03' }, q: 'p9' }
  const { rows } = (await ten.run('values', asked)) as ValuesAnswer
  expect(rows.map(({ dimension }) => dimension)).toEqual(['landing_page', 'exit_page', 'page'])
  await ten.close()
})
