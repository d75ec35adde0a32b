import { type Fates, intake } from '../../../collector/intake/intake.ts'
import { lineParcel } from '../../../collector/intake/parcels.ts'
import { type Moment, owners, partition } from '../../../collector/intake/visits/partition.ts'
import { type EventWriter, eventWriter } from '../../../collector/intake/visits/writer.ts'
import { PERSON_KIND } from '../../../collector/person-kind.ts'
import {
  type EventRow,
  isCountedEvent,
  isFollowUp,
  PAGEVIEW,
} from '../../../collector/store/event-rows.ts'
import { eachPage } from '../../../collector/store/visit-pages.ts'
import type { Visit } from '../../../collector/store/visits.ts'
import { type MapStore, mapStore, SITE } from './map-ledger.ts'

const NOWHERE = { country: null, region: null, city: null }
const RULES = { timeout_ms: SITE.visit_timeout_minutes * 60_000, split_on_campaign: true }

export interface Mapped {
  store: MapStore
  writer: EventWriter
  /** NDJSON lines at their own times, in one commit. */
  take(lines: readonly object[]): Fates
  /** Cuts what is left to be cut. */
  settle(): void
}

/** The real road, on a ledger of plain Maps. */
export function mapped(now: number): Mapped {
  const store = mapStore()
  const writer = eventWriter(store, () => now)
  const road = intake(writer, () => NOWHERE)
  return {
    store,
    writer,
    take: (lines) => {
      const texts = lines.map((line) => JSON.stringify(line))
      return road.take([lineParcel(SITE, texts, now)])[0] ?? []
    },
    settle() {
      while (writer.settle());
    },
  }
}

/** A visit as the rules tell of it, whatever its number. */
export interface VisitTold {
  events: string[]
  alone: boolean
  start: number
  last: number
  /** The user whose it is; null for nobody's. */
  owner: string | null
}

export const eventsIn = ({ tables }: MapStore): EventRow[] =>
  [...tables.events.values()].flatMap((rows) => [...rows.values()])

export const inOrder = (a: VisitTold, b: VisitTold) =>
  a.start - b.start || ((a.events[0] ?? '') < (b.events[0] ?? '') ? -1 : 1)
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id).sort()

/** What lies in the ledger. */
export function stored(store: MapStore): VisitTold[] {
  const { visits, events } = store.tables
  const ownerOf = ({ visitor, person }: Visit) => {
    const row = store.tables.persons[person - 1]
    return person !== visitor || row?.kind === PERSON_KIND.user ? (row?.key ?? null) : null
  }
  return [...visits.values()]
    .map((visit) => ({
      events: idsOf([...(events.get(visit.id)?.values() ?? [])]),
      alone: visit.alone === 1,
      start: visit.start,
      last: visit.alone === 1 ? visit.start : visit.last,
      owner: ownerOf(visit),
    }))
    .sort(inOrder)
}

/** What the pure rules make of the same events, if all of them (or those that `of` picks) are one browser's. */
export function told(store: MapStore, of: (id: string) => boolean = () => true): VisitTold[] {
  const moments = momentsOf(store).filter(({ id }) => of(id))
  const { visits, alone, after } = partition(moments, RULES, null)
  const rows = [
    ...visits.map((members) => ({ members, alone: false })),
    ...alone.map((member) => ({ members: [member], alone: true })),
  ].sort((a, b) => (a.members[0]?.at ?? 0) - (b.members[0]?.at ?? 0))
  const named = rows.map(
    ({ members }) => members.findLast(({ user }) => user !== null)?.user ?? null,
  )
  const strays = rows.map((row) => row.alone && row.members[0]?.tells === true)
  const known = owners(named.map((user, index) => (strays[index] ? null : user)))
  return rows
    .map(({ members, alone }, index) => {
      const user = (strays[index] ? named[index] : null) ?? known[index] ?? null
      return {
        events: idsOf(members),
        alone,
        start: members[0]?.at ?? 0,
        last: members.findLast((member) => !after.has(member))?.at ?? 0,
        owner: user === null ? null : (store.tables.persons[user - 1]?.key ?? null),
      }
    })
    .sort(inOrder)
}

function momentsOf(store: MapStore): Moment[] {
  const { factsOf } = store.ledger().interner
  return eventsIn(store).map(({ at, nth, id, name, page, acquisition, of, user }) => {
    const tells = isFollowUp(name)
    const campaign = acquisition === null ? null : JSON.stringify(factsOf(acquisition).tags)
    const origin = name === PAGEVIEW ? (campaign ?? 'direct') : null
    return {
      at,
      nth: nth ?? 0,
      id,
      opens: page !== null && !tells,
      tells,
      of,
      origin,
      campaign,
      user,
    }
  })
}

/** By pageview, the time for which it was read: as the ledger has it, and as the follow-ups on it add up. */
export function readTimes(store: MapStore): Record<'stored' | 'told', [id: string, ms: number][]> {
  const events = eventsIn(store)
  const views = events
    .filter(({ name }) => name === PAGEVIEW)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const sum = ({ id, at }: EventRow) =>
    events
      .filter((followUp) => followUp.of === id && followUp.at >= at && followUp.name !== PAGEVIEW)
      .reduce((ms, { engaged }) => ms + (engaged ?? 0), 0)
  return {
    stored: views.map((view) => [view.id, view.engaged ?? 0]),
    told: views.map((view) => [view.id, sum(view)]),
  }
}

/** What each row says of its events: as the ledger has it, and as they add up. Of pages nothing, where none are listed. */
export function figures({ tables }: MapStore): Record<'stored' | 'told', object[]> {
  const both = [...tables.visits.values()].map((visit) => {
    const { id, members, pageviews, events, engaged, interactive, pages } = visit
    const rows = [...(tables.events.get(id)?.values() ?? [])]
    const told = toldBy(rows)
    return {
      stored: { id, members, pageviews, events, engaged, interactive, pages: listed(pages) },
      told: { id, ...told, pages: pages === null ? null : told.pages },
    }
  })
  return { stored: both.map(({ stored }) => stored), told: both.map(({ told }) => told) }
}

function toldBy(rows: readonly EventRow[]) {
  const others = rows.filter(({ name }) => name !== PAGEVIEW)
  return {
    members: rows.length,
    pageviews: rows.length - others.length,
    events: others.filter(({ name }) => isCountedEvent(name)).length,
    engaged: others.reduce((sum, { engaged }) => sum + (engaged ?? 0), 0),
    interactive: Math.max(...rows.map(({ interactive }) => interactive)),
    pages: [...new Set(rows.map(({ page }) => page ?? 0))].sort(),
  }
}

function listed(pages: string | null): number[] | null {
  if (pages === null) return null
  const all: number[] = []
  eachPage(pages, (page) => all.push(page))
  return all.sort()
}

/** Seeded numbers from 0 to 1 (mulberry32), so that a failure can be run again by its seed. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[all[i], all[j]] = [all[j] as T, all[i] as T]
  }
  return all
}
