import { expect, test } from 'vitest'
import { matches } from '../../tracker/glob.ts'

/** Compiled in. */
Object.assign(globalThis, { DEBUG: false })

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
  ['/café*', '/caf%C3%A9/1', true],
  ['/caf%c3%a9*', '/caf%C3%A9/1', true],
  ['/thank you', '/thank%20you', true],
  ['/a%2Fb', '/a/b', false],
  ['/100%', '/100%', true],
  ['/a%0Ab*', '/a%0Ab/c', true],
  [' */x ,\n /y ', '/a/x', true],
  [' */x ,\n /y ', '/y', true],
  ['/日本/*', '/%E6%97%A5%E6%9C%AC/1', true],
])('the globs "%s" and the path %s: %s', (globs, path, expected) => {
  expect(!!matches(globs, path)).toBe(expected)
})
