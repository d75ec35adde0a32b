import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeAt, fromBase32, stepAt, stepOf, toBase32 } from '../../collector/auth/totp.ts'

/** The secret of both RFCs' test vectors. */
const SECRET = Buffer.from('12345678901234567890')

// RFC 4226, appendix D.
test.each([
  [0, '755224'],
  [1, '287082'],
  [2, '359152'],
  [3, '969429'],
  [4, '338314'],
  [5, '254676'],
  [6, '287922'],
  [7, '162583'],
  [8, '399871'],
  [9, '520489'],
])('the code of counter %i is %s', (counter, code) => {
  expect(codeAt(SECRET, counter)).toBe(code)
})

// RFC 6238, appendix B, SHA-1; its codes of eight digits end in ours.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('the code at second %i is the end of %s', (seconds, code) => {
  expect(codeAt(SECRET, stepAt(seconds * 1_000))).toBe(code.slice(-6))
})

test('a code holds for its own step and the two beside it, and never again once taken', () => {
  const step = 1_000
  const code = codeAt(SECRET, step)
  const at = (steps: number) => steps * 30_000
  expect(stepOf(SECRET, code, at(step - 1), 0)).toBe(step)
  expect(stepOf(SECRET, code, at(step + 2) - 1, 0)).toBe(step)
  expect(stepOf(SECRET, code, at(step - 1) - 1, 0)).toBeUndefined()
  expect(stepOf(SECRET, code, at(step + 2), 0)).toBeUndefined()
  expect(stepOf(SECRET, code, at(step), step)).toBeUndefined()
  expect(stepOf(SECRET, 'ünï', at(step), 0)).toBeUndefined()
})

test('base32 reads back, and is what RFC 4648 writes', () => {
  expect(toBase32(Buffer.from('foobar12345'))).toBe('MZXW6YTBOIYTEMZUGU')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) =>
      fromBase32(toBase32(Buffer.from(bytes))).equals(bytes),
    ),
  )
})
