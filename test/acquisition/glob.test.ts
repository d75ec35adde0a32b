import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesGlob } from '../../collector/acquisition/glob.ts'

test.each([
  ['/', '/', true],
  ['/pricing', '/pricing', true],
  ['/pricing', '/pricing/', false],
  ['/Pricing', '/pricing', false],
  ['/blog/*', '/blog/', true],
  ['/blog/*', '/blog/a/b', true],
  ['/blog/*', '/blog', false],
  ['/blog*', '/blog', true],
  ['*/thanks', '/a/b/thanks', true],
  ['*/thanks', '/thanks/a', false],
  ['/a*b', '/ab', true],
  ['/a*a', '/a', false],
  ['*', '', true],
  ['**', 'anything', true],
  ['', '', true],
  ['', 'a', false],
  ['/a.b', '/axb', false],
  ['/*/edit*', '/x/y/edit/1', true],
  ['*ab*ab', 'ab', false],
  ['*ab*ab', 'abab', true],
])('%s on %s is %s', (pattern, text, matched) => {
  expect(matchesGlob(pattern, text)).toBe(matched)
})

test('agrees with the regular expression of the same meaning', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 })
  fc.assert(
    fc.property(piece, piece, (pattern, text) => {
      const expression = new RegExp(`^${pattern.replace(/\*/g, '[^]*')}$`)
      expect(matchesGlob(pattern, text)).toBe(expression.test(text))
    }),
    { numRuns: 500 },
  )
})

test('many stars on a long text end', () => {
  expect(matchesGlob('*a'.repeat(500), 'a'.repeat(499))).toBe(false)
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false)
})
