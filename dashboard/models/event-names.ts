import { effect } from '@preact/signals'
import type { EventName } from '../../collector/settings/event-names.ts'
import { givenNames } from '../texts/texts.ts'
import { saveSheet } from './site-rules.ts'
import { site, siteDomain, sites } from './sites.ts'

export type { EventName }

const NONE: readonly EventName[] = []

/** From now on events are called as the site in view calls them. */
export function followEventNames(): void {
  effect(() => {
    givenNames.value = site.value?.event_names ?? NONE
  })
}

/** Stores what the site's events are called; what is on show follows at once. */
export async function saveEventNames(names: readonly EventName[]): Promise<void> {
  const domain = siteDomain.peek()
  const stored = await saveSheet('event-names', { names: [...names] })
  sites.value = sites
    .peek()
    ?.map((one) => (one.domain === domain ? { ...one, event_names: stored.names } : one))
}

/** The list with a name in the place of the one that its event had, or at its end. */
export function withEventName(names: readonly EventName[], name: EventName): EventName[] {
  const place = names.findIndex(({ event }) => event === name.event)
  return place < 0 ? [...names, name] : names.with(place, name)
}
