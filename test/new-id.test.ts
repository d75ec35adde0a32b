import { expect, test } from 'vitest'
import { newId } from '../collector/new-id.ts'

test('an id can be given to a command, and is that of one thing', () => {
  const ids = Array.from({ length: 2_000 }, newId)
  expect(ids.every((id) => /^[A-Za-z0-9]{12}$/u.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
})
