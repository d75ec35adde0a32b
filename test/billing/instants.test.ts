import { expect, test } from 'vitest'
import { readInstant } from '../../collector/billing/instants.ts'

const HOUR = 3_600_000
/** Of a site whose clocks are two hours ahead of UTC. */
const fromLocal = (local: number) => local - 2 * HOUR
const read = (cell: string, isUtc = false) => readInstant(cell, isUtc, { fromLocal, order: 'ymd' })

test.each([
  ['2026-03-01', '2026-02-28T22:00'],
  ['2026-03-01 10:22', '2026-03-01T08:22'],
  ['2026-03-01T10:22:05.123Z', '2026-03-01T10:22:05'],
  ['2026-03-01 10:22 GMT', '2026-03-01T10:22'],
  ['2026-03-01 10:22 +0530', '2026-03-01T04:52'],
  ['2026-03-01 10:22-03', '2026-03-01T13:22'],
  ['2026-03-01 10:22 PM', '2026-03-01T20:22'],
  ['Mar 1, 2026 12:05 am', '2026-02-28T22:05'],
  ['2026-03-01 12:05:30 p.m. UTC', '2026-03-01T12:05:30'],
  ['Sun 01-Mar-26', '2026-02-28T22:00'],
  ['1772360520', '2026-03-01T10:22'],
])('%s is %s UTC', (cell, at) => {
  expect(read(cell)).toBe(Date.parse(`${at}Z`))
})

test.each([
  // Nobody knows how far off these are, and midnight is none of them.
  '2026-03-01 10:22 CET',
  '2026-03-01T10:22:00+02:00[Europe/Berlin]',
  '2026-03-01 10:22+99:99',
  '2026-03-01 10:22 -15:00',
  '2026-03-01 10:22 +05:75',
  '2026-03-01 13:22 PM',
  '2026-03-01 0:22 AM',
  '2026-03-01 10.22',
  '2026-03-01 10',
  'Mar 1, 2026 at 10h22',
  '2026-03-01 24:00',
  '2026-02-30',
  '0001-01-01',
  '9999-12-31',
  '01/02/2026',
  '46023',
])('%s is no time', (cell) => {
  expect(read(cell)).toBeUndefined()
  expect(read(cell, true)).toBeUndefined()
})
