import { expect, test } from 'vitest'
import { matches } from '../../tracker/glob.ts'

test.each([
  ['/a', '/a', true],
  ['/a', '/a/', false],
  ['/a', '/A', false],
  ['/a*', '/a/b/c', true],
  ['*/b', '/a/b', true],
  ['/a.b', '/axb', false],
  ['/c++/(x)[y]', '/c++/(x)[y]', true],
  ['/a, /b/*', '/b/1', true],
  ['/a,/b', '/c', false],
  ['/#/admin*', '/#/admin/1', true],
  ['', '/', false],
])('the globs "%s" and the path %s: %s', (globs, path, expected) => {
  expect(!!matches(globs, path)).toBe(expected)
})
