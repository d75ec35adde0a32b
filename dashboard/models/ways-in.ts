import { signal } from '@preact/signals'
import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import { allItems, from, PAGE } from './pages.ts'
import { type Resource, resource } from './resource.ts'
import { accountOpen } from './session.ts'

type WaysIn = Given<'/api/session/ways', 'GET'>

/** How one may sign in beside a password, and why coming back from elsewhere did not. undefined while unknown. */
export const waysIn = signal<WaysIn>()

/** What it says of a refusal it says once. */
export async function askWaysIn(): Promise<void> {
  waysIn.value = await ask('GET', '/api/session/ways')
}

/** Where the button leads: away, to come back to `next`. */
export function wayTo(next: string): string {
  return `/api/session/oidc?next=${encodeURIComponent(next)}`
}

/** Has a link sent to an address; answers for how many minutes it works, whether anybody has that address or not. */
export async function mailLink(email: string, language: 'en' | 'zh'): Promise<number> {
  const { minutes } = await ask('POST', '/api/session/link/mail', { body: { email, language } })
  return minutes
}

const PATH = '/api/account/providers'

/** Where else whoever is signed in does so, asked when the window on it opens. */
export const ownProviders: Resource<Provider[]> = resource(() => {
  if (!accountOpen.value) return undefined
  return {
    key: PATH,
    fetch: (signal) =>
      allItems((cursor) => ask('GET', PATH, { query: { limit: PAGE, ...from(cursor) }, signal })),
  }
})
export type Provider = Given<typeof PATH, 'GET'>['items'][number]

export async function unlinkProvider({ id }: Provider): Promise<void> {
  await ask('DELETE', `${PATH}/:id`, { param: { id } })
}
