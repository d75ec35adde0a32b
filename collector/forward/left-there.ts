import { OWN_EVENTS } from '../own-events.ts'
import { columnsOf } from '../store/clickhouse/tables.ts'
import { EXTENT_SIZE } from '../store/sqlite/extents.ts'
import { type DayTable, type Sum, sumExpression, thereSums } from './checksums.ts'
import { numbersOf } from './rows.ts'

/** Extents of a site, by the file's own numbers. */
export interface Extents {
  site: number
  /** All of the site where it is left out. */
  extents?: readonly number[]
}

/** What events of an extent come to, and what they refer to, by kind: numbers, of properties their keys. */
export interface LeftExtent extends Sum {
  labels: Record<Label, (number | string)[]>
}

const LABELS = ['page', 'title', 'query', 'acquisition', 'name', 'account'] as const
type Label = (typeof LABELS)[number] | 'property'

/** Events that the file does not hold any more, where they are. All numbers are the file's own. */
export interface LeftThere {
  /** The events of these visits are gone; done twice is done once. */
  drop(site: number, visits: readonly number[], version: number): Promise<void>
  /** Events of the extents are not of that account any more; so is this. */
  disown(of: Required<Extents> & { account: number }, version: number): Promise<void>
  /** What visits or events come to, by extent. */
  sums(table: DayTable, of: Extents): Promise<Map<number, Sum>>
  /** Extents without events are missing. */
  look(of: Required<Extents>): Promise<Map<number, LeftExtent>>
}

/** What of a client it needs. */
export interface LeftClient {
  command(asked: {
    query: string
    query_params: Record<string, unknown>
    clickhouse_settings: Record<string, string | number>
    use_multipart_params_auto: true
  }): Promise<unknown>
  query(asked: {
    query: string
    query_params: Record<string, unknown>
    format: 'JSONEachRow'
    use_multipart_params_auto: true
  }): Promise<{ json(): Promise<unknown> }>
}

/** An answer means that it is done, and no block is left out for being known. */
const WRITING = { wait_end_of_query: 1, insert_deduplicate: 0 }
/** Visits of one statement. */
const VISITS = 5_000

const LAST_OWN = Math.max(...Object.values(OWN_EVENTS).map(({ number }) => number))

export function leftThere(client: LeftClient, collector: number): LeftThere {
  const { first, end } = numbersOf(collector)
  const own = (id: number) => (id > LAST_OWN ? id - first : id)
  const command = (query: string, query_params: Record<string, unknown>) =>
    client.command({
      ...{ query, query_params, clickhouse_settings: WRITING },
      use_multipart_params_auto: true,
    })
  const rows = async <Row>(query: string, query_params: Record<string, unknown>) => {
    const form = { format: 'JSONEachRow', use_multipart_params_auto: true } as const
    const answer = await client.query({ query, query_params, ...form })
    return (await answer.json()) as Row[]
  }
  const boundsOf = ({ site, extents }: Extents) => ({
    ...{ site, first },
    from: extents ? first + Math.min(...extents) * EXTENT_SIZE : first,
    to: extents ? first + (Math.max(...extents) + 1) * EXTENT_SIZE : end,
    ...(extents && { extents }),
  })

  return {
    async drop(site, visits, version) {
      for (let at = 0; at < visits.length; at += VISITS) {
        const some = visits.slice(at, at + VISITS).map((visit) => first + visit)
        await command(DROP, { site, version, visits: some })
      }
    },
    async disown({ account, ...of }, version) {
      await command(DISOWN, { ...boundsOf(of), account: first + account, version })
    },
    async sums(table, of) {
      const found = await rows<SumRow>(thereSums(table, of.extents !== undefined), boundsOf(of))
      return new Map(found.map((row) => [Number(row.extent), sumOf(row)]))
    },
    async look(of) {
      const found = await rows<SumRow & LeftExtent['labels']>(LOOK, boundsOf(of))
      return new Map(
        found.map((row) => {
          const numbered = LABELS.map((label) => [label, row[label].map((id) => own(Number(id)))])
          const labels = { ...Object.fromEntries(numbered), property: row.property }
          return [Number(row.extent), { ...sumOf(row), labels }]
        }),
      )
    },
  }
}

interface SumRow {
  extent: number | string
  rows: number | string
  checksum: string
}

function sumOf({ rows, checksum }: SumRow): Sum {
  return { rows: Number(rows), checksum: BigInt(checksum) }
}

/** A row that says no more than which one it was. */
const DROP = `insert into event (site, visit, seq, version, gone)
select site, visit, seq, {version:UInt64}, 1 from event final
where site = {site:Int64} and visit in {visits:Array(Int64)}`

const EXTENT = `intDiv(visit - {first:Int64}, ${EXTENT_SIZE})`
const OF_EXTENTS = `site = {site:Int64} and visit >= {from:Int64} and visit < {to:Int64}
  and has({extents:Array(Int64)}, ${EXTENT})`

const DISOWN = `insert into event (${columnsOf('event').join(', ')}, version, gone)
select ${columnsOf('event')
  .map((column) => (column === 'account' ? 'null' : column))
  .join(', ')}, {version:UInt64}, 0
from event final where ${OF_EXTENTS} and account = {account:Int64}`

const LOOK = `select ${EXTENT} as extent, count() as rows, toString(sum(${sumExpression('event')})) as checksum,
  ${LABELS.map((label) => `groupUniqArray(${label}) as ${label}`).join(', ')},
  groupUniqArrayArray(mapKeys(properties)) as property
from event final where ${OF_EXTENTS} group by extent`
