import { expect, test } from 'vitest'
import { requireAny } from '../../collector/cli/import-words.ts'

const summed =
  (stored: number, duplicate: number, rejected: Record<string, number> = {}) =>
  () =>
    requireAny({ read: 9, stored, duplicate, rejected })

test('a file of which every line is refused has failed', () => {
  expect(summed(0, 0, { invalid_at: 2, hostname: 1 })).toThrow(
    'nothing was brought in: all 3 lines were refused',
  )
  expect(summed(0, 0, { invalid_at: 1 })).toThrow('the only line was refused')
})

test.each([
  ['where a line came in', summed(1, 0, { invalid_at: 8 })],
  ['where a line was here already', summed(0, 1, { invalid_at: 8 })],
  ['where it had no lines', summed(0, 0)],
])('a file has not failed %s', (_, check) => {
  expect(check).not.toThrow()
})

test('a look at a file says what would happen', () => {
  const nothing = { read: 2, stored: 0, duplicate: 0, rejected: { invalid_at: 2 }, left_out: {} }
  const seen = { replaced: 0, tables: [], dates: null, from: null, to: null, days: 0 }
  expect(() => requireAny({ ...nothing, ...seen, coming: 0 })).toThrow(
    'nothing would be brought in: all 2 lines were refused',
  )
  expect(() => requireAny({ ...nothing, ...seen, coming: 1 })).not.toThrow()
})
