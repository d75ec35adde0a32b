import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeCrossRates } from '../../collector/settings/ecb-rates.ts'
import { listRates } from '../../collector/settings/rates.ts'
import { packed, removeSpend, storeSpend, undoSpend } from '../../collector/settings/spend.ts'
import { spendOf } from '../../collector/settings/spend-list.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

let site: ReportedSite

beforeEach(async () => {
  site = await reportedSite()
  const none = { medium: null, campaign: null, content: null, term: null, campaign_id: null }
  const row = { day: '2026-11-01', source: 'x', currency: 'EUR', clicks: null, impressions: null }
  const rows = [{ ...none, ...row, amount: 100 }]
  const file = { days: ['2026-11-01'], parts: packed(rows), mapping: undefined }
  await storeSpend(site.settings, site.id, { ...file, import: 'x', platform: 'generic' }, 0)
})
afterEach(() => site.close())

/** Commits as often as it may while some work goes on, as intake does from its own thread. */
async function besides<T>(work: Promise<T>): Promise<T> {
  const intake = openDatabase(site.path)
  intake.pragma('busy_timeout = 0')
  let isDone = false
  const commit = () => {
    try {
      intake.exec('update setting_version set version = version + 1')
    } catch {
      // Its turn comes when the other has ended.
    }
  }
  const committing = (async () => {
    while (!isDone) {
      commit()
      await Promise.resolve()
    }
  })()
  try {
    return await work
  } finally {
    isDone = true
    await committing
    intake.close()
  }
}

test('an import is undone, and removed, while intake commits', async () => {
  const { settings, id } = site
  expect(await besides(undoSpend(settings, id, { import: 'x', file: undefined }))).toBe(0)
  await expect(besides(removeSpend(settings, id, 'x'))).rejects.toMatchObject({ status: 404 })
})

test('an import is removed while intake commits', async () => {
  expect(await besides(removeSpend(site.settings, site.id, 'x'))).toBe(1)
  expect(await spendOf(site.settings, site.id, {})).toEqual([])
})

test('rates of a file are stored whole or not at all', async () => {
  const rates = Array.from({ length: 5_001 }, (_, i) => {
    const day = new Date(i * 86_400_000).toISOString().slice(0, 10)
    return { day, currency: 'USD', rate: i === 5_000 ? Number.NaN : 1.1 }
  })
  const { settings, id } = site
  await expect(storeCrossRates(settings, id, 'EUR', rates)).rejects.toThrow()
  expect(await listRates(settings, id)).toEqual([])
  await storeCrossRates(settings, id, 'EUR', rates.slice(0, 5_000))
  expect(await listRates(settings, id)).toHaveLength(5_000)
})
