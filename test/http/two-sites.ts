import { afterAll, beforeAll, expect } from 'vitest'
import { type App, cookieOf, startApp } from './server.ts'

export const HERE = 'example.com'
export const THERE = 'other.example'
type Domain = typeof HERE | typeof THERE
export const PASSWORD = 'a password of one’s own'

interface Invited {
  id: string
  accepted: boolean
  sign_in_link: string | null
}

/** Two sites with an owner each, who invite people. */
export function useTwoSites(clock: () => number) {
  const on = {} as { app: App; owners: Record<Domain, string> }
  beforeAll(async () => {
    const app = await startApp({}, clock)
    const owner = async (domain: Domain) =>
      await app.token(['admin'], Number((await app.site(domain)).id))
    const owners = { [HERE]: await owner(HERE), [THERE]: await owner(THERE) }
    Object.assign(on, { app, owners })
  })
  afterAll(() => on.app.close())
  const ask: App['ask'] = (path, options) => on.app.ask(path, options)

  /** What the owner of a site is given for somebody. */
  async function invite(domain: Domain, email: string, role = 'viewer'): Promise<Invited> {
    const token = on.owners[domain]
    const made = await ask(`/api/sites/${domain}/members`, { token, body: { email, role } })
    expect(made.status).toBe(201)
    return await made.json()
  }

  const linkTo = async (domain: Domain, email: string) =>
    (await invite(domain, email)).sign_in_link ?? ''

  const choose = (cookie: string, change: object = {}) =>
    ask('/api/account', { cookie, method: 'PUT', body: { password: PASSWORD, ...change } })

  return {
    ask,
    take: (...asked: Parameters<App['take']>) => on.app.take(...asked),
    user: (email: string, role: 'owner' | null) => on.app.user(email, role, PASSWORD),
    token: () => on.app.token(['admin']),
    /** The owner's token. */
    ownerOf: (domain: Domain) => on.owners[domain],
    invite,
    linkTo,
    choose,
    async look(link: string, cookie?: string) {
      const body = { secret: link.split('/').at(-1) }
      const answer = await ask('/api/session/link/look', { body, ...(cookie && { cookie }) })
      return answer.status === 200 ? await answer.json() : answer.status
    },
    signIn: async (email: string) =>
      cookieOf(await ask('/api/session', { body: { email, password: PASSWORD } })),
    async sitesOf(cookie: string) {
      const { sites } = await (await ask('/api/session', { cookie })).json()
      return sites.map(({ domain }: { domain: string }) => domain)
    },
    /** Somebody new who took a link and chose a password. */
    async join(domain: Domain, email: string): Promise<string> {
      const cookie = cookieOf(await on.app.take(await linkTo(domain, email)))
      expect((await choose(cookie)).status).toBe(200)
      return cookie
    },
    /** Forgets the password of a person, as `user reset` does. */
    async forgetPassword(email: string): Promise<void> {
      const users = on.app.settings.updateTable('user').set({ password: null })
      await users.where('email', '=', email).execute()
    },
  }
}
