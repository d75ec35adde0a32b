import type { AcquisitionFacts } from '../../../collector/acquisition/facts.ts'
import { Aliases } from '../../../collector/settings/aliases.ts'
import type { IntakeSite } from '../../../collector/settings/intake-site.ts'
import type {
  Due,
  EventStore,
  Interner,
  Ledger,
  Removed,
  RemovedEvent,
} from '../../../collector/store/ledger.ts'
import { mapEvents, mapPersons, mapViews, mapVisits, type Tables } from './map-tables.ts'

/** A store of plain Maps, the second one behind the port of `store/ledger.ts`: the simplest that keeps its word. */
export interface MapStore extends EventStore {
  tables: Tables
}

export const SITE: IntakeSite = {
  id: 1,
  domain: 'example.com',
  timezone: 'UTC',
  currency: 'USD',
  visit_timeout_minutes: 30,
  split_on_campaign: true,
  identity: 'cookieless',
  hostnames: [],
  script: { auto: ['pageview'], hash: false, do_not_track: false, query: [], clicks: [] },
  max_amount: null,
  trust_traits: false,
  allowed: [],
  rates: new Map(),
  rules: {
    exclusions: { referrers: [], defaults: true },
    aliases: Aliases.parse({}),
    channels: [],
  },
  excluded_ips: [],
  excluded_hostnames: [],
}

export function mapStore(): MapStore {
  const tables: Tables = { visits: new Map(), events: new Map(), persons: [] }
  const whole = ledger(tables)
  let current = whole
  return {
    tables,
    sites: () => new Map([[SITE.domain, SITE]]),
    ledger: () => current,
    commit: (work) => work(current),
    tidy: () => undefined,
    // The rows stay; whoever remembered something beside them begins anew.
    forget() {
      current = { ...whole }
    },
  }
}

function ledger(tables: Tables): Ledger {
  const ids = new Set<string>()
  const due = new Map<number, Due>()
  const salts = new Map<number, Buffer>()
  return {
    ids: {
      add: (site, id) => ids.size < ids.add(`${site}/${id}`).size,
      has: (site, id) => ids.has(`${site}/${id}`),
    },
    held: { takes: () => true, mayJoin: () => true },
    interner: mapInterner(),
    spellings: { note: () => undefined },
    persons: mapPersons(tables),
    visits: mapVisits(tables),
    events: mapEvents(tables),
    views: mapViews(tables),
    recuts: {
      all: () => [...due],
      put: (visitor, what) => due.set(visitor, what),
      remove: (visitor) => due.delete(visitor),
    },
    removed: mapRemoved(tables),
    allowances: {
      used: () => 0,
      put: () => undefined,
      forgetBefore: () => undefined,
      hasProperty: () => true,
      addProperty: () => undefined,
    },
    salts: {
      of: (day) =>
        salts.get(day) ?? (salts.set(day, Buffer.from(`salt of day ${day}`)).get(day) as Buffer),
      find: (day) => salts.get(day) ?? null,
    },
    quality: { count: () => undefined },
  }
}

function mapRemoved({ events }: Tables): Removed {
  let kept: (RemovedEvent & { removal: number })[] = []
  const of = (removal: number) => kept.filter((row) => row.removal === removal)
  return {
    next: (removal) => of(removal).length + 1,
    keep({ visitor, client, place }, { visit, seq }, { removal, n }) {
      const facts = events.get(visit)?.get(seq)
      if (facts) kept.push({ visitor, client, place, removal, n, facts: { ...facts } })
    },
    drop: ({ visit, seq }) => events.get(visit)?.delete(seq),
    noteLeftovers: () => undefined,
    first: (removal, most) => of(removal).slice(0, most),
    forget(removal, n) {
      kept = kept.filter((row) => row.removal !== removal || row.n > n)
    },
  }
}

/** The script's own names, in the order of their numbers. */
const NAMES = [
  'pageview',
  'engagement',
  'exposure',
  'outbound',
  'download',
  'form',
  'notfound',
  'identify',
]

/** Numbers from 1 on, in the order in which values come. */
function numbered<T>(first: readonly T[] = []) {
  const values = [...first]
  const numbers = new Map(first.map((value, index) => [JSON.stringify(value), index + 1]))
  return {
    values,
    of(value: T): number {
      const key = JSON.stringify(value)
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, values.push(value))
      return values.length
    },
  }
}

function mapInterner(): Interner {
  const [names, texts, rows] = [numbered(NAMES), numbered<string>(), numbered<object>()]
  const acquisitions = numbered<{ facts: AcquisitionFacts; page: number | null }>()
  return {
    name: (text) => names.of(text),
    title: (text) => texts.of(text),
    query: (text) => texts.of(text),
    page: (_, page) => rows.of(page),
    client: (client) => rows.of(client),
    place: (place) => rows.of(place),
    acquisition: (_, facts, page) => acquisitions.of({ facts, page }),
    factsOf: (acquisition) => acquisitions.values[acquisition - 1]?.facts as AcquisitionFacts,
  }
}
