import type { IntakeSite } from '../../settings/intake-site.ts'
import type { EventPlace } from '../../store/changes.ts'
import { ENGAGEMENT, type EventFacts, PAGEVIEW, type VisitEvent } from '../../store/event-rows.ts'
import type { Due, RemovedEvent } from '../../store/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { lay } from './late.ts'
import { LONGEST_MS } from './partition.ts'
import type { Station } from './station.ts'

/** Takes events out and puts them back, inside a transaction of the writer. */
export interface Removal {
  /** Answers what went: the events, and the visits that had them as they were. */
  remove(
    site: IntakeSite,
    events: readonly EventPlace[],
    removal: number | null,
  ): { events: number; visits: Visit[] }
  /** Puts some events of a removal back. Answers how many; 0 when none is left. */
  bringBack(site: IntakeSite, removal: number, most: number): number
}

/** Under which removal, and with which number, the next event is kept. */
interface Keeping {
  removal: number
  n: number
}

export function removal(station: Station): Removal {
  const { visits, events, views, removed, recuts } = station

  function take(site: IntakeSite, visit: Visit, row: VisitEvent, to: Keeping | null): void {
    if (to) {
      removed.keep({ ...visit, site: site.id }, row, to)
      to.n += 1
    }
    removed.drop(row)
  }

  function removeFrom(
    site: IntakeSite,
    visit: Visit,
    ids: ReadonlySet<string>,
    to: Keeping | null,
  ): number {
    const rows = events.ofVisit(visit.id).filter(({ id }) => ids.has(id))
    if (rows.length === 0) return 0
    for (const row of rows) take(site, visit, row, to)
    events.forget(visit.id)
    for (const { name, at, of } of rows)
      if (name === ENGAGEMENT && of !== null) views.recount(visit.visitor, { at, of })
    recuts.mark(visit.visitor, dueBy(visit, rows))
    return rows.length
  }

  function putBack(site: IntakeSite, { visitor, client, place, facts }: RemovedEvent): void {
    if (facts.name !== PAGEVIEW) {
      lay(station, site, visitor, { facts, client, place })
      return
    }
    // What was told of it meanwhile counts, too.
    const view = { ...facts, engaged: null, scroll: null }
    lay(station, site, visitor, { facts: view, client, place })
    views.recount(visitor, { at: facts.at, of: facts.id })
    // What tells of it lies in a later visit by now, or alone.
    recuts.mark(visitor, { at: facts.at - 1, last: facts.at + LONGEST_MS, named: null })
  }

  return {
    remove(site, places, removal) {
      const wanted = new Map<number, Set<string>>()
      for (const { visit, id } of places)
        wanted.set(visit, (wanted.get(visit) ?? new Set()).add(id))
      const to = removal === null ? null : { removal, n: removed.next(removal) }
      if (!to) removed.noteLeftovers(wanted.keys())
      const found = [...wanted].flatMap(([number, ids]) => {
        const visit = visits.one(number)
        const count = visit ? removeFrom(site, visit, ids, to) : 0
        return visit && count > 0 ? [{ visit, count }] : []
      })
      const count = found.reduce((sum, one) => sum + one.count, 0)
      return { events: count, visits: found.map(({ visit }) => visit) }
    },
    bringBack(site, removal, most) {
      const rows = removed.first(removal, most)
      for (const row of rows) putBack(site, row)
      removed.forget(removal, rows.at(-1)?.n ?? 0)
      return rows.length
    },
  }
}

type Gone = Pick<EventFacts, 'at' | 'name' | 'user'>

/** What went may have begun the visit, held it together, or been what follow-ups a day later told of. */
function dueBy({ start, last, heard }: Visit, gone: readonly Gone[]): Due {
  const end = Math.max(last, heard ?? 0)
  const named = gone.filter(({ user }) => user !== null).map(({ at }) => at)
  return {
    at: start - 1,
    last: gone.some(({ name }) => name === PAGEVIEW) ? end + LONGEST_MS : end,
    named: named.length > 0 ? end : null,
  }
}
