const FIRST_ROOM = 4_096

/** What each entrant did, by name, with a number that says how: 8 bytes for each, in columns. */
export class Done {
  readonly #names: string[] = []
  readonly #numbers = new Map<string, number>()
  /** Entrants by the number of the name. */
  readonly #people: number[] = []
  #columns = new Int32Array(2 * FIRST_ROOM)
  #length = 0
  /** Where what an entrant did ends, by the entrant's place. */
  readonly #ends: Int32Array
  readonly #ranks: (how: number) => boolean
  #entrants = 0

  /** `ranks`: whether what was done so makes a name common; all of it, unless given. */
  constructor(entrants: number, ranks: (how: number) => boolean = () => true) {
    this.#ends = new Int32Array(entrants)
    this.#ranks = ranks
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#names.length)
    this.#people.push(0)
    return this.#names.push(name) - 1
  }

  /** The next entrant, with how they did each, by the number of its name. */
  add(how: ReadonlyMap<number, number>): void {
    for (const [number, value] of how) {
      if (2 * this.#length === this.#columns.length) this.#widen()
      this.#columns[2 * this.#length] = number
      this.#columns[2 * this.#length + 1] = value
      this.#length++
      if (this.#ranks(value)) this.#people[number] = (this.#people[number] ?? 0) + 1
    }
    this.#ends[this.#entrants++] = this.#length
  }

  #widen(): void {
    const columns = this.#columns
    this.#columns = new Int32Array(2 * columns.length)
    this.#columns.set(columns)
  }

  /** The names that most of them did, in the order of the alphabet. */
  commonest(most: number): string[] {
    return this.#names
      .map((name, number) => ({ name, people: this.#people[number] ?? 0 }))
      .filter(({ people }) => people > 0)
      .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1))
      .slice(0, most)
      .map(({ name }) => name)
      .sort()
  }

  get size(): number {
    return this.#names.length
  }

  /** Entrant by entrant how they did those names alone, by their place in the list. */
  *of(names: readonly string[]): Generator<ReadonlyMap<number, number>> {
    const places = new Map(names.map((name, place) => [this.#numbers.get(name), place]))
    let from = 0
    for (const to of this.#ends.subarray(0, this.#entrants)) {
      yield this.#between(from, to, places)
      from = to
    }
  }

  #between(from: number, to: number, places: ReadonlyMap<number | undefined, number>) {
    const how = new Map<number, number>()
    for (let i = from; i < to; i++) {
      const place = places.get(this.#columns[2 * i])
      if (place !== undefined) how.set(place, this.#columns[2 * i + 1] ?? 0)
    }
    return how
  }
}
