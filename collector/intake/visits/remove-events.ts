import type { IntakeSite } from '../../settings/intake-site.ts'
import type { EventWriter } from '../../store/sqlite/event-store.ts'
import type { EventPlace } from './removal.ts'

/** What went, or came back. Visits and people are those that had such an event. */
export interface RemovedEvents {
  events: number
  visits: number
  people: number
}

/** Events of one transaction: some tens of milliseconds. */
const SLICE = 500

interface Removing {
  store: EventWriter
  site: IntakeSite
  /** Lets events in between two transactions. */
  pause(): Promise<void>
}

/**
 * Takes events out of their visits, which become what they are without them. With a `removal` (a positive integer of
 * the caller's, never used before) they are kept beside and can be brought back. Their ids stay known: what is sent
 * again does not come back. In slices that each leave the file whole; asked again with the same events, an
 * interrupted one goes on. A place that no longer holds the event is passed over.
 */
export async function removeEvents(
  { store, site, pause }: Removing,
  events: readonly EventPlace[],
  removal: number | null,
): Promise<RemovedEvents> {
  const visits = new Set<number>()
  const people = new Set<number>()
  let count = 0
  for (let from = 0; from < events.length; from += SLICE) {
    const slice = events.slice(from, from + SLICE)
    const gone = store.commit(({ remove }) => remove(site, slice, removal))
    count += gone.events
    for (const { id, person } of gone.visits) {
      visits.add(id)
      people.add(person)
    }
    await pause()
  }
  await settled(store, pause)
  return { events: count, visits: visits.size, people: people.size }
}

/** Puts the events of a removal back where they belong. Answers how many. */
export async function bringBackEvents(
  { store, site, pause }: Removing,
  removal: number,
): Promise<number> {
  let count = 0
  for (;;) {
    const back = store.commit(({ bringBack }) => bringBack(site, removal, SLICE))
    if (back === 0) break
    count += back
    await pause()
  }
  await settled(store, pause)
  return count
}

async function settled(store: EventWriter, pause: () => Promise<void>): Promise<void> {
  while (store.settle()) await pause()
}
