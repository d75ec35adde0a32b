import { signal } from '@preact/signals'
import type { OpenedShare } from '../../collector/http/api/opened-share.ts'
import type { Annotation } from '../../collector/settings/annotations.ts'
import type { Goal } from '../../collector/settings/goals.ts'
import type { Segment } from '../../collector/settings/segments.ts'
import { send, sitePath } from '../api.ts'
import { guest } from '../opened-as.ts'
import type { Given, Taken } from '../routes.ts'
import { allItems, from, PAGE } from './pages.ts'
import { type Question, type Resource, resource } from './resource.ts'
import { siteDomain } from './sites.ts'

export type { Annotation, Goal, Segment }

/** Names of the goals that a shared link tells of. */
export const guestGoals = signal<readonly string[]>([])

/** What a guest may read on the charts. */
export const guestNotes = signal<readonly OpenedShare['notes'][number][]>([])

/** What a site has several of, by the name in its path. */
type Kind =
  | 'alerts'
  | 'annotations'
  | 'channels-out'
  | 'digests'
  | 'experiments'
  | 'funnels'
  | 'goals'
  | 'links'
  | 'members'
  | 'rates'
  | 'segments'
  | 'shares'
  | 'tokens'
  | 'views'
/** Those with an id that another can take the place of. */
type Replaceable = Exclude<Kind, 'rates'>

type Path<K extends string> = `/api/sites/:site/${K}`
type Stored<K extends Kind> = Given<Path<K>, 'GET'> extends { items: (infer One)[] } ? One : never

interface ListOptions<Item> {
  /** A guest may not ask, and is told this. */
  toGuests?: () => Item[]
  /** Whether one may ask at all. */
  may?: () => boolean
}

/** A site's list of things, asked anew when the site changes. */
export function listOf<K extends Kind>(
  kind: K,
  options?: ListOptions<Stored<K>>,
): Resource<Stored<K>[]> {
  return listAt(kind, options)
}

/** A list that lies at a path below the site. */
export function listAt<Item>(path: string, options?: ListOptions<Item>): Resource<Item[]> {
  return resource(() => questionAt(path, options))
}

/** The same where it is asked for only once somebody looks. */
export function listQuestion<K extends Kind>(kind: K): Question<Stored<K>[]> | undefined {
  return questionAt(kind)
}

function questionAt<Item>(
  path: string,
  { toGuests = () => [], may = () => true }: ListOptions<Item> = {},
): Question<Item[]> | undefined {
  const domain = siteDomain.value
  if (domain === undefined || !may()) return undefined
  const url = sitePath(domain, path)
  if (guest) return { key: url, of: domain, fetch: async () => toGuests() }
  return {
    key: url,
    of: domain,
    fetch: (signal) =>
      allItems((cursor) => {
        const query = new URLSearchParams({ limit: String(PAGE), ...from(cursor) })
        return send<{ items: Item[]; next: string | null }>('GET', `${url}?${query}`, { signal })
      }),
  }
}

/** Reports take a goal by its id or its name, which is all a guest knows. */
export const goals = listOf('goals', {
  toGuests: () =>
    guestGoals.peek().map((name) => ({ id: name, name, value: 'none', count: 'every' })),
})
export const segments = listOf('segments')
export const annotations = listOf('annotations', {
  toGuests: () =>
    guestNotes.peek().map((note, i) => ({ ...note, id: String(i), experiment: null })),
})
export const funnels = listOf('funnels')

/** Adds a thing to a site and answers it as stored. */
export function addThing<K extends Kind>(
  domain: string,
  kind: K,
  body: Taken<Path<K>, 'POST'> & object,
): Promise<Given<Path<K>, 'POST'>> {
  return send('POST', sitePath(domain, kind), { body })
}

/** Replaces a thing by another with the same id and answers it as stored. */
export function replaceThing<K extends Replaceable>(
  domain: string,
  kind: K,
  id: string,
  body: Taken<Path<`${K}/:id`>, 'PUT'> & object,
): Promise<Given<Path<`${K}/:id`>, 'PUT'>> {
  return send('PUT', sitePath(domain, `${kind}/${id}`), { body })
}

/** Removes the thing that lies at `id` in the list. */
export function removeThing(domain: string, kind: Kind, id: string): Promise<void> {
  return send('DELETE', sitePath(domain, `${kind}/${id}`))
}
