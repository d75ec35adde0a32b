import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type OpenIdProvider, openIdProvider } from '../auth/provider/openid-provider.mjs'
import type { Browser } from './browser.ts'
import { type App, ORIGIN, startApp } from './server.ts'

export const CALLBACK = `${ORIGIN}/api/session/oidc/callback`
export const START = '/api/session/oidc'
export const PASSWORD = 'a calm river finds the sea'
const SECRET = 'a secret: with ~special~ +characters%'

/** A provider, and an app at which its people sign in. */
export interface Elsewhere {
  provider: OpenIdProvider
  app: App
  /** Number of example.com. */
  site: number
  /** Epoch ms. */
  now: number
  /** Of an app like it. */
  flags(): Record<string, string>
  /** Another app like it, with the site. */
  another(more?: object): Promise<App>
  /** Somebody of that name at the provider, who signs in there next; answers their address. */
  person(name: string, claims?: object): string
}

export function useElsewhere(): Elsewhere {
  const all = {} as Elsewhere
  const flags = () => ({
    publicUrl: ORIGIN,
    oidcIssuer: all.provider.issuer,
    oidcClientId: 'growth',
    oidcClientSecret: SECRET,
    oidcRoles: 'owners=owner,editors=editor@example.com,viewers=viewer@example.com',
  })
  const another = (more: object = {}) => startApp({ ...flags(), ...more }, () => all.now)
  const person = (name: string, claims: object = {}) => {
    const email = `${name}@example.com`
    all.provider.people[name] = { email, email_verified: true, ...claims }
    all.provider.as(name)
    return email
  }

  beforeAll(async () => {
    const client = { client_id: 'growth', client_secret: SECRET, redirect_uris: [CALLBACK] }
    Object.assign(all, { flags, person, now: Date.now() })
    all.provider = await openIdProvider({ clients: [client], people: {} })
    all.another = async (more) => {
      const app = await another(more)
      await app.site('example.com')
      return app
    }
    all.app = await another()
    all.site = Number((await all.app.site('example.com')).id)
    await all.app.user('owner@example.com', 'owner', PASSWORD)
  })
  beforeEach(() => {
    all.now = Date.now()
  })
  afterAll(async () => {
    await all.app.close()
    await all.provider.close()
  })
  return all
}

/** What the page for signing in says next. */
export async function told(one: Browser): Promise<{ reason: string; said: string | null } | null> {
  return (await (await one.ask('/api/session/ways')).json()).told
}

export async function who(one: Browser) {
  return await (await one.ask('/api/session')).json()
}
