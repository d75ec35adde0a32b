import { BoundedMap } from '../../bounded-map.ts'
import type { EventFacts, Told } from '../../store/event-rows.ts'
import { type Ledger, REACH_MS } from '../../store/ledger.ts'
import type { Stretch, Visit } from '../../store/visits.ts'
import { dayBefore } from './partition.ts'

/**
 * What was told of a pageview (how long it was read, how far it was scrolled), summed at the pageview, and the title
 * that it had in the end. A follow-up finds it in its own visit or in those that began in the day before; one that does not is owed.
 *
 *     10:00 p   10:02 on p: 40 s   10:05 on p: 20 s, 80 %          p: 60 s read, 80 % scrolled
 *     late      10:02 came before p: owed; when p comes, all on it are summed again
 */

/** Events a commit looks through for pageviews: some 10 ms. What is left over is counted with the next recut. */
const MOST_LOOKED_AT = 60_000
/** In shorter visits a pageview is looked for by walking through it. */
const SHORT = 64

type FollowUp = Pick<EventFacts, 'at' | 'of' | 'engaged' | 'scroll' | 'title'>

/** `unknown`: nobody has looked everywhere. */
type Found = 'counted' | 'nowhere' | 'unknown'

export interface Engagement {
  /** A pageview was stored there. */
  noteView(visit: Visit, seq: number, id: string): void
  /** Adds a follow-up to its pageview, which may lie in the visit. */
  add(visit: Visit, followUp: FollowUp): Found
  /** Number of the visitor's visit that holds the pageview which the follow-up speaks of. */
  visitOf(
    visitor: number,
    followUp: Pick<FollowUp, 'at' | 'of'>,
  ): { visit: number } | 'nowhere' | 'unknown'
  /** Whether that visit holds the pageview. */
  isIn(visit: Visit, followUp: { at: number; of: string }): boolean
  /** When a pageview was last told of in visits that still look for theirs; the end of its reach if unknown. */
  lastOwed(visitor: number, pageview: Pick<EventFacts, 'at' | 'id'>): number | null
  /** Looks once more for the pageviews of all that is owed in visits that begin in the stretch. */
  collect(visitor: number, begins: Stretch): void
  /** A commit begins. */
  rest(): void
}

export function engagement({ visits, views }: Ledger): Engagement {
  /** Pageviews of long visits, by visit and id. */
  const known = new BoundedMap<string, number>(20_000)
  let left = MOST_LOOKED_AT

  /** The title that the pageview has by this follow-up; null where a later one in the visit has another. */
  function titleBy(visit: Visit, { at, of, title }: Told): number | null {
    if (title === null || at === visit.last) return title
    left -= visit.size
    return views.isTitledAfter(visit.id, { at, of }) ? null : title
  }

  /** True when the pageview of the follow-up is in the visit, and has it now. */
  function addIn(visit: Visit, given: Told): boolean {
    const told = { ...given, title: titleBy(visit, given) }
    if (visit.size > SHORT) {
      const seq = known.get(keyOf(visit.id, told.of))
      if (seq !== undefined && views.add(visit.id, told, seq)) return true
    }
    left -= visit.size
    return views.add(visit.id, told)
  }

  /** Asks the visits before a follow-up, the latest first, until one says yes. */
  function search(visitor: number, at: number, isThere: (visit: Visit) => boolean) {
    if (left < 0) return 'unknown' as const
    for (const visit of visits.near(visitor, dayBefore(at))) {
      left -= 1
      if (left < 0) return 'unknown' as const
      if (isThere(visit)) return { visit: visit.id }
    }
    return 'nowhere' as const
  }

  function isIn(visit: Visit, followUp: { at: number; of: string }): boolean {
    left -= visit.size
    return views.has(visit.id, followUp)
  }

  return {
    isIn,
    noteView(visit, seq, id) {
      if (seq >= SHORT) known.set(keyOf(visit.id, id), seq)
    },
    add(visit, { at, of, engaged, scroll, title }) {
      if (of === null) return 'counted'
      const told = { at, of, engaged, scroll, title }
      if (addIn(visit, told)) return 'counted'
      const isThere = (other: Visit) => other.id !== visit.id && addIn(other, told)
      const found = search(visit.visitor, at, isThere)
      return typeof found === 'string' ? found : 'counted'
    },
    visitOf: (visitor, { at, of }) =>
      of === null ? 'nowhere' : search(visitor, at, (visit) => isIn(visit, { at, of })),
    lastOwed(visitor, { at, id }) {
      const owing = visits.owing(visitor, { from: at - REACH_MS, to: at + REACH_MS })
      if (owing.length === 0) return null
      left -= owing.reduce((sum, { size }) => sum + size, 0)
      if (left < 0) return at + REACH_MS
      return views.lastOwed(visitor, { at, id })
    },
    collect(visitor, begins) {
      if (visits.owing(visitor, begins).length === 0) return
      views.collect(visitor, begins)
      visits.forget(visitor)
    },
    rest() {
      left = MOST_LOOKED_AT
    },
  }
}

function keyOf(visit: number, id: string): string {
  return `${visit}/${id}`
}
