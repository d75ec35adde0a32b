import type { IntakeSite } from '../../settings/intake-site.ts'
import type { DeletionCounts, EventPlace } from '../../store/changes.ts'
import type { EventWriter } from './writer.ts'

/** Events of one transaction: some tens of milliseconds. */
const SLICE = 500

/**
 * Takes events out of their visits, which become what they are without them, and brings them back. In slices that each
 * leave the store whole; asked again with the same events, an interrupted one goes on.
 */
export interface EventRemoval {
  /**
   * With a `removal` (a positive integer of the caller's, never used before) they are kept beside and can be brought
   * back. Their ids stay known: what is sent again does not come back. A place that no longer holds the event is passed
   * over. Visits and people are those that had such an event.
   */
  remove(
    site: IntakeSite,
    events: readonly EventPlace[],
    removal: number | null,
  ): Promise<DeletionCounts>
  /** Puts the events of a removal back where they belong. Answers how many. */
  bringBack(site: IntakeSite, removal: number): Promise<number>
}

/** `pause` lets events in between two transactions. */
export function eventRemoval(writer: EventWriter, pause: () => Promise<void>): EventRemoval {
  async function settled(): Promise<void> {
    while (writer.settle()) await pause()
  }

  return {
    async remove(site, events, removal) {
      const visits = new Set<number>()
      const people = new Set<number>()
      let count = 0
      for (let from = 0; from < events.length; from += SLICE) {
        const slice = events.slice(from, from + SLICE)
        const gone = writer.commit(({ remove }) => remove(site, slice, removal))
        count += gone.events
        for (const { id, person } of gone.visits) {
          visits.add(id)
          people.add(person)
        }
        await pause()
      }
      await settled()
      return { events: count, visits: visits.size, people: people.size }
    },
    async bringBack(site, removal) {
      let count = 0
      for (;;) {
        const back = writer.commit(({ bringBack }) => bringBack(site, removal, SLICE))
        if (back === 0) break
        count += back
        await pause()
      }
      await settled()
      return count
    },
  }
}
