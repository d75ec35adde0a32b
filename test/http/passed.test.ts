import { expect, test } from 'vitest'
import type { AppContext } from '../../collector/http/environment.ts'
import { PASSED, type Passed, passedOn, sign } from '../../collector/http/passed.ts'
import type { Owners } from '../../collector/owners.ts'

const SECRET = 'what they share'
const PASSING: Passed = {
  from: 1,
  client: '203.0.113.9',
  untrustedProxy: null,
  secure: true,
  hops: 1,
}
const NOW = Date.UTC(2026, 10, 29)

const owners = (secret: string) => ({ number: 0, secret: () => secret }) as Owners

function request(method: string, url: string, headers: Record<string, string> = {}) {
  return { env: { incoming: { method, url, headers } } } as unknown as AppContext
}

const signed = (url: string, secret = SECRET) => sign(`POST ${url}`, PASSING, secret, NOW)

const read = (url: string, value: string, at = NOW) =>
  passedOn(request('POST', url, { [PASSED]: value }), owners(SECRET), at)

test('what another collector says of a request is read where it knows the secret', () => {
  expect(read('/t/a.example', signed('/t/a.example'))).toEqual(PASSING)
  expect(passedOn(request('POST', '/t/a.example'), owners(SECRET), NOW)).toBeUndefined()
})

test.each([
  ['of another request', signed('/t/b.example')],
  ['signed with another secret', signed('/t/a.example', 'another')],
  ['changed', signed('/t/a.example').replace(/^./u, 'f')],
  ['not signed', 'eyJ9'],
  ['empty', ''],
])('it is refused where it is %s', (_, value) => {
  expect(() => read('/t/a.example', value)).toThrow('none did')
})

test('clocks may be minutes apart, and are named where it is more', () => {
  const value = signed('/t/a.example')
  expect(read('/t/a.example', value, NOW - 290_000)).toEqual(PASSING)
  expect(() => read('/t/a.example', value, NOW + 301_000)).toThrow(
    'the clocks of the collectors 1 and 0 are 301 s apart',
  )
})
