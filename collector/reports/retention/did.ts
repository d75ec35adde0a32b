import type { Table } from '../../../experiments/statistics/fisher.ts'

/** How many people did what how often, and how many of them came back. */
export class Did {
  readonly names: readonly string[]
  readonly #most: number
  /** By name and exact count, `most` for that and more; of those who came back alone in the second. */
  readonly #people: Float64Array
  readonly #retained: Float64Array
  /** By pair of names, the lower first. */
  readonly #both: Float64Array
  readonly #bothRetained: Float64Array
  people = 0
  retained = 0

  constructor(names: readonly string[], most: number) {
    this.names = names
    this.#most = most
    const room = names.length * (most + 1)
    this.#people = new Float64Array(room)
    this.#retained = new Float64Array(room)
    this.#both = new Float64Array(names.length ** 2)
    this.#bothRetained = new Float64Array(names.length ** 2)
  }

  /** One person, with how often they did each. */
  add(counts: ReadonlyMap<number, number>, retained: boolean): void {
    this.people += 1
    if (retained) this.retained += 1
    const done = [...counts.keys()].sort((a, b) => a - b)
    for (const [i, name] of done.entries()) {
      const times = Math.min(counts.get(name) ?? 0, this.#most)
      count(this.#people, this.#retained, name * (this.#most + 1) + times, retained)
      for (const other of done.slice(i + 1)) {
        count(this.#both, this.#bothRetained, name * this.names.length + other, retained)
      }
    }
  }

  /** Did it so many times at least, against everybody else. */
  atLeast(name: number, times: number): Table {
    let [people, retained] = [0, 0]
    for (let n = times; n <= this.#most; n++) {
      people += this.#people[name * (this.#most + 1) + n] ?? 0
      retained += this.#retained[name * (this.#most + 1) + n] ?? 0
    }
    return this.#table(people, retained)
  }

  /** Did both once at least. */
  both(name: number, other: number): Table {
    const place = name * this.names.length + other
    return this.#table(this.#both[place] ?? 0, this.#bothRetained[place] ?? 0)
  }

  #table(people: number, retained: number): Table {
    const c = this.retained - retained
    return { a: retained, b: people - retained, c, d: this.people - people - c }
  }
}

function count(all: Float64Array, some: Float64Array, place: number, counts: boolean): void {
  all[place] = (all[place] ?? 0) + 1
  if (counts) some[place] = (some[place] ?? 0) + 1
}
