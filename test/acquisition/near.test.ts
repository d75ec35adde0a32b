import { expect, test } from 'vitest'
import { distance, intended, isNear } from '../../collector/acquisition/near.ts'

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['facebok', 'facebook', 1],
  ['emial', 'email', 1],
  ['newsleter', 'newsletter', 1],
])('from "%s" to "%s" it is %i letters', (a, b, letters) => {
  expect(distance(a, b)).toBe(letters)
  expect(distance(b, a)).toBe(letters)
})

test.each([
  ['facebok', 'facebook', true],
  ['newsletr', 'newsletter', false],
  ['linkdein', 'linkedin', true],
  ['newslettr', 'newsletters', true],
  ['bing', 'ping', true],
  ['x', 'y', false],
  ['episode-41', 'episode-42', false],
  ['google', 'google', false],
])('"%s" and "%s" are near: %s', (a, b, near) => {
  expect(isNear(a, b)).toBe(near)
})

const KNOWN = [
  { name: 'facebook', count: 700 },
  { name: 'faceboo', count: 400 },
  { name: 'facebok', count: 57 },
]

test('a rare name is a slip of the commonest one that it resembles', () => {
  expect(intended({ name: 'Facebok', count: 57 }, KNOWN)).toBe('facebook')
})

test('two names of about the same use are two names', () => {
  expect(intended({ name: 'faceboo', count: 400 }, KNOWN)).toBeUndefined()
})
