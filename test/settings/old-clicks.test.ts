import { afterEach, beforeEach, expect, test } from 'vitest'
import { areClicksOld, forgetOldClicks } from '../../collector/settings/old-clicks.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 20)
let site: ReportedSite
let pauses = 0
const pause = async () => {
  pauses++
}

beforeEach(async () => {
  pauses = 0
  site = await reportedSite({ retention_days: 30 })
  site.db.exec(`insert into link (id, site, slug, url, source, medium, campaign, clicks, created_at)
    values ('one', ${site.id}, 'one', 'https://x.example/', 's', 'm', 'c', 7000, 0)`)
})
afterEach(() => site.close())

const click = (...ats: number[]) => {
  const add = site.db.prepare(`insert into link_click values ('one', ?, 1, 0)`)
  const all = site.db.transaction(() => {
    for (const at of ats) add.run(at)
  })
  all()
}
const kept = () => site.db.prepare('select at from link_click order by at').pluck().all()

test('clicks go with the days that their site keeps, and how many there were stays', async () => {
  click(NOW - 30 * DAY - 1, NOW - 30 * DAY, NOW)
  expect(areClicksOld(site.db, NOW)).toBe(true)
  expect(await forgetOldClicks(site.db, NOW, pause)).toBe(1)
  expect(kept()).toEqual([NOW - 30 * DAY, NOW])
  expect(areClicksOld(site.db, NOW)).toBe(false)
  expect(site.db.prepare('select clicks from link').pluck().get()).toBe(7_000)
})

test('many go a portion at a time, and others are let in between', async () => {
  click(...Array.from({ length: 5_000 }, (_, n) => n))
  expect(await forgetOldClicks(site.db, NOW, pause)).toBe(5_000)
  expect(pauses).toBe(3)
  expect(kept()).toEqual([])
})

test('a site that keeps all keeps them', async () => {
  site.db.exec('update site set retention_days = null')
  click(0)
  expect(await forgetOldClicks(site.db, NOW, pause)).toBe(0)
  expect(kept()).toEqual([0])
})
