import type { ImportedDay, Sum, TableName } from '../../imported/imported-day.ts'
import { keptAddress } from '../../intake/kept-address.ts'
import { clientOf } from '../client-words.ts'
import { pathIn } from '../days/path-in.ts'
import { originValues } from '../days/sources.ts'
import { valueIn } from '../days/sums.ts'
import { placeOf } from '../place-words.ts'

/** A cell by its column; undefined where the layout has none. */
export type Cell = (column: string) => string | undefined

export interface Layout {
  table: Exclude<TableName, 'languages'>
  /** A column that no other table has; with `date` it shows which table a renamed file is. */
  own: string | undefined
  /** What a row is about; a few words on why nothing is. */
  values(cell: Cell): ImportedDay['values'] | string
  /** By our name of a sum the columns that may have it, in this order; all of them by default as they are called. */
  sums?: Partial<Record<Sum, readonly string[]>>
}

const NO_PAGE = 'no page'

/** Columns that older layouts do not have stay untold. */
function told<Name extends string>(
  cell: Cell,
  columns: Readonly<Record<Name, string>>,
  values: { readonly [N in NoInfer<Name>]?: string | null | undefined },
): Partial<Record<Name, string | null>> {
  const entries = Object.entries(columns) as [Name, string][]
  return Object.fromEntries(
    entries
      .filter(([, column]) => cell(column) !== undefined)
      .map(([name]) => [name, values[name] ?? null]),
  ) as Partial<Record<Name, string | null>>
}

/** What Plausible's script sends by itself, by our names for the same. */
const OWN_EVENTS: Readonly<Record<string, string>> = {
  'Outbound Link: Click': 'outbound',
  'File Download': 'download',
  'Form: Submission': 'form',
  '404': 'notfound',
}

const NO_EVENTS: Readonly<Record<string, string>> = {
  pageview: 'a pageview, which the table of pages tells',
  engagement: 'an engagement, which is no event',
}

/** An event's name, as it stands in the file. */
export function eventValues(name: string | null): ImportedDay['values'] | string {
  if (name === null) return 'no name'
  return NO_EVENTS[name] ?? { event: OWN_EVENTS[name] ?? name }
}

/** An address that visitors followed or sent something to, as its events tell it of our own: host and path. */
function propertyIn(property: string, cell: Cell): string | null {
  const value = valueIn(cell('value'))
  return property === 'url' && value !== null ? keptAddress(value, []) : value
}

/** Every table of the export, in all its layouts (plausible/analytics, lib/plausible/exports.ex and imported/*.ex). */
export const LAYOUTS: readonly Layout[] = [
  {
    table: 'sources',
    own: 'source',
    values: (cell) => {
      const tags = ['source', 'medium', 'campaign', 'content', 'term'] as const
      const given = Object.fromEntries(tags.map((tag) => [tag, cell(`utm_${tag}`) ?? '']))
      return originValues({
        ...given,
        name: cell('source') ?? '',
        referrer: cell('referrer') ?? '',
      })
    },
  },
  {
    table: 'pages',
    own: 'page',
    values: (cell) => {
      const page = pathIn(cell('page'))
      if (page === null) return NO_PAGE
      const hostname = valueIn(cell('hostname'))
      return { ...told(cell, { hostname: 'hostname' }, { hostname }), page }
    },
  },
  {
    table: 'entry_pages',
    own: 'entry_page',
    values: (cell) => {
      const landing_page = pathIn(cell('entry_page'))
      return landing_page === null ? NO_PAGE : { landing_page }
    },
    sums: { visits: ['entrances', 'visits'] },
  },
  {
    table: 'exit_pages',
    own: 'exit_page',
    values: (cell) => {
      const exit_page = pathIn(cell('exit_page'))
      return exit_page === null ? NO_PAGE : { exit_page }
    },
    sums: { visits: ['exits', 'visits'] },
  },
  {
    table: 'custom_props',
    own: 'property',
    values: (cell) => {
      const property = valueIn(cell('property'), 300)
      return property === null ? 'no property' : { property, value: propertyIn(property, cell) }
    },
  },
  {
    table: 'custom_events',
    own: 'name',
    values: (cell) => eventValues(valueIn(cell('name'), 120)),
  },
  {
    table: 'locations',
    own: 'country',
    values: (cell) => {
      const columns = { country: 'country', region: 'region', city: 'city' }
      const [country, region, city] = [cell('country'), cell('region'), cell('city')]
      return told(cell, columns, placeOf({ country, region, city: city === '0' ? '' : city }))
    },
  },
  {
    table: 'devices',
    own: 'device',
    values: (cell) => ({ device: clientOf({ device: cell('device') }).device ?? null }),
  },
  {
    table: 'browsers',
    own: 'browser',
    values: (cell) => {
      const columns = { browser: 'browser', browser_version: 'browser_version' }
      const [browser, browser_version] = [cell('browser'), cell('browser_version')]
      return told(cell, columns, clientOf({ browser, browser_version }))
    },
  },
  {
    table: 'operating_systems',
    own: 'operating_system',
    values: (cell) => {
      const columns = { os: 'operating_system', os_version: 'operating_system_version' }
      const [os, os_version] = [cell('operating_system'), cell('operating_system_version')]
      return told(cell, columns, clientOf({ os, os_version }))
    },
  },
  // Last: it has no column that the others have not.
  { table: 'visitors', own: undefined, values: () => ({}) },
]
