/**
 * The logical tables as ClickHouse holds them. What SQLite packs is text here (ids of events, keys of people), visits
 * and events carry their site. Where engines would differ, the collector's own word is stored beside: the path of a page as
 * it is shown, `properties`, each value of `props` as a text, and `pages`, all distinct ones of a visit's events, 0 for those without. All times are Int64, epoch ms.
 */
const COLUMNS = {
  name: 'id Int64, text String',
  page: 'id Int64, site Int64, hostname String, path String, readable_path String',
  title: 'id Int64, text String',
  query: 'id Int64, text String',
  client: `id Int64, browser Nullable(String), browser_version Nullable(String), os Nullable(String),
    os_version Nullable(String), device Nullable(String), screen Nullable(String), language Nullable(String)`,
  place: 'id Int64, country Nullable(String), region Nullable(String), city Nullable(String)',
  acquisition: `id Int64, site Int64, facts String, page Nullable(Int64), source Nullable(String),
    medium Nullable(String), campaign Nullable(String), content Nullable(String), term Nullable(String),
    campaign_id Nullable(String), referrer Nullable(String), click_id Nullable(String), channel String,
    link Nullable(String)`,
  spelling: 'site Int64, field String, value String, text String',
  person: `id Int64, site Int64, kind Int64, key String, first_at Nullable(Int64), account Nullable(Int64),
    traits Nullable(String), traits_at Nullable(Int64)`,
  visit: `id Int64, site Int64, visitor Int64, person Int64, start Int64, last Int64, heard Nullable(Int64),
    acquisition Int64, client Int64, place Int64, landing Nullable(Int64), exit Nullable(Int64),
    pageviews Int64, events Int64, engaged Int64, interactive Int64, alone Int64, pages Array(Int64)`,
  event: `visit Int64, site Int64, seq Int64, at Int64, nth Nullable(Int64), name Int64, page Nullable(Int64),
    title Nullable(Int64), acquisition Nullable(Int64), query Nullable(Int64), uid String,
    engaged Nullable(Int64), scroll Nullable(Int64), of Nullable(String), amount Nullable(Int64),
    currency Nullable(String), props Nullable(String),
    properties Map(String, String), user Nullable(Int64), account Nullable(Int64),
    interactive Int64, order_id Nullable(String), subscription Nullable(String)`,
  quality: 'site Int64, day Int64, kind String, detail String, count Int64',
}

export type Table = keyof typeof COLUMNS

export const TABLES = Object.keys(COLUMNS) as Table[]

function definitionsOf(table: Table): string[] {
  return COLUMNS[table].split(/,\s+(?=\w+ [A-Z])/u)
}

export function columnsOf(table: Table): string[] {
  return definitionsOf(table).map((column) => column.split(' ', 1)[0] ?? '')
}

interface Written {
  /** With its order and settings: `Memory`, `ReplacingMergeTree … order by …`. */
  engine: string
  /** What stands after `create table`; the table's name alone where nothing is said. */
  clause?: string
  /** How a column is packed. */
  codec?(column: string): string
  /** Columns and indices besides. */
  more?: string
}

export function createTable(
  table: Table,
  { engine, clause = table, codec, more }: Written,
): string {
  const columns = definitionsOf(table).map((definition) => {
    const [column = ''] = definition.split(' ', 1)
    return codec ? `${definition} codec(${codec(column)})` : definition
  })
  const all = more === undefined ? columns : [...columns, more]
  return `create table ${clause} (${all.join(', ')}) engine = ${engine}`
}

/** What tells a row of a table apart, and how the rows lie: what a site asks about lies together, by time as visits are numbered. */
export const KEYS: Record<Table, readonly string[]> = {
  name: ['id'],
  page: ['site', 'id'],
  title: ['id'],
  query: ['id'],
  client: ['id'],
  place: ['id'],
  acquisition: ['site', 'id'],
  spelling: ['site', 'field', 'value'],
  person: ['site', 'id'],
  visit: ['site', 'id'],
  event: ['site', 'visit', 'seq'],
  quality: ['site', 'day', 'kind', 'detail'],
}
