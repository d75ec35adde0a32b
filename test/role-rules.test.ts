import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RoleRules } from '../collector/role-rules.ts'

const read = (text: string) => RoleRules.parse(text)?.rules

describe('roles by claim', () => {
  test('are on all sites or on one', () => {
    expect(read('growth=owner, marketing = editor@Example.com,*=viewer')).toEqual([
      { group: 'growth', role: 'owner', site: null },
      { group: 'marketing', role: 'editor', site: 'example.com' },
      { group: '*', role: 'viewer', site: null },
    ])
  })

  test('may name a directory’s long names in quotes, and names with blanks, slashes and colons as they are', () => {
    expect(read('"cn=growth,ou=groups"=owner, /teams/web shop=viewer,urn:x:y=editor')).toEqual([
      { group: 'cn=growth,ou=groups', role: 'owner', site: null },
      { group: '/teams/web shop', role: 'viewer', site: null },
      { group: 'urn:x:y', role: 'editor', site: null },
    ])
  })

  test.each([
    '',
    'growth',
    'growth=admin',
    '=owner',
    'growth=owner@',
    'a=owner b=viewer',
    '"a=owner',
  ])('are not %j', (text) => expect(RoleRules.parse(text)).toBeUndefined())

  test('count by the exact name', () => {
    const rules = RoleRules.parse('growth=owner,*=viewer')
    expect(rules?.of(['Growth', 'growth ']).map(({ role }) => role)).toEqual(['viewer'])
    expect(rules?.of(['x', 'growth']).map(({ role }) => role)).toEqual(['owner', 'viewer'])
  })

  test('are read or refused, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const { group } of read(text) ?? []) expect(group).not.toBe('')
      }),
    )
  })

  test('are shown as they were written', () => {
    expect(`${RoleRules.parse(' a=owner ')}`).toBe('a=owner')
  })
})
