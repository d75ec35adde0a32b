import type { IntakeSite } from '../../config/intake-site.ts'
import { type Moment, owners, partition } from '../../intake/visit.ts'
import { ENGAGEMENT, type EventFacts, type EventRow, PAGEVIEW } from './events.ts'
import { absorb, blankVisit, type Ledger, visitRules } from './ledger.ts'
import { unpackId } from './uid.ts'
import type { Visit } from './visit-rows.ts'

/**
 * Late events. One that falls before its visitor's newest event can join, bridge or split visits, so the run of
 * visits it touches is cut again by the same pure function as ever, and what changed is written.
 */

const FOREVER = Number.MAX_SAFE_INTEGER

/** An event that is not stored yet, with what its visit would need of it. */
export interface Draft {
  id: string
  facts: EventFacts
  client: number
  place: number
}

interface Member extends Moment {
  facts: EventFacts
  /** Where it lies now; null for the new one. */
  row: EventRow | null
  client: number
  place: number
}

interface Group {
  members: Member[]
  alone: 0 | 1
}

interface Job {
  site: IntakeSite
  visitor: number
  draft: Draft | null
  /** Visits or lone events of others that now belong to this visitor's run. */
  adopted: readonly Visit[]
}

/** Cuts the run anew. Answers its visits as written, and others of the visitor that got an owner by it. */
export function rebuild(ledger: Ledger, job: Job): Visit[] {
  const touched = [...runOf(ledger, job), ...job.adopted]
  const members = touched.flatMap((visit) => membersOf(ledger, visit))
  if (job.draft)
    members.push({ ...ledger.moment(job.draft.facts, job.draft.id), row: null, ...job.draft })
  const before = Math.min(...members.map((member) => member.at))
  const cut = partition(
    members,
    visitRules(job.site),
    ledger.visits.userBefore(job.visitor, before),
  )
  const spare = new Map(touched.map((visit) => [visit.id, visit]))
  const written = cut.visits.map((members) => write(ledger, job, spare, { members, alone: 0 }))
  for (const member of cut.alone) write(ledger, job, spare, { members: [member], alone: 1 })
  for (const visit of spare.values()) ledger.visits.remove(visit)
  settleReports(ledger, job.visitor, members, written)
  return settleOwners(ledger, job.visitor, { touched, written })
}

/** Visits of the visitor linked to the new events by gaps within the timeout, and lone events among them. */
function runOf(ledger: Ledger, { site, visitor, draft, adopted }: Job): Visit[] {
  const timeout = site.visit_timeout_minutes * 60_000
  const times = [
    ...adopted.flatMap((visit) => [visit.start, visit.last]),
    ...(draft ? [draft.facts.at] : []),
  ]
  let from = Math.min(...times)
  // A user named late is carried into every later visit, where it may part visits that looked like one.
  let to = draft?.facts.user == null ? Math.max(...times) : FOREVER
  const own = (all: Visit[]) =>
    all.filter((visit) => !adopted.some((other) => other.id === visit.id))
  for (;;) {
    const linked = own(
      ledger.visits.overlapping(visitor, from - timeout, Math.min(to + timeout, FOREVER)),
    )
    const first = Math.min(from, ...linked.map((visit) => visit.start))
    const last = Math.max(to, ...linked.map((visit) => visit.last))
    if (first === from && last === to) return linked
    from = first
    to = last
  }
}

function membersOf(ledger: Ledger, visit: Visit): Member[] {
  const { client, place } = visit
  return ledger.events
    .ofVisit(visit.id)
    .map((row) => ({ ...ledger.moment(row, unpackId(row.uid)), facts: row, row, client, place }))
}

/** Writes one group under the id of the first old visit it has an event of, or a fresh one. */
function write(ledger: Ledger, job: Job, spare: Map<number, Visit>, group: Group): Visit {
  const { members, alone } = group
  const first = members[0] as Member
  const old = members
    .map((member) => spare.get(member.row?.visit ?? -1))
    .find((visit) => visit?.alone === alone)
  if (old) spare.delete(old.id)
  const { visitor } = job
  const { client, place } = first
  const id = old?.id ?? ledger.extents.allocate(job.site.id, first.at)
  const visit = blankVisit(
    { id, visitor, person: old?.person ?? visitor, client, place, alone },
    first.at,
  )
  visit.size = old?.size ?? 0
  for (const member of members) {
    absorb(visit, member.facts, () => ledger.arrival(job.site, member.facts))
    settle(ledger, member, visit)
  }
  ledger.visits.put(visit)
  return visit
}

function settle(ledger: Ledger, { row, facts }: Member, visit: Visit): void {
  if (row?.visit === visit.id) return
  const seq = visit.size
  visit.size += 1
  if (row) ledger.events.move(row, visit.id, seq)
  else ledger.events.insert({ visit: visit.id, seq }, facts)
}

function settleReports(ledger: Ledger, visitor: number, members: Member[], written: Visit[]): void {
  const late = members.find((member) => member.row === null)
  const reported = members.some((member) => member.facts.name === ENGAGEMENT)
  if (!reported && late?.facts.name !== PAGEVIEW) return
  ledger.visits.flush()
  for (const visit of written) ledger.events.recountVisit(visit.id, visitor)
  for (const { facts } of members) {
    if (facts.name === ENGAGEMENT) ledger.events.recountReported(facts, visitor)
  }
}

interface Recut {
  touched: Visit[]
  written: Visit[]
}

/** Gives every visit of the visitor its owner, and every owner its first visit. Answers what was written. */
function settleOwners(ledger: Ledger, visitor: number, { touched, written }: Recut): Visit[] {
  const all = ledger.visits.all(visitor)
  const people = new Set(touched.map((visit) => visit.person))
  const named = owners(all.map((visit) => visit.user))
  const ids = new Set(written.map((visit) => visit.id))
  const settled: Visit[] = []
  all.forEach((visit, index) => {
    const person = named[index] ?? visitor
    const owned = { ...visit, person }
    if (visit.alone === 0 && (ids.has(visit.id) || person !== visit.person)) settled.push(owned)
    people.add(person)
    if (person === visit.person) return
    people.add(visit.person)
    ledger.visits.put(owned)
  })
  ledger.visits.flush()
  for (const visit of [...all, ...touched]) ledger.visits.forget(visit.visitor)
  for (const person of people) ledger.persons.recountFirst(person)
  return settled
}
