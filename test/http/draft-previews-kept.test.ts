import { expect, test } from 'vitest'
import { DraftPreviews } from '../../collector/http/draft-previews.ts'

const NOW = Date.UTC(2026, 10, 20)
const changes = (characters: number) => [
  { op: 'text', selector: 'h1', value: 'x'.repeat(characters) } as const,
]
const MILLION = 1_000_000

test('a site has twenty drafts at a time, and the oldest gives way', () => {
  const kept = new DraftPreviews()
  const other = kept.keep({ site: 'b', changes: changes(1) }, NOW).token
  const tokens = Array.from(
    { length: 21 },
    () => kept.keep({ site: 'a', changes: changes(1) }, NOW).token,
  )
  const known = tokens.map((token) => kept.at('a', token, NOW) !== undefined)
  expect(known).toEqual([false, ...Array(20).fill(true)])
  expect(kept.at('b', other, NOW)).toBeDefined()
})

test('a form that is filled in goes on under its token, however often', () => {
  const kept = new DraftPreviews()
  const { token } = kept.keep({ site: 'a', changes: [] }, NOW)
  for (let n = 0; n < 50; n++) {
    expect(kept.keep({ token, site: 'a', changes: changes(MILLION) }, NOW).token).toBe(token)
  }
})

test('drafts have eight million characters in all; a site that needs more gives up its own first', () => {
  const kept = new DraftPreviews()
  const small = kept.keep({ site: 'b', changes: changes(1) }, NOW).token
  const large = Array.from(
    { length: 12 },
    () => kept.keep({ site: 'a', changes: changes(MILLION) }, NOW).token,
  )
  const known = large.filter((token) => kept.at('a', token, NOW))
  expect(known).toEqual(large.slice(-7))
  expect(kept.at('b', small, NOW)).toBeDefined()
  const third = kept.keep({ site: 'c', changes: changes(2 * MILLION) }, NOW).token
  expect(kept.at('c', third, NOW)).toBeDefined()
  // Nothing of its own was left to give up: the oldest of the others did.
  expect(kept.at('b', small, NOW)).toBeUndefined()
})

test('what is over makes room before what is not', () => {
  const kept = new DraftPreviews()
  for (let n = 0; n < 7; n++) kept.keep({ site: 'a', changes: changes(MILLION) }, NOW)
  const later = NOW + 2 * 60 * 60 * 1_000
  const first = kept.keep({ site: 'b', changes: changes(500_000) }, later - 1).token
  kept.keep({ site: 'b', changes: changes(MILLION) }, later)
  expect(kept.at('b', first, later)).toBeDefined()
})
