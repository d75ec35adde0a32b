import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eachPage, withPage } from '../../collector/store/visit-pages.ts'
import { reportedSite } from '../reports/site.ts'

const listed = (pages: string) => {
  const found: number[] = []
  eachPage(pages, (page) => found.push(page))
  return found
}

test('a visit lists each of its pages once, in the order they came, 0 for none', () => {
  const pages = [12, 2, 12, null, 1, 2, null, 21].reduce(withPage, '')
  expect(pages).toBe('12,2,0,1,21')
  expect(listed(pages ?? '')).toEqual([12, 2, 0, 1, 21])
  expect(listed('')).toEqual([])
})

test('more than 32 pages are not listed, and never again', () => {
  const most = Array.from({ length: 32 }, (_, i) => i + 100).reduce<string | null>(withPage, '')
  expect(listed(most ?? '')).toHaveLength(32)
  expect(withPage(most, 131)).toBe(most)
  expect(withPage(most, 132)).toBe(null)
  expect(withPage(null, 100)).toBe(null)
})

test('visits that list no pages are counted by those of their events', async () => {
  const site = await reportedSite()
  const at = (minute: number) => `2026-11-02T10:${String(minute).padStart(2, '0')}:00`
  const many = Array.from({ length: 40 }, (_, i) => ({
    at: at(i),
    visitor: 'ann',
    path: `/${i % 35}`,
  }))
  site.take([
    ...many,
    { at: at(0), visitor: 'bob', path: '/0' },
    { at: at(1), visitor: 'bob', path: '/0' },
  ])
  const lists = () =>
    site.reader.rows<{ pages: string | null }>(sql`select pages from visit order by id`)
  const byPage = () =>
    site.stats({
      period: { from: '2026-11-02', to: '2026-11-02' },
      metrics: ['visits', 'visitors'],
      dimensions: ['page'],
    })
  expect((await lists()).map(({ pages }) => pages === null)).toEqual([true, false])
  const before = await byPage()
  expect(before.rows).toHaveLength(35)
  expect(before.rows[0]).toEqual({ page: '/0', visits: 2, visitors: 2 })
  // As a file lies that an older version wrote.
  site.db.exec('update visit set pages = null')
  expect(await byPage()).toEqual(before)
  site.close()
})
