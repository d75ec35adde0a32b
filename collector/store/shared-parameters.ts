import { SqliteQueryCompiler } from 'kysely'

/**
 * Names each value once (`p0`, `p1`, …) however often a statement uses it: SQLite takes 32,766 parameters, and a report
 * repeats its filters for every goal. How an engine writes a name is for it to say.
 */
export abstract class SharingCompiler extends SqliteQueryCompiler {
  readonly #places = new Map<unknown, number>()

  protected abstract written(name: string, value: unknown): string

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
    this.append(this.written(nameOf(place), value))
  }
}

function nameOf(place: number): string {
  return `p${place}`
}

/** The parameters of a statement by their names. */
export function namedParameters(values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, place) => [nameOf(place), value]))
}
