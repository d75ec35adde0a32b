import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { held as check } from '../../collector/cli/check-held.ts'
import { readConfig } from '../../collector/config.ts'
import { heldInWords, heldOf, requireEngine } from '../../collector/forward/held-status.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { DAY, DOMAIN, NOW } from '../store/happenings.ts'
import { KEEP, Side, view } from './side.ts'

let side: Side

beforeEach(() => {
  side = new Side()
  side.one.import([
    view('old-one', 60, { user: 'ann' }),
    view('old-two', 59, { visitor: 'bob' }),
    view('new-one', 1, { user: 'ann' }),
  ])
})
afterEach(() => side.one.close())

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)
/** The first day of which the file holds all, wherever the site is. */
const whole = { from: dateOf(NOW - (KEEP - 1) * DAY), to: dateOf(NOW) }

async function ask(name: string, request: object) {
  const db = openDatabase(side.one.path, { readonly: true })
  const settings = openSettings(side.one.db)
  try {
    return await runReport(
      { reader: eventReader(db), settings, now: NOW },
      { name, site: DOMAIN, request },
    )
  } finally {
    db.close()
  }
}

const pageviews = { metrics: ['events', 'pageviews'], dimensions: ['page'] }

describe('a file whose events have left in part', () => {
  beforeEach(() => side.leave())

  test.each([
    ['stats', { period: 'all', ...pageviews }],
    ['stats', { period: { from: dateOf(NOW - 61 * DAY), to: dateOf(NOW) }, ...pageviews }],
    ['export', {}],
    ['events/deletion', { period: 'all', filters: [['is', 'page', ['/a']]] }],
    ['events/deletion/list', { period: 'all', filters: [], after: null }],
  ])('refuses %s %j, and says from when it could tell', async (name, request) => {
    await expect(ask(name, request)).rejects.toThrow(
      `events before ${whole.from} are in ClickHouse alone`,
    )
  })

  test('tells of later days, and of visits of all', async () => {
    const later = await ask('stats', { period: whole, ...pageviews })
    expect(later).toMatchObject({ rows: [{ pageviews: 1 }] })
    const visits = await ask('stats', { period: 'all', metrics: ['visits', 'visitors'] })
    expect(visits).toMatchObject({ totals: { visits: 3, visitors: 2 } })
    const rules = [{ channel: 'Own', when: [['is', 'source', ['x']]] }]
    expect(await ask('channels/preview', { period: 'all', rules })).toMatchObject({ moved: 0 })
    const filters = [['is', 'page', ['/a']]]
    expect(await ask('events/deletion', { period: whole, filters })).toMatchObject({ events: 1 })
  })

  test('is served only where what has left can be asked', () => {
    expect(() => requireEngine(side.one.db, {})).toThrow(/in ClickHouse alone/)
    expect(() => requireEngine(side.one.db, { clickhouseUrl: 'x' })).not.toThrow()
    expect(heldOf(side.one.db)).toEqual([
      { site: DOMAIN, since: dateOf(NOW - KEEP * DAY), left: 2 },
    ])
    expect(heldInWords(heldOf(side.one.db))).toBe(`${DOMAIN} since ${dateOf(NOW - KEEP * DAY)}`)
  })
})

test('a file of which nothing has left tells of all, and is served by itself', async () => {
  expect(await ask('stats', { period: 'all', ...pageviews })).toMatchObject({
    rows: [{ pageviews: 3 }],
  })
  expect(() => requireEngine(side.one.db, {})).not.toThrow()
})

test('nothing may leave where no ClickHouse is', () => {
  expect(() => requireEngine(side.one.db, { keepDays: 30 })).toThrow(/none is set/)
  const settings = { TRIBUTARY_DATA: '/nowhere', TRIBUTARY_KEEP_DAYS: '30' }
  expect(check(readConfig({}, settings))).toMatchObject({ state: 'bad' })
  expect(() => readConfig({}, { TRIBUTARY_KEEP_DAYS: '7' })).toThrow(/14/)
})
