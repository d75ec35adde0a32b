import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimedIn, claimsOf } from '../../../collector/auth/provider/claimed.ts'

const WHO = { iss: 'https://login.example', sub: 'u-1' }
const read = (claims: object, rolesClaim = 'groups', trustEmail = false) =>
  claimedIn({ ...WHO, ...claims }, { rolesClaim, trustEmail })

describe('an e-mail address', () => {
  test.each([
    [{ email: 'Ann@Example.com', email_verified: true }, 'ann@example.com', true],
    [{ email: 'ann@example.com', email_verified: 'true' }, 'ann@example.com', true],
    [{ email: 'ann@example.com', email_verified: 'false' }, 'ann@example.com', false],
    [{ email: 'ann@example.com', email_verified: false }, 'ann@example.com', false],
    [{ email: 'ann@example.com', email_verified: 1 }, 'ann@example.com', false],
    [{ email: 'ann@example.com' }, 'ann@example.com', false],
    [{ email: ['ann@example.com'], email_verified: true }, undefined, true],
    [{ email: 'ann', email_verified: true }, undefined, true],
  ])('%j', (claims, email, checked) => {
    expect(read(claims)).toMatchObject({ email, checked })
  })

  test('is taken for checked by who says so', () => {
    expect(read({ email: 'ann@example.com' }, 'groups', true)?.checked).toBe(true)
  })
})

describe('what the token leaves out is asked for,', () => {
  const ann = 'ann@example.com'
  test.each([
    [{}, { email: ann, email_verified: true }, ann, true],
    [{ email: ann }, { email: ann, email_verified: true }, ann, true],
    [{ email: ann, email_verified: true }, {}, ann, true],
    // Checked is the address that it is said of, and no other.
    [{ email: ann }, { email: 'eve@example.com', email_verified: true }, ann, false],
    [{ email: ann }, { email_verified: true }, ann, false],
    [{ email_verified: true }, { email: ann }, ann, false],
    [{ email: ann, email_verified: false }, { email: ann, email_verified: true }, ann, false],
  ])('of %j and %j', (token, asked, email, checked) => {
    expect(read(claimsOf(token, asked))).toMatchObject({ email, checked })
  })

  test('and what it says counts', () => {
    expect(claimsOf({ sub: 'a', groups: ['x'] }, { sub: 'b', groups: ['y'], name: 'z' })).toEqual({
      ...{ sub: 'a', groups: ['x'], name: 'z' },
      ...{ email: undefined, email_verified: undefined },
    })
  })
})

describe('groups', () => {
  test.each([
    ['groups', { groups: ['a', 'b', 3, '', null] }, ['a', 'b']],
    ['groups', { groups: 'a' }, ['a']],
    ['groups', {}, []],
    ['realm_access.roles', { realm_access: { roles: ['a'] } }, ['a']],
    ['https://example.com/roles', { 'https://example.com/roles': ['a'] }, ['a']],
    [
      'urn:project:roles',
      { 'urn:project:roles': { owner: { 1: 'x' }, editor: {} } },
      ['owner', 'editor'],
    ],
    ['groups.length', { groups: 'abc' }, []],
    ['constructor.name', {}, []],
  ])('at %s', (name, claims, groups) => {
    expect(read(claims, name)?.groups).toEqual(groups)
  })

  test('that are left out because they are too many are not taken for none', () => {
    const claims = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'x' } } }
    expect(read(claims)).toBeUndefined()
    expect(read({ ...claims, groups: ['a'] })?.groups).toEqual(['a'])
    expect(read(claims, 'roles')?.groups).toEqual([])
  })
})

test('whoever has no name at the provider is nobody', () => {
  expect(() => read({ sub: '' })).toThrow()
  expect(() => read({ sub: 7 })).toThrow()
})

test('no claim of any kind throws', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (claims, name) => {
      read({ ...claims, ...WHO }, name)
    }),
  )
})
