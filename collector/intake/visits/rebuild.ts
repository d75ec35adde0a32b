import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Due } from '../../store/ledger.ts'
import type { Visit } from '../../store/visits.ts'
import { Member } from './member.ts'
import { openAt } from './open-visits.ts'
import { outsideOf } from './outside.ts'
import { isStray, settleOwners } from './owners.ts'
import { dayBefore, LONGEST_MS, type Partition, partition } from './partition.ts'
import type { Station } from './station.ts'
import { visitRules } from './visit-so-far.ts'
import { writeCut } from './write-cut.ts'

/**
 * Late events. One that falls before its visitor's newest event can join, bridge or split visits, so what follows it
 * is cut again by the same pure function as ever, and what changed is written. A long run is cut in slices: each
 * ends where a visit surely begins, and the next goes on from there.
 *
 *     visits     |--a--|   |-----b-----|--c--|       |--d--|
 *     due             at ┘   ^ new event             gap: d begins as before
 *     cut again            └─────────────────┘
 */

export interface Job {
  site: IntakeSite
  visitor: number
  due: Due
  /** The cost after which a slice ends, at a visit's beginning: in events. */
  most: number
}

/** What a slice did. */
export interface Slice {
  /** What it cost, in events. */
  cost: number
  /** Where to go on; null when all is as it must be. */
  rest: Due | null
  /** Visits that were cut or are somebody else's, as they are now. */
  changed: Visit[]
}

/** Reading and writing a visit costs as much as so many of its events. */
const A_VISIT = 4

/** A part of a visitor's history that is cut at once. */
export interface Stretch {
  begin: number
  /** Visits before it, in which follow-ups came in after that. */
  homes: Visit[]
  /** Visits and lone events, by start. */
  visits: Visit[]
  /** When the next of them begins, if that was left for another slice. */
  horizon: number | null
  /** When a user was last named anew in it, as in `Due`. */
  named: number | null
  /** Lone follow-ups after it, whose pageview may be in it now. */
  later: Visit[]
}

/** Cuts the visits of a visitor anew from where they are due, as far as one slice goes. */
export function rebuild(station: Station, job: Job): Slice {
  const stretch = stretchOf(station, job)
  const members = eventsOf(station, stretch)
  const carried = station.visits.userBefore(job.visitor, stretch.begin)
  const outside = outsideOf(station, job, stretch)
  const cut = partition(members, visitRules(job.site), carried, outside.elsewhere)
  const rest = restOf(job, stretch, cut)
  // Nobody's visits begin and end in one instant for ever: with more of them in view, a slice gets on.
  if (rest !== null && rest.at <= stretch.begin)
    return rebuild(station, { ...job, most: 2 * job.most })
  const touched = [...stretch.visits, ...stretch.later]
  const written = writeCut(station, job, cut, { ...outside, touched })
  const isNamed = rest === null && stretch.named !== null
  const given = settleOwners(station, job, { carried, rows: written, touched, isNamed })
  if (rest === null) collectFollowUps(station, job)
  return {
    cost: members.length + A_VISIT * (written.length + given.length),
    rest,
    changed: [
      ...written.filter(({ alone }) => alone === 0),
      ...given.flatMap((id) => station.visits.one(id) ?? []),
    ],
  }
}

/** From the beginning of a visit that is surely right to a gap that nothing new can bridge, or until it is enough. */
function stretchOf(station: Station, job: Job): Stretch {
  const { due, visitor, site, most } = job
  const { visits } = station
  const before = openAt(visits, visitor, due.at, visitRules(site).timeout_ms)
  const begin = before?.start ?? due.at
  const homes = visits.heardAfter(visitor, begin, { ...dayBefore(begin), to: begin - 1 })
  const stretch: Stretch = { begin, homes, visits: [], horizon: null, named: due.named, later: [] }
  const reach = reachOf(job, homes)
  let cost = 0
  for (const visit of following(station, visitor, begin)) {
    if (reach.endsBefore(visit)) break
    if (cost >= most && visit.start > (stretch.visits.at(-1)?.start ?? 0)) {
      stretch.horizon = visit.start
      return stretch
    }
    stretch.named = reach.add(visit)
    stretch.visits.push(visit)
    cost += visit.size + A_VISIT
  }
  stretch.later = laterFollowUps(station, job, stretch)
  return stretch
}

/** How far what is new can reach: to a gap after it, once the users known there are as they were. */
function reachOf({ site, due }: Job, homes: readonly Visit[]) {
  const timeout = visitRules(site).timeout_ms
  // Follow-ups that came in later may prolong what is open now at their time; so may lone events.
  const heard = homes.map(({ heard, last }) => heard ?? last)
  let open = Math.max(...heard, Number.NEGATIVE_INFINITY) + timeout
  let { named } = due
  let isKnown = named === null

  /** A lone follow-up named its user to nobody; if it finds a visit open now, it does. */
  function addName(visit: Visit): void {
    if (visit.user === null) return
    if (isStray(visit)) named = Math.max(named ?? 0, visit.start)
    isKnown = !isStray(visit) && visit.start > (named ?? 0)
  }

  return {
    /** Answers when a user was last named anew. */
    add(visit: Visit): number | null {
      const { alone, start, last, heard } = visit
      if (alone === 0 || start <= open) open = Math.max(open, Math.max(last, heard ?? 0) + timeout)
      addName(visit)
      return named
    },
    endsBefore: ({ start }: Visit) =>
      (isKnown || named === null) && start > due.last && start > open,
  }
}

/** Rows that are read at once. */
const PAGE = 256

/** Visits and lone events that begin by `from` or later, by start. */
function* following({ visits }: Station, visitor: number, from: number): Generator<Visit> {
  let begins = { from, after: -1 }
  for (;;) {
    const page = visits.from(visitor, begins, PAGE)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    begins = { from: last.start, after: last.id }
  }
}

function laterFollowUps({ visits }: Station, { visitor }: Job, { visits: run }: Stretch): Visit[] {
  const last = run.findLast(({ alone }) => alone === 0)
  const end = run.at(-1)
  if (!last || !end) return []
  const known = new Set(run.map(({ id }) => id))
  return visits
    .loneOf(visitor, { from: end.start, to: last.start + LONGEST_MS })
    .filter(({ id, heard }) => heard !== null && !known.has(id))
}

function eventsOf(station: Station, { begin, homes, visits, later }: Stretch): Member[] {
  const { events, arrivals } = station
  const members: Member[] = []
  for (const lies of [...visits, ...later])
    for (const row of events.ofVisit(lies.id))
      members.push(new Member(row, lies, arrivals.came(row)))
  // Follow-ups on a visit before, made when that was over: another may be open now at their time.
  for (const lies of homes)
    for (const row of events.followUpsAfter(lies.id, lies.last, begin))
      members.push(new Member(row, lies, arrivals.came(row)))
  return members
}

/** Where the next slice begins: with the last visit that later events may still belong to. */
function restOf(
  { site, due }: Job,
  { horizon, named }: Stretch,
  cut: Partition<Member>,
): Due | null {
  if (horizon === null) return null
  const last = cut.visits.at(-1)?.filter((member) => !cut.after.has(member))
  const end = last?.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  const isOpen = end + visitRules(site).timeout_ms >= horizon
  return { ...due, named, at: isOpen ? (last?.[0]?.at ?? horizon) : horizon }
}

/** What is owed may be there now. */
function collectFollowUps({ engagement }: Station, { visitor, due }: Job): void {
  engagement.collect(visitor, { from: due.at - LONGEST_MS, to: due.last + LONGEST_MS })
}
