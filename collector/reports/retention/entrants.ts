import type { History } from '../../store/port.ts'

/** Whoever entered a cohort. */
export interface Entrant {
  /** Number of the person. */
  who: number
  /** Epoch ms of the visit's start, or of the event. */
  at: number
  cohort: number
  group: number
}

const FIRST_ROOM = 4_096

/** People by ascending number, in columns: 20 bytes each, however many there are. */
export class Entrants {
  length = 0
  #who = new Float64Array(FIRST_ROOM)
  #at = new Float64Array(FIRST_ROOM)
  #places = new Int32Array(2 * FIRST_ROOM)

  add({ who, at, cohort, group }: Entrant): void {
    const i = this.length++
    if (i === this.#who.length) this.#widen()
    this.#who[i] = who
    this.#at[i] = at
    this.#places[2 * i] = cohort
    this.#places[2 * i + 1] = group
  }

  #widen(): void {
    const [who, at, places] = [this.#who, this.#at, this.#places]
    this.#who = new Float64Array(2 * who.length)
    this.#at = new Float64Array(2 * at.length)
    this.#places = new Int32Array(2 * places.length)
    this.#who.set(who)
    this.#at.set(at)
    this.#places.set(places)
  }

  at(i: number): Entrant {
    return {
      who: this.#who[i] ?? 0,
      at: this.#at[i] ?? 0,
      cohort: this.#places[2 * i] ?? 0,
      group: this.#places[2 * i + 1] ?? 0,
    }
  }

  /** Everybody with their history among those given, which come by ascending number too; undefined without one. */
  async *beside(histories: AsyncIterable<History>): AsyncIterable<[Entrant, History | undefined]> {
    let i = 0
    for await (const history of histories) {
      while (i < this.length && (this.#who[i] ?? 0) < history.who) yield [this.at(i++), undefined]
      if (i < this.length && this.#who[i] === history.who) yield [this.at(i++), history]
    }
    while (i < this.length) yield [this.at(i++), undefined]
  }
}
