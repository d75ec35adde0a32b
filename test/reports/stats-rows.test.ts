import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fiveVisits, NOVEMBER } from './five-visits.ts'
import type { ReportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await fiveVisits()
})
afterAll(() => site.close())

describe('comparison', () => {
  test('rows of the same keys stand in the same order, what is gone follows', async () => {
    const { rows, compared } = await site.stats({
      period: { from: '2026-11-03', to: '2026-11-03' },
      compare: 'previous',
      metrics: ['visits'],
      dimensions: ['channel'],
    })
    expect(rows).toEqual([{ channel: 'Direct', visits: 2 }])
    expect(compared).toEqual({
      from: '2026-11-02',
      to: '2026-11-02',
      until: null,
      unconverted: [],
      rows: [
        { channel: 'Direct', visits: 0 },
        { channel: 'Email', visits: 1 },
        { channel: 'Paid Search', visits: 1 },
      ],
      totals: { visits: 2 },
    })
  })
})

describe('pages of rows', () => {
  test('limit and offset cut rows but not totals', async () => {
    const { rows, totals } = await site.stats({
      period: NOVEMBER,
      metrics: ['visits'],
      dimensions: ['channel'],
      limit: 2,
      offset: 1,
    })
    expect(rows.map(({ channel }) => channel)).toEqual(['Email', 'Organic Search'])
    expect(totals).toEqual({ visits: 5 })
  })

  test('rows of time are complete for each value beside them', async () => {
    const { rows } = await site.stats({
      period: { from: '2026-11-02', to: '2026-11-03' },
      metrics: ['visits'],
      dimensions: ['time:day', 'channel'],
    })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2026-11-02', 'Email', 1],
      ['2026-11-02', 'Paid Search', 1],
      ['2026-11-02', 'Direct', 0],
      ['2026-11-03', 'Direct', 2],
      ['2026-11-03', 'Email', 0],
      ['2026-11-03', 'Paid Search', 0],
    ])
  })

  test('an order may be asked for', async () => {
    const { rows } = await site.stats({
      period: NOVEMBER,
      metrics: ['visits'],
      dimensions: ['channel'],
      order_by: [['channel', 'desc']],
    })
    expect(rows.map(({ channel }) => channel)).toEqual([
      'Paid Search',
      'Organic Search',
      'Email',
      'Direct',
    ])
  })
})

describe('refusals', () => {
  test.each([
    [{ metrics: ['visit'] }, 422, 'visits'],
    [{ metrics: ['visits'], dimensions: ['chanel'] }, 422, 'channel'],
    [{ metrics: ['visits'], goal: 'Sinup' }, 422, 'Signup'],
    [{ metrics: ['visits'], order_by: [['visitors', 'asc']] }, 422, 'visits'],
    [{ metrics: ['visits'], filters: [['is', 'chanel', ['x']]] }, 422, 'channel'],
    [{ metrics: 'visits' }, 400, 'metrics'],
    [{ metrics: ['visits'], period: { from: '2026-11-03', to: '2026-11-02' } }, 422, 'ends'],
    [{ metrics: ['visits'], period: { from: '0001-01-01', to: '9999-12-31' } }, 422, 'hundred'],
    [{ metrics: ['visits'], period: { from: '2026-02-30', to: '2026-03-01' } }, 422, 'date'],
    [{ metrics: ['visits'], period: '31d' }, 422, 'period'],
    [{ metrics: ['visits'], dimensions: ['page', 'page'] }, 422, 'once'],
    [{ metrics: ['visits'], dimension: ['page'] }, 400, 'dimension'],
  ])('%j is refused with what is near', async (request, status, word) => {
    await expect(site.stats(request)).rejects.toMatchObject({
      status,
      message: expect.stringContaining(word),
    })
  })

  test('an unknown report is a 404', async () => {
    await expect(site.run('stat', {})).rejects.toMatchObject({ status: 404 })
  })
})

describe('how many rows there are', () => {
  test.each<[string, object, number, number]>([
    ['all of them before the page', { dimensions: ['channel'], limit: 1 }, 1, 4],
    [
      'those that a filter leaves',
      { dimensions: ['page'], filters: [['contains', 'page', ['ri']]] },
      1,
      1,
    ],
    ['one without dimensions', { dimensions: [] }, 1, 1],
    ['every day', { dimensions: ['time:day'] }, 30, 30],
    ['every day of every series', { dimensions: ['time:day', 'channel'], limit: 2 }, 60, 120],
  ])('%s', async (_, more, page, count) => {
    const { rows, row_count } = await site.stats({ period: NOVEMBER, metrics: ['visits'], ...more })
    expect([rows.length, row_count]).toEqual([page, count])
  })
})
