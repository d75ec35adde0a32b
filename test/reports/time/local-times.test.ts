import { expect, test } from 'vitest'
import { localTimes } from '../../../collector/reports/time/local-times.ts'

test.each([
  ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59'],
  // The hour from two to three is skipped.
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30'],
  ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00'],
  ['Europe/Berlin', '2025-10-26T01:59', '2025-10-25T23:59'],
  // It is lived twice: the first.
  ['Europe/Berlin', '2025-10-26T02:30', '2025-10-26T00:30'],
  ['Europe/Berlin', '2025-10-26T03:00', '2025-10-26T02:00'],
  // The first day of a month, without a midnight: it is none of September's.
  ['America/Asuncion', '2023-10-01T00:00', '2023-10-01T04:00'],
  ['America/Asuncion', '2023-09-30T23:59', '2023-10-01T03:59'],
  // A day that was not.
  ['Pacific/Apia', '2011-12-29T23:00', '2011-12-30T09:00'],
  ['Pacific/Apia', '2011-12-30T00:00', '2011-12-30T10:00'],
  ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00'],
  ['Asia/Kolkata', '2026-01-01T00:00', '2025-12-31T18:30'],
  ['UTC', '2026-01-01T00:00', '2026-01-01T00:00'],
])('%s shows %s at %s UTC', (zone, local, at) => {
  expect(localTimes(zone).fromLocal(Date.parse(`${local}Z`))).toBe(Date.parse(`${at}Z`))
})

test.each([
  'Europe/Berlin',
  'America/Asuncion',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
])('what the clocks of %s show once is shown then', (zone) => {
  const { toLocal, fromLocal } = localTimes(zone)
  const from = Date.UTC(2023, 0, 1)
  const quarters = Array.from({ length: 365 * 96 }, (_, i) => from + i * 900_000)
  const shown = quarters.map(toLocal)
  const times = new Map<number, number>()
  for (const local of shown) times.set(local, (times.get(local) ?? 0) + 1)
  const wrong = quarters.filter(
    (at, i) => times.get(shown[i] ?? 0) === 1 && fromLocal(shown[i] ?? 0) !== at,
  )
  expect(wrong).toEqual([])
})
