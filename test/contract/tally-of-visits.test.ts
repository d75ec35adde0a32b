import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tally } from '../../collector/store/port.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

const at = (text: string) => Date.parse(`2026-11-${text}Z`)
const WEEK = { from: at('02T00:00:00'), to: at('09T00:00:00') }
const SHOP = '?utm_source=Shop&utm_medium=email&utm_campaign='

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  site.take([
    { at: '2026-11-01T23:50:00', visitor: 'ann', path: '/early' },
    { at: '2026-11-02T00:10:00', visitor: 'ann', path: '/a' },
    { at: '2026-11-03T10:00:00', visitor: 'bob', path: `/a${SHOP}one` },
    { at: '2026-11-03T10:05:00', visitor: 'bob', path: '/b' },
    { at: '2026-11-04T10:00:00', visitor: 'bob', path: `/b${SHOP}two` },
    { name: 'Signup', at: '2026-11-06T10:00:00', visitor: 'eve', path: '/b' },
    { at: '2026-11-08T23:59:59.999', visitor: 'cyd', path: '/b' },
    { at: '2026-11-09T00:00:00', visitor: 'dan', path: '/b' },
    { name: 'Paid', at: '2026-11-05T00:00:00', visitor: undefined, user: 'fay' },
  ])
})
afterAll(() => site.close())

const label = (id: 'acquisition' | 'landing', table: 'acquisition' | 'page', column: string) =>
  ({ kind: 'label', id: sql.ref(`v.${id}`), table, column, folded: false }) as const
const source = label('acquisition', 'acquisition', 'source')
const landing = label('landing', 'page', 'path')
const edges = [WEEK.from, at('04T12:00:00'), WEEK.to]
const time = { kind: 'bucket', at: sql`v.start`, edges } as const
const acquisition = { kind: 'value', value: sql`v.acquisition` } as const
const person = sql`v.person`
const duration = sql`v.last - v.start`

test.each([
  ['nothing', { keys: [], sums: [] }],
  ['people', { keys: [], person, sums: [] }],
  ['a text', { keys: [source], person, sums: [duration] }],
  ['a number', { keys: [acquisition], sums: [duration] }],
  ['a page, where there is one, and when', { keys: [landing, time], person, sums: [sql`v.heard`] }],
] satisfies [string, Partial<Tally>][])(
  'visits by %s are as many when only their rows are asked, and again',
  async (_, parts) => {
    const from = site.reader.dialect.visitsStarting(site.id, WEEK)
    const asked = { site: site.id, ...parts, from }
    const rows = await site.reader.tally(asked)
    expect(rows.total.rows).toBe(4)
    expect(await site.reader.tally({ ...asked, visits: WEEK })).toEqual(rows)
    expect(await site.reader.tally({ ...asked, visits: WEEK })).toEqual(rows)
  },
)
