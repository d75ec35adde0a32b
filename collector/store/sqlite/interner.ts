import { derive } from '../../acquisition/derive.ts'
import { type AcquisitionFacts, factsKey } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { IntakeSite } from '../../config/intake-site.ts'
import type { Client, Place } from '../../intake/road.ts'
import type { Connection } from './open.ts'

/** Separates the parts of a composite key; cleaned text holds no control characters. */
const UNIT = '\u001f'

interface Numbered {
  /** Finds by the unique columns, or adds with what `others` answers. `key`: one text for those columns. */
  id(key: string, unique: readonly (string | number)[], others?: () => readonly unknown[]): number
}

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
  return {
    id(key, unique, others = () => []) {
      const remembered = known.get(key)
      if (remembered !== undefined) return remembered
      const found = find.get(...unique) as number | undefined
      const id = found ?? Number(add.run(...unique, ...others()).lastInsertRowid)
      known.set(key, id)
      return id
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
] as const

/**
 * Small integers for what repeats: every distinct page, title, client … gets one, once. Remembered numbers are
 * right as long as no transaction that made them was rolled back; then this is thrown away and made anew.
 */
export interface Interner {
  name(text: string): number
  title(text: string): number
  query(text: string): number
  page(site: number, page: { hostname: string; path: string }): number
  client(client: Client): number
  place(place: Place): number
  /** `page`: the number of the page it landed on. */
  acquisition(site: IntakeSite, facts: AcquisitionFacts, page: number | null): number
}

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
  /** By the facts as an object: `acquire` hands on the same one for the same link. */
  const landingsOf = new BoundedMap<AcquisitionFacts, BoundedMap<number, number>>(4_000)
  const pathOf = db.prepare('select path from page where id = ?').pluck()
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
    name: (text) => names.id(text, [text]),
    title: (text) => titles.id(text, [text]),
    query: (text) => queries.id(text, [text]),
    page: (site, { hostname, path }) =>
      pages.id(`${site}/${hostname}${UNIT}${path}`, [site, hostname, path]),
    client: byIdentity((client: Client) => {
      const key = joined(client, CLIENT)
      return clients.id(key, [key], () => CLIENT.map((part) => client[part]))
    }),
    place: byIdentity((place: Place) => {
      const key = joined(place, PLACE)
      return places.id(key, [key], () => PLACE.map((part) => place[part]))
    }),
    acquisition(site, facts, page) {
      const landings = landingsOf.get(facts) ?? new BoundedMap<number, number>(10_000)
      landingsOf.set(facts, landings)
      // Pages are numbered across sites; what landed on none is its site's own.
      const landed = page ?? -site.id
      const id = landings.get(landed) ?? acquisition(site, facts, page)
      landings.set(landed, id)
      return id
    },
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
