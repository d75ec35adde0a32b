import { expect, test } from 'vitest'
import { dateOf } from '../collector/date-of.ts'
import { localDate } from '../collector/local-date.ts'
import { dayOf } from '../collector/reports/time/zone.ts'

test.each([
  ['Pacific/Auckland', '2026-11-02T10:59:59.999Z', '2026-11-02'],
  ['Pacific/Auckland', '2026-11-02T11:00:00Z', '2026-11-03'],
  ['Asia/Kolkata', '2026-12-31T18:30:00Z', '2027-01-01'],
  ['America/Los_Angeles', '2026-03-01T07:59:59Z', '2026-02-28'],
  ['UTC', '2024-02-29T00:00:00Z', '2024-02-29'],
])('in %s it is at %s the %s', (zone, at, date) => {
  expect(localDate(zone, Date.parse(at))).toBe(date)
})

test('the reports have the same day', () => {
  for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Tehran']) {
    for (let at = Date.UTC(2011, 11, 1); at < Date.UTC(2012, 11, 1); at += 777_777_777) {
      expect(localDate(zone, at)).toBe(dateOf(dayOf(zone, at)))
    }
  }
})
