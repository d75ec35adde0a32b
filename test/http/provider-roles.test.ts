import { describe, expect, test } from 'vitest'
import { firstOwner, userByEmail } from '../../collector/auth/users.ts'
import { browser } from './browser.ts'
import { START, told, useElsewhere, who } from './elsewhere.ts'

const elsewhere = useElsewhere()

describe('at every sign-in', () => {
  const rolesOf = async (name: string) => {
    const one = browser(elsewhere.app)
    await one.follow(START)
    const answer = await one.ask('/api/session')
    if (answer.status !== 200) return (await told(one))?.reason
    const { user, sites } = await answer.json()
    return [name, user.role, ...sites.map(({ role }: { role: string }) => role)].slice(1)
  }

  test('roles by claim are set anew, and with none left nobody comes in', async () => {
    elsewhere.person('gil', { groups: ['viewers'] })
    expect(await rolesOf('gil')).toEqual([null, 'viewer'])
    elsewhere.person('gil', { groups: ['owners', 'editors'] })
    expect(await rolesOf('gil')).toEqual(['owner', 'owner'])
    elsewhere.person('gil', { groups: ['editors'] })
    expect(await rolesOf('gil')).toEqual([null, 'editor'])
    elsewhere.person('gil', { groups: [] })
    expect(await rolesOf('gil')).toBe('no_role')
  })

  test('the last owner who can sign in stays one', async () => {
    const own = await elsewhere.another()
    await firstOwner(own.settings, elsewhere.now)
    const as = async (name: string, groups: string[]) => {
      elsewhere.person(name, { groups })
      const one = browser(own)
      await one.follow(START)
      return (await who(one)).user?.role
    }
    expect(await as('mia', ['owners'])).toBe('owner')
    expect(await as('mia', [])).toBe('owner')
    expect(await as('nil', ['owners'])).toBe('owner')
    expect(await as('mia', [])).toBeUndefined()
    expect(await firstOwner(own.settings, elsewhere.now, { provider: true })).toBeUndefined()
    expect(await firstOwner(own.settings, elsewhere.now)).toMatchObject({ role: 'owner' })
    await own.close()
  })

  test('a role that somebody gave by hand stays as it is', async () => {
    const email = elsewhere.person('hal', { groups: ['viewers'] })
    expect(await rolesOf('hal')).toEqual([null, 'viewer'])
    const admin = await elsewhere.app.token(['admin'])
    const { id } = (await userByEmail(elsewhere.app.settings, email)) ?? {}
    const path = `/api/sites/example.com/members/${id}`
    await elsewhere.app.ask(path, { method: 'PUT', token: admin, body: { role: 'editor' } })
    expect(await rolesOf('hal')).toEqual([null, 'editor'])
    elsewhere.person('hal', { groups: [] })
    expect(await rolesOf('hal')).toEqual([null, 'editor'])
  })

  test('a changed address is changed here, too, unless somebody has it here', async () => {
    elsewhere.person('ida', { groups: ['viewers'] })
    await browser(elsewhere.app).follow(START)
    elsewhere.person('ida', { groups: ['viewers'], email: 'ida.new@example.com' })
    const one = browser(elsewhere.app)
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email: 'ida.new@example.com' } })
    elsewhere.person('ida', { groups: ['viewers'], email: 'owner@example.com' })
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email: 'ida.new@example.com' } })
    elsewhere.person('ida', {
      groups: ['viewers'],
      email: 'free@example.com',
      email_verified: false,
    })
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email: 'ida.new@example.com' } })
  })
})
