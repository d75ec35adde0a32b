import { derive } from '../../acquisition/derive.ts'
import { type AcquisitionFacts, factsKey } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { IntakeSite } from '../../settings/intake-site.ts'
import { type Client, type Interner, type May, OTHER, type Place } from '../ledger.ts'
import type { Connection } from './open.ts'

/** Separates the parts of a composite key; cleaned text holds no control characters. */
const UNIT = '\u001f'

interface Numbered {
  /** Finds by the unique columns, or adds with what `others` answers. `key`: one text for those columns. */
  id(key: string, unique: readonly (string | number)[], others?: () => readonly unknown[]): number
  /** The same, but undefined when it would have to be added and `may` says no. */
  idIf(key: string, unique: readonly (string | number)[], may: May): number | undefined
}

/** Longer texts are rare or made up: they are looked up each time, so that the memory has a bound. */
const MEMORABLE = 400

/** Numbers the rows of one dimension table. `unique`: its key columns; `others`: what only an insert needs. */
function numbered(
  db: Connection,
  table: string,
  unique: string[],
  others: string[] = [],
): Numbered {
  const known = new BoundedMap<string, number>(20_000)
  const where = unique.map((column) => `${column} = ?`).join(' and ')
  const find = db.prepare(`select id from ${table} where ${where}`).pluck()
  const columns = [...unique, ...others]
  const marks = columns.map(() => '?').join(', ')
  const add = db.prepare(`insert into ${table} (${columns.join(', ')}) values (${marks})`)

  function found(key: string, unique: readonly (string | number)[]): number | undefined {
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const id = find.get(...unique) as number | undefined
    if (id !== undefined) remember(key, id)
    return id
  }

  function remember(key: string, id: number): void {
    if (key.length <= MEMORABLE) known.set(key, id)
  }

  function id(
    key: string,
    unique: readonly (string | number)[],
    others: () => readonly unknown[] = () => [],
  ): number {
    const before = found(key, unique)
    if (before !== undefined) return before
    const fresh = Number(add.run(...unique, ...others()).lastInsertRowid)
    remember(key, fresh)
    return fresh
  }

  return {
    id,
    idIf(key, unique, may) {
      const before = found(key, unique)
      if (before !== undefined) return before
      return may() ? id(key, unique) : undefined
    },
  }
}

const CLIENT = [
  'browser',
  'browser_version',
  'os',
  'os_version',
  'device',
  'screen',
  'language',
] as const
const PLACE = ['country', 'region', 'city'] as const
export const DERIVED = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
  'referrer',
  'click_id',
  'channel',
  'link',
] as const

/**
 * Remembered numbers are right as long as no transaction that made them was rolled back; then this is thrown away and
 * made anew.
 */
export function interner(db: Connection): Interner {
  const names = numbered(db, 'name', ['text'])
  const titles = numbered(db, 'title', ['text'])
  const queries = numbered(db, 'query', ['text'])
  const pages = numbered(db, 'page', ['site', 'hostname', 'path'])
  const clients = numbered(db, 'client', ['key'], [...CLIENT])
  const places = numbered(db, 'place', ['key'], [...PLACE])
  const acquisitions = numbered(
    db,
    'acquisition',
    ['site', 'key'],
    ['facts', 'page', ...DERIVED, 'tagged'],
  )
  /** By the facts as an object: `acquire` hands on the same one for the same link. One bound for all of them. */
  const landings = new BoundedMap<string, number>(40_000)
  const factsSerial = serials<AcquisitionFacts>()
  const pathOf = db.prepare('select path from page where id = ?').pluck()
  const factsOf = db.prepare('select facts from acquisition where id = ?').pluck()

  function acquisition(site: IntakeSite, facts: AcquisitionFacts, page: number | null): number {
    const key = `${page ?? 0}${factsKey(facts)}`
    return acquisitions.id(`${site.id}/${key}`, [site.id, key], () => {
      const path = page === null ? null : (pathOf.get(page) as string)
      const derived = derive(facts, path, site.rules)
      return [
        JSON.stringify(facts),
        page,
        ...DERIVED.map((column) => derived[column]),
        Number(derived.tagged),
      ]
    })
  }

  return {
    name: (text, may) => names.idIf(text, [text], may) ?? names.id(OTHER, [OTHER]),
    title: (text, may) => titles.idIf(text, [text], may) ?? titles.id(OTHER, [OTHER]),
    query: (text) => queries.id(text, [text]),
    page({ id, domain }, { hostname, path }, may) {
      const key = (host: string, path: string) => `${id}/${host}${UNIT}${path}`
      const page = pages.idIf(key(hostname, path), [id, hostname, path], may)
      return page ?? pages.id(key(domain, OTHER), [id, domain, OTHER])
    },
    client: byIdentity((client: Client) => {
      const key = joined(client, CLIENT)
      return clients.id(key, [key], () => CLIENT.map((part) => client[part]))
    }),
    place: byIdentity((place: Place) => {
      const key = joined(place, PLACE)
      return places.id(key, [key], () => PLACE.map((part) => place[part]))
    }),
    acquisition(site, facts, page) {
      // Pages are numbered across sites; what landed on none is its site's own.
      const landed = `${factsSerial(facts)}/${page ?? -site.id}`
      const known = landings.get(landed)
      if (known !== undefined) return known
      const id = acquisition(site, facts, page)
      landings.set(landed, id)
      return id
    },
    factsOf: (acquisition) => JSON.parse(factsOf.get(acquisition) as string) as AcquisitionFacts,
  }
}

/** A number for each object, the same as long as it lives. */
function serials<T extends object>(): (of: T) => number {
  const known = new WeakMap<T, number>()
  let last = 0
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before
    last += 1
    known.set(of, last)
    return last
  }
}

/** Stations before this hand on one object for what is the same, as far as they remember: most need no key. */
function byIdentity<T extends object>(number: (row: T) => number): (row: T) => number {
  const known = new BoundedMap<T, number>(20_000)
  return (row) => {
    const remembered = known.get(row)
    if (remembered !== undefined) return remembered
    const id = number(row)
    known.set(row, id)
    return id
  }
}

function joined<T extends string>(row: Record<T, string | null>, parts: readonly T[]): string {
  return parts.map((part) => row[part] ?? '').join(UNIT)
}
