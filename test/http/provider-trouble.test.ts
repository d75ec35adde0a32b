import { describe, expect, test } from 'vitest'
import { openIdProvider } from '../auth/provider/openid-provider.mjs'
import { browser } from './browser.ts'
import { CALLBACK, PASSWORD, START, told, useElsewhere } from './elsewhere.ts'
import type { App } from './server.ts'

const elsewhere = useElsewhere()

test('after an hour of use a new key of the provider is taken, and after a failure at once', async () => {
  elsewhere.person('ann', { groups: ['editors'] })
  const one = browser(elsewhere.app)
  expect((await one.follow(START)).pathname).toBe('/')
  elsewhere.provider.rotate()
  await one.follow(START)
  expect((await told(one))?.reason).toBe('doubtful')
  expect((await one.follow(START)).pathname).toBe('/')
  expect(await told(one)).toBeNull()
})

describe('a provider', () => {
  const reasonAt = async (own: App) => {
    const one = browser(own)
    expect((await one.follow(START)).pathname).toBe('/sign-in')
    const reason = (await told(one))?.reason
    await own.close()
    return reason
  }

  test.each([
    ['that is not there', { oidcIssuer: 'http://127.0.0.1:9' }, 'unreachable'],
    ['whose address is not this server’s to know', { publicUrl: undefined }, 'unset'],
    ['that was told no client', { oidcClientId: undefined }, 'unset'],
    ['of a wrong secret', { oidcClientSecret: 'wrong' }, 'refused'],
  ])('%s is said, and passwords go on', async (_, more, reason) => {
    elsewhere.person('ann', { groups: ['editors'] })
    const own = await elsewhere.another(more)
    await own.user('owner@example.com', 'owner', PASSWORD)
    const body = { email: 'owner@example.com', password: PASSWORD }
    expect((await own.ask('/api/session', { body })).status).toBe(200)
    expect(await reasonAt(own)).toBe(reason)
  })

  test('that answers rubbish, or with another’s name, is not believed', async () => {
    const page = await openIdProvider({ clients: [], people: {} })
    page.answer((_, res) => res.setHeader('content-type', 'text/html').end('<h1>Hello</h1>'))
    expect(await reasonAt(await elsewhere.another({ oidcIssuer: page.issuer }))).toBe('unreachable')
    page.answer((_, res) => {
      res.setHeader('content-type', 'application/json')
      res.end(JSON.stringify({ issuer: 'https://evil.example' }))
    })
    expect(await reasonAt(await elsewhere.another({ oidcIssuer: page.issuer }))).toBe('doubtful')
    await page.close()
  })

  test('may be named with a slash at its end, or by its document', async () => {
    for (const oidcIssuer of [
      `${elsewhere.provider.issuer}/`,
      `${elsewhere.provider.issuer}/.well-known/openid-configuration`,
    ]) {
      const own = await elsewhere.another({ oidcIssuer })
      expect((await browser(own).follow(START)).pathname).toBe('/')
      await own.close()
    }
  })

  test('that takes the secret in the body alone is found out', async () => {
    const client = {
      client_id: 'growth',
      client_secret: 'other',
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'client_secret_post',
    }
    const people = { ann: { email: 'ann@example.com', email_verified: true, groups: ['editors'] } }
    const strict = await openIdProvider({ clients: [client], people })
    strict.as('ann')
    const own = await elsewhere.another({ oidcIssuer: strict.issuer, oidcClientSecret: 'other' })
    expect((await browser(own).follow(START)).pathname).toBe('/')
    await own.close()
    await strict.close()
  })
})
