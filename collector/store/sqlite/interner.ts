import { derive } from '../../acquisition/derive.ts'
import { type AcquisitionFacts, factsKey } from '../../acquisition/facts.ts'
import { BoundedMap } from '../../bounded-map.ts'
import type { IntakeSite } from '../../config/intake-site.ts'
import type { Client, Place } from '../../intake/road.ts'
import type { Connection } from './open.ts'

/** Separates the parts of a composite key; cleaned text holds no control characters. */
const UNIT = '\u001f'

interface Numbered {
  /** Finds by unique key, or adds with what `columns` answers. */
  id(key: readonly (string | number)[], columns?: () => readonly unknown[]): number
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
    id(key, rest = () => []) {
      const text = key.length === 1 ? String(key[0]) : key.join(UNIT)
      const remembered = known.get(text)
      if (remembered !== undefined) return remembered
      const found = find.get(...key) as number | undefined
      const id = found ?? Number(add.run(...key, ...rest()).lastInsertRowid)
      known.set(text, id)
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
  /** Path of a numbered page. */
  path(page: number): string
  client(client: Client): number
  place(place: Place): number
  acquisition(
    site: IntakeSite,
    facts: AcquisitionFacts,
    page: { id: number; path: string } | null,
  ): number
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
  const pathOf = db.prepare('select path from page where id = ?').pluck()
  return {
    name: (text) => names.id([text]),
    title: (text) => titles.id([text]),
    query: (text) => queries.id([text]),
    page: (site, { hostname, path }) => pages.id([site, hostname, path]),
    path: (page) => pathOf.get(page) as string,
    client: (client) =>
      clients.id([joined(client, CLIENT)], () => CLIENT.map((part) => client[part])),
    place: (place) => places.id([joined(place, PLACE)], () => PLACE.map((part) => place[part])),
    acquisition: (site, facts, page) =>
      acquisitions.id([site.id, `${page?.id ?? 0}${factsKey(facts)}`], () => {
        const derived = derive(facts, page?.path ?? null, site.rules)
        return [
          JSON.stringify(facts),
          page?.id ?? null,
          ...DERIVED.map((column) => derived[column]),
          Number(derived.tagged),
        ]
      }),
  }
}

function joined<T extends string>(row: Record<T, string | null>, parts: readonly T[]): string {
  return parts.map((part) => row[part] ?? '').join(UNIT)
}
