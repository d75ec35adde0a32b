import { expect } from 'vitest'
import { askAsGuest } from '../../dashboard/api.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import { roles, session } from '../../dashboard/models/session.ts'
import { loadSites } from '../../dashboard/models/sites.ts'
import { type App, startApp } from '../http/server.ts'
import { answeredBy } from './page.ts'

export const NOW = Date.UTC(2026, 2, 10, 12)

/** The page's models before the real router, with all rights on the sites that it names. */
export async function startRouter(...domains: string[]): Promise<App> {
  const app = await startApp({}, () => NOW)
  for (const domain of domains) await app.site(domain)
  answeredBy(app.send)
  askAsGuest(await app.token(['admin']))
  followAddress()
  await loadSites()
  become('owner')
  return app
}

/** What who is signed in may do on every site. */
export function become(role: 'owner' | 'editor' | 'viewer' | null): void {
  roles.value = new Map()
  session.value = {
    id: 'u1',
    email: 'ada@example.com',
    role,
    password_set: true,
    second_factor: false,
  }
}

interface Sent {
  name?: string
  at: string
  url?: string
  visitor: string
  user?: string
}

/** Events of a server, as an import brings them. */
export async function imported(app: App, domain: string, events: readonly Sent[]): Promise<void> {
  const lines = events.map((event, i) =>
    JSON.stringify({
      id: `event-${Date.parse(event.at)}-${i}`,
      name: 'pageview',
      url: `https://${domain}/`,
      ...event,
      at: Date.parse(event.at),
    }),
  )
  const answer = await app.ask(`/api/sites/${domain}/events`, {
    token: await app.token(['ingest']),
    body: lines.join('\n'),
    headers: { 'content-type': 'application/x-ndjson' },
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** When a list has been asked and answered. */
export async function answered(of: { since: { value: number | undefined } }): Promise<void> {
  await expect.poll(() => of.since.value).toBeUndefined()
}
