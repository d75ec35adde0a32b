import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPath } from '../../../collector/auth/provider/own-path.ts'

test.each([
  ['/sites/example.com/goals?period=7d#x', '/sites/example.com/goals?period=7d#x'],
  ['/', '/'],
  [undefined, '/'],
  ['', '/'],
  ['sites', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/..//evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/api/session/oidc', '/'],
  [`/${'x'.repeat(400)}`, '/'],
])('%j leads to %s', (wanted, path) => {
  expect(ownPath(wanted)).toBe(path)
})

test('nothing leads out', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    'evil.example',
    '\t',
    '\n',
    '%2f',
    '?',
    '#',
    'x',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = ownPath(pieces.join(''))
      expect(new URL(path, 'https://growth.example').origin).toBe('https://growth.example')
      expect(path).toMatch(/^\/(?![/\\])/u)
    }),
    { numRuns: 2_000 },
  )
})
