import { expect, test } from 'vitest'
import { endToSet } from '../../dashboard/models/last-day.ts'

test('the end of a link is sent only when another day is chosen', () => {
  const noon = new Date('2026-01-02T12:00:00').toISOString()
  const end = (day: string) => new Date(`${day}T23:59:59.999`).toISOString()
  expect(endToSet('2026-01-02', { expires_at: noon })).toBeUndefined()
  expect(endToSet('2026-01-03', { expires_at: noon })).toBe(end('2026-01-03'))
  expect(endToSet('', { expires_at: noon })).toBeNull()
  expect(endToSet('2026-01-02', { expires_at: null })).toBe(end('2026-01-02'))
  expect(endToSet('2026-01-02', undefined)).toBe(end('2026-01-02'))
  expect(endToSet('', undefined)).toBeNull()
})
