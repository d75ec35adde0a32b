import { signal } from '@preact/signals'
import type { Annotation } from '../../collector/settings/annotations.ts'
import type { Goal } from '../../collector/settings/goals.ts'
import type { Segment } from '../../collector/settings/segments.ts'
import { ask, sitePath } from '../api.ts'
import { guest } from '../opened-as.ts'
import { type Resource, resource } from './resource.ts'
import { siteDomain } from './sites.ts'

export type { Annotation, Goal, Segment }

interface Listed<Item> {
  items: Item[]
}

/** Names of the goals that a shared link tells of. */
export const guestGoals = signal<readonly string[]>([])

interface ListOptions<Item> {
  /** A guest may not ask, and is told this. */
  toGuests?: () => Item[]
  /** Whether one may ask at all. */
  may?: () => boolean
}

/** A site's list of things, asked anew when the site changes. */
export function listOf<Item>(
  path: string,
  { toGuests = () => [], may = () => true }: ListOptions<Item> = {},
): Resource<Item[]> {
  return resource(() => {
    const domain = siteDomain.value
    if (domain === undefined || !may()) return undefined
    const url = `${sitePath(domain, path)}?limit=200`
    if (guest) return { key: url, fetch: async () => toGuests() }
    return {
      key: url,
      fetch: async (signal) => (await ask<Listed<Item>>('GET', url, { signal })).items,
    }
  })
}

/** Reports take a goal by its id or its name, which is all a guest knows. */
export const goals = listOf<Goal>('goals', {
  toGuests: () =>
    guestGoals.peek().map((name) => ({ id: name, name, value: 'none', count: 'every' })),
})
export const segments = listOf<Segment>('segments')
export const annotations = listOf<Annotation>('annotations')

/** Adds a thing to the site in view and answers it as stored. */
export function addThing<Stored>(kind: string, input: object): Promise<Stored> {
  return ask<Stored>('POST', sitePath(siteDomain.peek() ?? '', kind), { body: input })
}

/** Replaces a thing by another with the same id and answers it as stored. */
export function replaceThing<Stored>(kind: string, id: string, input: object): Promise<Stored> {
  return ask<Stored>('PUT', sitePath(siteDomain.peek() ?? '', `${kind}/${id}`), { body: input })
}

export function removeThing(kind: string, id: string): Promise<void> {
  return ask('DELETE', sitePath(siteDomain.peek() ?? '', `${kind}/${id}`))
}
