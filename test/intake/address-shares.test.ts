import { expect, test } from 'vitest'
import { addressShares } from '../../collector/intake/address-shares.ts'

const ADDING = { day: 20_000, site: 1, kind: 'page', ip: '203.0.113.7' } as const

/** How many new values one address may bring. */
function mostOf(limit: number): number {
  const shares = addressShares()
  let count = 0
  for (; shares.hasRoom(ADDING, limit); count++) shares.note(ADDING)
  return count
}

test.each([
  [1_000, 200],
  [1_001, 201],
  [100, 50],
  [0, 50],
])('of %d new values a day an address brings %d', (limit, most) => {
  expect(mostOf(limit)).toBe(most)
})

test('another address, kind, site or day has a share of its own', () => {
  const shares = addressShares()
  for (let i = 0; i < 50; i++) shares.note(ADDING)
  expect(shares.hasRoom(ADDING, 100)).toBe(false)
  expect(shares.hasRoom({ ...ADDING, ip: '203.0.113.8' }, 100)).toBe(true)
  expect(shares.hasRoom({ ...ADDING, kind: 'title' }, 100)).toBe(true)
  expect(shares.hasRoom({ ...ADDING, site: 2 }, 100)).toBe(true)
  expect(shares.hasRoom({ ...ADDING, day: 20_001 }, 100)).toBe(true)
})
