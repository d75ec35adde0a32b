import { afterEach, beforeEach, expect, test } from 'vitest'
import { packed, storeSpend } from '../../collector/settings/spend.ts'
import { forgetUnfinishedSpend } from '../../collector/settings/unfinished-spend.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

const NOW = Date.UTC(2026, 10, 20)
let site: ReportedSite
let pauses = 0
const pause = async () => {
  pauses++
}

beforeEach(async () => {
  pauses = 0
  site = await reportedSite({})
})
afterEach(() => site.close())

function rowOf(campaign: string) {
  const keys = { source: 'google', medium: null, campaign, content: null, term: null }
  const counts = { clicks: null, impressions: null, campaign_id: null }
  return { ...keys, ...counts, day: '2026-11-01', amount: 100, currency: 'USD' }
}

function fileOf(...parts: string[]) {
  const rest = { days: ['2026-11-01'], mapping: undefined }
  return { import: 'ads', platform: 'generic', parts, ...rest }
}

/** As a kill leaves a file: rows, and no day that counts. */
function putAside(rows: number, at: number): void {
  const { lastInsertRowid } = site.db
    .prepare(`insert into spend_file (site, import, platform, at) values (?, 'ads', 'generic', ?)`)
    .run(site.id, at)
  const row = site.db.prepare(
    `insert into spend (file, day, source, amount, currency) values (?, '2026-11-01', 'google', 1, 'USD')`,
  )
  for (let i = 0; i < rows; i++) row.run(lastInsertRowid)
}
const kept = () => site.db.prepare('select count(*) from spend').pluck().get()
const files = () => site.db.prepare('select count(*) from spend_file').pluck().get()

test('what a stop put aside goes a portion at a time, and what counts stays', async () => {
  await storeSpend(site.settings, site.id, fileOf(...packed([rowOf('spring')])), NOW - 1)
  putAside(5_000, NOW - 1)
  expect(await forgetUnfinishedSpend(site.db, NOW, pause)).toBe(1)
  expect([kept(), files(), pauses]).toEqual([1, 1, 3])
})

test('a file that is being stored is left alone', async () => {
  putAside(3, NOW)
  expect(await forgetUnfinishedSpend(site.db, NOW, pause)).toBe(0)
  expect([kept(), files()]).toEqual([3, 1])
})

test('a file that cannot be stored to its end leaves nothing', async () => {
  const parts = [...packed([rowOf('spring')]), '[[null]]']
  await expect(storeSpend(site.settings, site.id, fileOf(...parts), NOW)).rejects.toThrow(
    /NOT NULL/u,
  )
  expect([kept(), files()]).toEqual([0, 0])
})

test('a file whose beginning is removed meanwhile is refused in words', async () => {
  const whole = packed([rowOf('spring'), rowOf('autumn')])
  site.db.exec(`create trigger away after insert on spend begin
    delete from spend_file where id = new.file; end`)
  await expect(storeSpend(site.settings, site.id, fileOf(...whole, ...whole), NOW)).rejects.toThrow(
    /send it again/u,
  )
  expect([kept(), files()]).toEqual([0, 0])
})
