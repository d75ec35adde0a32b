import { DummyDriver, Kysely, type RawBuilder, SqliteAdapter, SqliteIntrospector } from 'kysely'
import { namedParameters, SharingCompiler } from '../shared-parameters.ts'

/** A number is a whole one wherever it can be: what is added up, compared with an id or an instant is. */
function typeOf(value: unknown): string {
  if (Array.isArray(value)) return `Array(${typeOfAll(value)})`
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'Int64' : 'Float64'
  return value === null ? 'Nullable(String)' : 'String'
}

/** One fraction among whole numbers makes all of them fractions. */
function typeOfAll(values: readonly unknown[]): string {
  const types = new Set(values.map(typeOf))
  if (types.size === 2 && types.has('Int64') && types.has('Float64')) return 'Float64'
  return values.length === 0 ? 'String' : typeOf(values[0])
}

/** Fractions as text, whatever their size: a client may take a great one for a whole number, and refuse it. */
function sent(value: unknown): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? String(value) : value
}

/** Parameters as ClickHouse takes them: `{p0:Int64}`. Quotes are SQL's own: `"name"`. */
class TypedNames extends SharingCompiler {
  protected override written(name: string, value: unknown): string {
    return `{${name}:${typeOf(value)}}`
  }
}

/** Only makes text: the client runs it. */
const kysely = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new TypedNames(),
  },
})

export interface Compiled {
  query: string
  query_params: Record<string, unknown>
}

export function compiled(statement: RawBuilder<unknown>): Compiled {
  const { sql: query, parameters } = statement.compile(kysely)
  return { query, query_params: namedParameters(parameters.map(sent)) }
}
