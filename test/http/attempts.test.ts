import { expect, test } from 'vitest'
import { SignInLimits, type Try } from '../../collector/http/attempts.ts'

const HOUR = 3_600_000

/** How many wrong tries are let through. */
function wrong(limits: SignInLimits, one: Try, now = 0): number {
  for (let n = 0; n < 1_000; n++) {
    try {
      limits.attempt(one, now)
    } catch {
      return n
    }
  }
  return 1_000
}
const may = (limits: SignInLimits, one: Try, now = 0) => wrong(limits, one, now) > 0

test('six wrong tries at a person are let through from an address, then one a minute', () => {
  const limits = new SignInLimits()
  const one = { who: 'ann', address: '198.51.100.1' }
  expect(wrong(limits, one)).toBe(6)
  expect(wrong(limits, one, 60_000)).toBe(1)
  expect(may(limits, { ...one, address: '203.0.113.1' })).toBe(true)
})

test('an address tries thirty times, whomever it names, and its refused tries cost nobody anything', () => {
  const limits = new SignInLimits()
  const address = '198.51.100.1'
  let through = 0
  for (let i = 0; i < 100; i++) through += wrong(limits, { who: `junk${i}`, address })
  expect(through).toBe(30)
  for (let i = 0; i < 500; i++) wrong(limits, { who: 'ann', address })
  expect(wrong(limits, { who: 'ann', address: '203.0.113.1' })).toBe(6)
})

test('a /64 of IPv6 is one address', () => {
  const limits = new SignInLimits()
  expect(wrong(limits, { who: 'ann', address: '2001:db8::1' })).toBe(6)
  expect(wrong(limits, { who: 'ann', address: '2001:db8::2' })).toBe(0)
})

test('from many addresses sixty are let through, then twelve an hour', () => {
  const limits = new SignInLimits()
  const crowd = (from: number, now: number) => {
    let n = 0
    for (let i = from; i < from + 50; i++)
      n += wrong(limits, { who: 'ann', address: `10.0.0.${i}` }, now)
    return n
  }
  expect(crowd(0, 0)).toBe(60)
  expect(crowd(60, HOUR)).toBe(12)
})

test('whoever signed in at an address or in a browser before is not shut out by a crowd elsewhere', () => {
  const limits = new SignInLimits()
  const home = { who: 'ann', address: '203.0.113.1' }
  limits.attempt(home, 0).wasRight()
  for (let i = 0; i < 50; i++) wrong(limits, { who: 'ann', address: `10.0.0.${i}` })
  expect(may(limits, { who: 'ann', address: '203.0.113.2' })).toBe(false)
  expect(wrong(limits, home)).toBe(6)
  const known = { who: 'ann', address: '10.0.0.1', device: 'laptop' }
  expect(wrong(limits, known)).toBe(6)
  // A stolen mark buys no more tries by moving on.
  expect(wrong(limits, { ...known, address: '10.0.0.99' })).toBe(0)
})

test('whoever is right pays nothing', () => {
  const limits = new SignInLimits()
  const one = { who: 'ann', address: '203.0.113.1' }
  for (let i = 0; i < 500; i++) limits.attempt(one, 0).wasRight()
  expect(wrong(limits, one)).toBe(6)
})

test('a hundred tries at once find no more room than one after another', () => {
  const limits = new SignInLimits()
  const begun = Array.from({ length: 100 }, () => {
    try {
      return limits.attempt({ who: 'ann', address: '10.0.0.1' }, 0)
    } catch {
      return undefined
    }
  })
  expect(begun.filter((one) => one !== undefined)).toHaveLength(6)
})

test('a flood of made-up e-mails from everywhere does not forget who was tried', () => {
  const limits = new SignInLimits()
  const address = '198.51.100.1'
  wrong(limits, { who: 'ann', address })
  for (let i = 0; i < 60_000; i++) {
    limits.attempt({ who: `junk${i}`, address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }, 0)
  }
  expect(may(limits, { who: 'ann', address })).toBe(false)
})
