import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  site.take([
    ...visits('/steady', '2026-11-03', 9),
    ...visits('/steady', '2026-11-10', 10),
    ...visits('/risen', '2026-11-03', 2),
    ...visits('/risen', '2026-11-10', 8),
    ...visits('/gone', '2026-11-03', 4),
    ...visits('/lost', '2026-11-03', 1),
    ...visits('/new', '2026-11-10', 3),
  ])
})
afterAll(() => site.close())

function visits(path: string, day: string, count: number): Line[] {
  return Array.from({ length: count }, (_, i) => ({
    at: `${day}T09:00:${String(i).padStart(2, '0')}`,
    visitor: `${path}-${day}-${i}`,
    path,
  }))
}

const WEEK = {
  period: { from: '2026-11-09', to: '2026-11-15' },
  compare: { from: '2026-11-02', to: '2026-11-08' },
  metrics: ['visitors'],
  dimensions: ['page'],
}
const BY_CHANGE = { order_by: [['change:visitors', 'desc']] }

const row = (page: string, visitors: number) => ({ page, visitors })

test('rows stand by how far they have moved, and those that are gone are rows of nothing', async () => {
  const { rows, compared, row_count } = await site.stats({ ...WEEK, ...BY_CHANGE })
  expect(rows).toEqual([
    row('/risen', 8),
    row('/gone', 0),
    row('/new', 3),
    row('/lost', 0),
    row('/steady', 10),
  ])
  expect(compared?.rows.map(({ visitors }) => visitors)).toEqual([2, 4, 0, 1, 9])
  expect(compared?.rows.map(({ page }) => page)).toEqual(rows.map(({ page }) => page))
  expect(row_count).toBe(5)
})

test('a page of them is cut as any other', async () => {
  const { rows, compared, row_count } = await site.stats({
    ...{ ...WEEK, ...BY_CHANGE, limit: 2, offset: 1 },
  })
  expect(rows).toEqual([row('/gone', 0), row('/new', 3)])
  expect(compared?.rows).toEqual([row('/gone', 4), row('/new', 0)])
  expect(row_count).toBe(5)
})

test('what has moved least may stand first', async () => {
  const { rows } = await site.stats({ ...WEEK, order_by: [['change:visitors', 'asc']], limit: 2 })
  expect(rows).toEqual([row('/lost', 0), row('/steady', 10)])
})

test.each([
  [{ ...WEEK, ...BY_CHANGE, compare: null }, 'compared'],
  [{ ...WEEK, ...BY_CHANGE, dimensions: ['time:day'] }, 'of no time'],
  [{ ...WEEK, ...BY_CHANGE, dimensions: [] }, 'of no time'],
  [{ ...WEEK, order_by: [['change:visit', 'desc']] }, 'change:visitors'],
  [{ ...WEEK, gone: 101 }, 'gone'],
])('%j is refused', async (request, said) => {
  await expect(site.stats(request)).rejects.toThrow(said)
})

test.each([
  [0, []],
  [1, [row('/gone', 4)]],
  [10, [row('/gone', 4), row('/lost', 1)]],
])('of those that are gone %i follow the page at most', async (gone, rest) => {
  const { rows, compared } = await site.stats({ ...WEEK, gone, limit: 2 })
  expect(rows).toEqual([row('/steady', 10), row('/risen', 8)])
  expect(compared?.rows).toEqual([row('/steady', 9), row('/risen', 2), ...rest])
})

test('a row beyond the page is not gone', async () => {
  const { compared } = await site.stats({ ...WEEK, limit: 4, offset: 2 })
  expect(compared?.rows).toEqual([row('/new', 0), row('/gone', 4), row('/lost', 1)])
})
