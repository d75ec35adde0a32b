import { afterAll, beforeAll, expect, test } from 'vitest'
import { siteByDomain } from '../../collector/settings/sites.ts'
import { spendImports, spendOf } from '../../collector/settings/spend-list.ts'
import { type SeededDemo, seededDemo } from './seeded.ts'

const DAY = 86_400_000
const now = Date.parse('2026-11-26T20:00:00Z')
let demo: SeededDemo
let site: number

beforeAll(async () => {
  demo = await seededDemo(now)
  site = Number((await siteByDomain(demo.settings, 'demo.tributary.test')).id)
}, 180_000)

afterAll(() => demo.close())

test('four platforms have reported ninety days, up to yesterday', async () => {
  const imports = await spendImports(demo.settings, site)
  expect(imports.map(({ platform }) => platform).sort()).toEqual([
    'google',
    'linkedin',
    'meta',
    'microsoft',
  ])
  const [google] = imports.filter(({ platform }) => platform === 'google')
  expect(google).toMatchObject({ first: '2026-08-28', last: '2026-11-25' })
})

test('while it runs its people keep coming, and each thing that they do is there once', async () => {
  const HOUR = 3_600_000
  expect(await demo.pour(now)).toBe(0)
  const [first, second] = [await demo.pour(now + HOUR), await demo.pour(now + 2 * HOUR)]
  expect(Math.min(first, second)).toBeGreaterThan(10)
  expect(await demo.pour(now + 2 * HOUR)).toBe(0)
  // A day has 24 hours, of which some are busier than others.
  expect(await demo.pour(now + 26 * HOUR)).toBeGreaterThan(5 * (first + second))
})

test('a start two days later adds what has happened since, and two days of spend', async () => {
  const before = await spendOf(demo.settings, site, {})
  expect(await demo.seed(now)).toBe(0)
  expect(await demo.seed(now + 2 * DAY)).toBeGreaterThan(1_000)
  const after = await spendOf(demo.settings, site, {})
  const added = new Set(after.slice(before.length).map(({ day }) => day))
  expect(after.slice(0, before.length)).toEqual(before)
  expect(added).toEqual(new Set(['2026-11-26', '2026-11-27']))
})
