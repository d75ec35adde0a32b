import type { SessionEntry } from '../../collector/auth/sessions.ts'
import { ask } from '../api.ts'
import { allItems, from, PAGE } from './pages.ts'
import { type Resource, resource } from './resource.ts'
import { accountOpen } from './session.ts'

export type { SessionEntry }

const PATH = '/api/account/sessions'

/** Where one is signed in, asked when the window on how one signs in opens. */
export const ownSessions: Resource<SessionEntry[]> = resource(() => {
  if (!accountOpen.value) return undefined
  return {
    key: PATH,
    fetch: (signal) =>
      allItems((cursor) => ask('GET', PATH, { query: { limit: PAGE, ...from(cursor) }, signal })),
  }
})

export async function endSession({ id }: SessionEntry): Promise<void> {
  await ask('DELETE', `${PATH}/:id`, { param: { id } })
}

export async function endOtherSessions(): Promise<void> {
  await ask('DELETE', PATH)
}
