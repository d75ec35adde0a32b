import {
  ENGAGEMENT,
  type EventRow,
  isFollowUp,
  type Lies,
  PAGEVIEW,
  type Told,
} from '../../../collector/store/event-rows.ts'
import { type Events, type Persons, REACH_MS, type Views } from '../../../collector/store/ledger.ts'
import type { Stretch, Visit, Visits } from '../../../collector/store/visits.ts'

/** Rows in plain Maps. What is read is a copy, so that a change counts only once it is put. */
export interface Tables {
  visits: Map<number, Visit>
  /** By visit, then by number in it. */
  events: Map<number, Map<number, EventRow>>
  persons: PersonRow[]
}

export interface PersonRow {
  id: number
  site: number
  kind: number
  key: string
  first_at: number | null
  account: number | null
  traits: string | null
}

const within = (at: number, { from, to }: Stretch) => at >= from && at <= to
const byStart = (a: Visit, b: Visit) => a.start - b.start || a.id - b.id
const copy = (visit: Visit): Visit => ({ ...visit })

/** What `grow` may change, and nothing else. */
const grown = ({ visitor, person, start, user, heard, owed, ...rest }: Visit) => rest

export function mapVisits({ visits }: Tables): Visits {
  let last = 0
  const all = (of: (visit: Visit) => boolean) =>
    [...visits.values()].filter(of).map(copy).sort(byStart)
  const rowsOf = (visitor: number, more: (visit: Visit) => boolean) =>
    all((visit) => visit.visitor === visitor && more(visit))
  const visitsOf = (visitor: number, more: (visit: Visit) => boolean) =>
    rowsOf(visitor, (visit) => visit.alone === 0 && more(visit))
  const namedBy = (visitor: number, more: (visit: Visit) => boolean) =>
    rowsOf(
      visitor,
      (row) => row.user !== null && (row.alone === 0 || row.heard === null) && more(row),
    )
  const change = (id: number, what: Partial<Visit>) => {
    const row = visits.get(id)
    if (row) visits.set(id, { ...row, ...what })
  }
  const begun = (visitor: number, at: number) =>
    visitsOf(visitor, ({ start }) => start <= at)
      .sort((a, b) => a.start - b.start || a.last - b.last || a.id - b.id)
      .at(-1)

  return {
    newId: () => ++last,
    latest: (visitor) => begun(visitor, Number.POSITIVE_INFINITY),
    one: (id) => all((visit) => visit.id === id)[0],
    put: (visit) => visits.set(visit.id, copy(visit)),
    grow: (visit) => change(visit.id, grown(visit)),
    remove: ({ id }) => visits.delete(id),
    give: ({ id }, visitor) => change(id, { visitor }),
    own: (id, person) => change(id, { person }),
    from: (visitor, { from, after }, most) =>
      rowsOf(visitor, (row) => row.start > from || (row.start === from && row.id > after)).slice(
        0,
        most,
      ),
    begun,
    near: (visitor, begins) => visitsOf(visitor, ({ start }) => within(start, begins)).reverse(),
    heardAfter: (visitor, heard, begins) =>
      visitsOf(visitor, (row) => (row.heard ?? 0) >= heard && within(row.start, begins)),
    owing: (visitor, begins) =>
      rowsOf(visitor, (row) => row.owed !== null && within(row.start, begins)),
    ofPerson: (person, begins, end) =>
      all(
        (row) =>
          row.alone === 0 && row.person === person && within(row.start, begins) && row.last >= end,
      ).at(-1),
    heard: (visitor) => Math.max(0, ...rowsOf(visitor, () => true).map(({ heard }) => heard ?? 0)),
    alone: (person, begins) =>
      all(
        (row) =>
          row.alone === 1 &&
          row.person === person &&
          row.visitor === person &&
          within(row.start, begins),
      ),
    loneOf: (visitor, begins) =>
      rowsOf(visitor, (row) => row.alone === 1 && within(row.start, begins)).slice(0, 1_000),
    hasLone: (visitor, since) =>
      rowsOf(visitor, (row) => row.alone === 1 && row.heard === null && row.start >= since).length >
      0,
    userBefore: (visitor, at) => namedBy(visitor, ({ start }) => start < at).at(-1)?.user ?? null,
    firstUser: (visitor) => namedBy(visitor, () => true)[0]?.user ?? null,
    named: (visitor) => rowsOf(visitor, () => true),
    claim(visitor, user) {
      const own = rowsOf(visitor, ({ person }) => person === visitor)
      for (const { id } of own) change(id, { person: user })
      return own.find(({ alone }) => alone === 0)?.start ?? null
    },
    noteNone: () => undefined,
    forget: () => undefined,
  }
}

