import { Explained } from '../../explained.ts'
import { columnsOf, createTable, KEYS, TABLES, type Table } from './tables.ts'

/**
 * The tables on a server of ClickHouse: each row is the latest version of what it tells, or that it is gone. No table has
 * partitions: what a row says can change, and in another partition the old version would stay.
 */

/** Named on each statement, and how replicas find each other; empty for one server. */
export type Cluster = string

/** Says where rows of a time lie, among others of the site: visits are numbered by the day on which they begin. */
const TIMES: Partial<Record<Table, string>> = { visit: 'start', event: 'at' }

/** Numbers that differ little from a row to the next. */
const CLIMBING = new Set(['id', 'visit', 'start', 'last', 'at', 'site'])

interface SchemaStep {
  name: string
  statements(cluster: Cluster): string[]
}

/** In the order in which they are made; none is ever changed. */
const STEPS: readonly SchemaStep[] = [
  { name: '0001-tables', statements: (cluster) => TABLES.map((table) => tableOf(table, cluster)) },
  { name: '0002-collector-file', statements: (cluster) => [collectorFile(cluster)] },
]

/** Says which data file a collector's number belongs to: the one of the last turn. */
export const COLLECTOR_FILE = 'collector_file'

/** A turn is taken once: it keeps its rows' tokens, which replicated tables do by themselves. */
function collectorFile(cluster: Cluster): string {
  const once = cluster === '' ? ' settings non_replicated_deduplication_window = 1000' : ''
  return `create table if not exists ${COLLECTOR_FILE}${onCluster(cluster)} (collector UInt16, turn UInt32, file String, at Int64)
engine = ${engine('MergeTree', cluster, [])} order by (collector, turn)${once}`
}

function onCluster(cluster: Cluster): string {
  return cluster === '' ? '' : ` on cluster '${cluster}'`
}

/** ZooKeeper's or Keeper's path and the replica come from the server's macros. */
function engine(name: string, cluster: Cluster, parameters: readonly string[]): string {
  const replicated = ["'/clickhouse/tables/{shard}/{database}/{table}'", "'{replica}'"]
  return cluster === ''
    ? `${name}(${parameters.join(', ')})`
    : `Replicated${name}(${[...replicated, ...parameters].join(', ')})`
}

function tableOf(table: Table, cluster: Cluster): string {
  const time = TIMES[table]
  const index = time ? `, index of_${time} ${time} type minmax granularity 1` : ''
  const more = `version UInt64 codec(Delta, ZSTD(1)), gone UInt8${index}`
  const replacing = engine('ReplacingMergeTree', cluster, ['version', 'gone'])
  return createTable(table, {
    engine: `${replacing} order by (${KEYS[table].join(', ')})`,
    clause: `if not exists ${table}${onCluster(cluster)}`,
    codec: (column) => (CLIMBING.has(column) ? 'Delta, ZSTD(1)' : 'ZSTD(1)'),
    more,
  })
}

/** Columns of what is inserted: those of the table, its version, and whether it is gone. */
export function insertedColumns(table: Table): [string, ...string[]] {
  const [first = '', ...others] = columnsOf(table)
  return [first, ...others, 'version', 'gone']
}

function stepsTable(cluster: Cluster): string {
  return `create table if not exists migration${onCluster(cluster)} (name String, applied_at Int64)
engine = ${engine('MergeTree', cluster, [])} order by name`
}

/** Everything that an empty database needs, in order. */
export function schemaStatements(cluster: Cluster): string[] {
  return [stepsTable(cluster), ...STEPS.flatMap(({ statements }) => statements(cluster))]
}

/** The tables were made by a later program. */
export class NewerSchemaError extends Explained {}

/** What of a client the schema needs. */
export interface SchemaClient {
  command(asked: { query: string }): Promise<unknown>
  query(asked: { query: string; format: 'JSONEachRow' }): Promise<{ json(): Promise<unknown> }>
  insert(asked: { table: string; values: object[]; format: 'JSONEachRow' }): Promise<unknown>
}

/**
 * Makes what is missing, step by step; what is there stays. Throws NewerSchemaError where a later program has been, before
 * anything is changed.
 */
export async function prepareSchema(
  client: SchemaClient,
  cluster: Cluster,
  now: number,
): Promise<void> {
  await client.command({ query: stepsTable(cluster) })
  const asked = await client.query({ query: 'select name from migration', format: 'JSONEachRow' })
  const applied = new Set(((await asked.json()) as { name: string }[]).map(({ name }) => name))
  const unknown = [...applied].filter((name) => !STEPS.some((step) => step.name === name))
  if (unknown.length > 0)
    throw new NewerSchemaError(
      `The tables of ClickHouse were made by a newer version of Tributary (it knows ${unknown.join(', ')}). Update this one.`,
    )
  for (const { name, statements } of STEPS) {
    if (applied.has(name)) continue
    for (const query of statements(cluster)) await client.command({ query })
    await client.insert({
      table: 'migration',
      values: [{ name, applied_at: now }],
      format: 'JSONEachRow',
    })
  }
}
