import type { Annotation } from '../../collector/config/annotations.ts'
import type { Goal } from '../../collector/config/goals.ts'
import type { Segment } from '../../collector/config/segments.ts'
import { ask, sitePath } from '../api.ts'
import { type Resource, resource } from './resource.ts'
import { siteDomain } from './sites.ts'

export type { Annotation, Goal, Segment }

interface Listed<Item> {
  items: Item[]
}

/** A site's list of things, asked anew when the site changes. */
export function listOf<Item>(path: string): Resource<Item[]> {
  return resource(() => {
    const domain = siteDomain.value
    if (domain === undefined) return undefined
    const url = `${sitePath(domain, path)}?limit=200`
    return {
      key: url,
      fetch: async (signal) => (await ask<Listed<Item>>('GET', url, { signal })).items,
    }
  })
}

export const goals = listOf<Goal>('goals')
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
