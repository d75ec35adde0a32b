import { SqliteDialect, SqliteQueryCompiler } from 'kysely'

/**
 * Names each value once however often a statement uses it: SQLite takes 32,766 parameters, and a report repeats its
 * filters for every goal.
 */
class SharingCompiler extends SqliteQueryCompiler {
  readonly #places = new Map<unknown, number>()

  /** One compiler makes all statements. */
  override compileQuery(...query: Parameters<SqliteQueryCompiler['compileQuery']>) {
    this.#places.clear()
    return super.compileQuery(...query)
  }

  protected override appendValue(value: unknown): void {
    const known = this.#places.get(value)
    const place = known ?? this.#places.size
    if (known === undefined) {
      this.#places.set(value, place)
      this.addParameter(value)
    }
    this.append(`@p${place}`)
  }
}

/** SQLite, its statements with the parameters `p0`, `p1`, … */
export class SharingDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new SharingCompiler()
  }
}

/** The parameters of a statement by their names. */
export function namedParameters(values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, place) => [`p${place}`, value]))
}
