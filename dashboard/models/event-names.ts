import { effect } from '@preact/signals'
import type { EventName } from '../../collector/settings/event-names.ts'
import { givenNames } from '../texts/texts.ts'
import { changeSheet } from './site-rules.ts'
import { site, sites } from './sites.ts'

export type { EventName }

const NONE: readonly EventName[] = []

/** From now on events are called as the site in view calls them. */
export function followEventNames(): void {
  effect(() => {
    givenNames.value = site.value?.event_names ?? NONE
  })
}

/** Changes what a site's events are called; what is on show follows at once. */
export async function changeEventNames(
  domain: string,
  change: (names: readonly EventName[]) => EventName[],
): Promise<void> {
  const { after } = await changeSheet(domain, 'event-names', ({ names }) => ({
    names: change(names),
  }))
  sites.value = sites
    .peek()
    ?.map((one) => (one.domain === domain ? { ...one, event_names: after.names } : one))
}

/** The list with a name in the place of the one that its event had, or at its end. */
export function withEventName(names: readonly EventName[], name: EventName): EventName[] {
  const place = names.findIndex(({ event }) => event === name.event)
  return place < 0 ? [...names, name] : names.with(place, name)
}

/** Without the name of an event. */
export function withoutEventName(names: readonly EventName[], event: string): EventName[] {
  return names.filter((one) => one.event !== event)
}

/** The list with a name back where it stood; an event that was given another since keeps that. */
export function withNameBack(
  names: readonly EventName[],
  name: EventName,
  place: number,
): EventName[] {
  if (names.some(({ event }) => event === name.event)) return [...names]
  return names.toSpliced(place, 0, name)
}