export function mapEvents({ events }: Tables): Events {
  const ofVisit = (visit: number) => [...(events.get(visit)?.values() ?? [])]
  function insert({ visit, seq }: Lies, event: EventRow): void {
    const rows = events.get(visit) ?? new Map<number, EventRow>()
    if (rows.has(seq)) throw new Error(`visit ${visit} has an event ${seq} already`)
    events.set(visit, rows.set(seq, { ...event, visit, seq }))
  }
  const spans = new Map<number, { first: number; last: number }>()
  function widen(visit: number, at: number): void {
    const { first, last } = spans.get(visit) ?? { first: at, last: at }
    spans.set(visit, { first: Math.min(first, at), last: Math.max(last, at) })
  }
  return {
    insert: (lies, event) => insert(lies, { ...event, ...lies }),
    move(lies, visit, seq) {
      const row = events.get(lies.visit)?.get(lies.seq)
      if (!row) throw new Error('there is no such event')
      events.get(lies.visit)?.delete(lies.seq)
      insert({ visit, seq }, row)
    },
    ofVisit: (visit) => ofVisit(visit).map((row) => ({ ...row })),
    followUpsAfter: (visit, last, from) =>
      ofVisit(visit).filter(({ name, at }) => isFollowUp(name) && at > last && at >= from),
    pageviewSpan(visit) {
      if (!spans.has(visit))
        for (const { name, at } of ofVisit(visit)) if (name === PAGEVIEW) widen(visit, at)
      return spans.get(visit) ?? null
    },
    noteView(visit, at) {
      if (spans.has(visit)) widen(visit, at)
    },
    forget: (visit) => spans.delete(visit),
  }
}

export function mapViews({ visits, events }: Tables): Views {
  const eventsOf = (visit: number) => [...(events.get(visit)?.values() ?? [])]
  const view = (visit: number, { at, of }: Pick<Told, 'at' | 'of'>) =>
    eventsOf(visit).find((row) => row.name === PAGEVIEW && row.id === of && row.at <= at)
  const near = (visitor: number, begins: Stretch) =>
    [...visits.values()].filter((row) => row.visitor === visitor && within(row.start, begins))
  const around = (from: number, to = from) => ({ from: from - REACH_MS, to: to + REACH_MS })
  const toldOf = (visitor: number, { id, at }: EventRow) =>
    near(visitor, around(at))
      .flatMap(({ id: visit }) => eventsOf(visit))
      .filter((row) => row.name === ENGAGEMENT && row.of === id && row.at >= at)

  function sum(visitor: number, row: EventRow): void {
    const told = toldOf(visitor, row)
    row.engaged =
      told.length > 0 ? told.reduce((all, { engaged }) => all + (engaged ?? 0), 0) : null
    row.scroll = told.length > 0 ? Math.max(...told.map(({ scroll }) => scroll ?? 0)) : null
  }

  return {
    add(visit, told) {
      const row = view(visit, told)
      if (!row) return false
      row.engaged = (row.engaged ?? 0) + (told.engaged ?? 0)
      row.scroll = Math.max(row.scroll ?? 0, told.scroll ?? 0)
      row.title = told.title ?? row.title
      return true
    },
    has: (visit, told) => view(visit, told) !== undefined,
    latestOf: (visit, { page, at }) =>
      eventsOf(visit).findLast((row) => row.name === PAGEVIEW && row.page === page && row.at <= at)
        ?.id,
    isTitledAfter: (visit, { at, of }) =>
      eventsOf(visit).some((row) => row.of === of && row.at > at && row.title !== null),
    lastOwed(visitor, { at, id }) {
      const times = near(visitor, around(at))
        .filter(({ owed }) => owed !== null)
        .flatMap((visit) => eventsOf(visit.id))
        .filter((row) => row.name === ENGAGEMENT && row.of === id && row.at >= at)
        .map((row) => row.at)
      return times.length > 0 ? Math.max(...times) : null
    },
    recount(visitor, told) {
      for (const { id } of near(visitor, around(told.at))) {
        const row = view(id, { ...told, at: Number.POSITIVE_INFINITY })
        if (row) sum(visitor, row)
      }
    },
    collect(visitor, { from, to }) {
      const found = near(visitor, around(from, to)).flatMap(({ id }) => eventsOf(id))
      const isThere = (told: EventRow) =>
        found.some((row) => row.name === PAGEVIEW && row.id === told.of && row.at <= told.at)
      for (const row of found) if (row.name === PAGEVIEW) sum(visitor, row)
      for (const owing of near(visitor, { from, to })) {
        const told = eventsOf(owing.id).filter(({ name, of }) => name === ENGAGEMENT && of !== null)
        if (told.every(isThere)) visits.set(owing.id, { ...owing, owed: null })
      }
    },
  }
}

export function mapPersons({ persons, visits }: Tables): Persons {
  const text = (key: Buffer | string) => (typeof key === 'string' ? key : key.toString('hex'))
  const find = (site: number, kind: number, key: Buffer | string) =>
    persons.find((row) => row.site === site && row.kind === kind && row.key === text(key))?.id
  const one = (id: number) => persons[id - 1] as PersonRow
  const add: Persons['add'] = (site, kind, key, start) =>
    persons.push({
      ...{ id: persons.length + 1, site, kind, key: text(key) },
      ...{ first_at: start ?? null, account: null, traits: null },
    })
  return {
    find,
    add,
    id: (site, kind, key) => find(site, kind, key) ?? add(site, kind, key),
    siteOf: (person) => one(person).site,
    startsAt(person, start) {
      const row = one(person)
      row.first_at = Math.min(row.first_at ?? start, start)
    },
    recountFirst(person) {
      const starts = [...visits.values()]
        .filter((row) => row.person === person && row.alone === 0)
        .map(({ start }) => start)
      one(person).first_at = starts.length > 0 ? Math.min(...starts) : null
    },
    said: (person) => one(person),
    say(person, _, { account, traits }) {
      const row = one(person)
      row.account = account ?? row.account
      row.traits = traits ?? row.traits
    },
  }
}
