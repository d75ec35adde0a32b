import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { namedParameters } from '../../collector/store/shared-parameters.ts'
import { dialect } from '../../collector/store/sqlite/dialect.ts'
import { SharingDialect } from '../../collector/store/sqlite/sharing-dialect.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

/** Every question asks for it, kept answers too. */
let site: ReportedSite
beforeEach(async () => {
  site = await reportedSite()
})
afterEach(() => site.close())

function asked({ prefix = '', of }: { prefix?: string; of?: 'visits' } = {}) {
  const kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: site.db }) })
  const select = sql`select ${dialect.firstMoment(site.id, of)} as at`
  const { sql: text, parameters } = select.compile(kysely)
  return site.db.prepare<object>(prefix + text).all(namedParameters(parameters))
}

const view = (at: string) => ({ at, visitor: at, path: '/' })

test('the first moment is that of what is still there, whatever the bounds of its extent say', () => {
  site.take([
    view('2026-11-02T10:00'),
    view('2026-11-03T09:00'),
    view('2026-11-03T08:00'),
    view('2026-11-04T09:00'),
  ])
  expect(asked()).toEqual([{ at: Date.parse('2026-11-02T10:00Z') }])
  // An extent that has become empty, and one whose bound reaches before its first visit.
  site.db.exec(`delete from visit where start < ${Date.parse('2026-11-03T08:30Z')}`)
  expect(asked()).toEqual([{ at: Date.parse('2026-11-03T09:00Z') }])
  site.db.exec('delete from visit')
  expect(asked()).toEqual([{ at: null }])
})

test('what servers tell of before the first visit is no visit', () => {
  const sale = { name: 'Renewal', user: 'ann', at: '2025-02-01T10:00' }
  site.take([sale, view('2026-11-03T09:00')])
  expect(asked()).toEqual([{ at: Date.parse('2025-02-01T10:00Z') }])
  expect(asked({ of: 'visits' })).toEqual([{ at: Date.parse('2026-11-03T09:00Z') }])
})

test('it is looked for extent by extent, never in all visits', () => {
  const details = asked({ prefix: 'explain query plan ' }).map(
    (row) => (row as { detail: string }).detail,
  )
  const visits = details.filter((detail) => /(?:SEARCH|SCAN) [vfw]\b/.test(detail))
  expect(visits).toHaveLength(3)
  for (const detail of visits)
    expect(detail).toContain('USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
  // SQLite joins what exists, and then reads all of it before it sorts.
  expect(details.join()).not.toContain('EXISTS')
})
