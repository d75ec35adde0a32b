import type { UnitValue } from '../../store/unit-rows.ts'

const LEAST = 16
/** Numbers of a deed. */
const PARTS = 3

/**
 * What units did for a metric, by the time of their first exposure: 37 bytes each, and at most as many to spare, where an
 * object for each took 124.
 */
export class Deeds {
  #ats = new Float64Array(LEAST)
  #variants = new Uint8Array(LEAST)
  #values = new Float64Array(PARTS * LEAST)
  #length = 0
  /** Places by time; undefined since something came. */
  #order: Uint32Array | undefined

  get length(): number {
    return this.#length
  }

  add(at: number, variant: number, { value, below, before }: UnitValue): void {
    const place = this.#length
    this.#makeRoom(place + 1)
    this.#ats[place] = at
    this.#variants[place] = variant
    this.#values[PARTS * place] = value
    this.#values[PARTS * place + 1] = below
    this.#values[PARTS * place + 2] = before
    this.#length = place + 1
    this.#order = undefined
  }

  addAll(others: Deeds): void {
    const place = this.#length
    const length = place + others.#length
    this.#makeRoom(length)
    this.#ats.set(others.#ats.subarray(0, others.#length), place)
    this.#variants.set(others.#variants.subarray(0, others.#length), place)
    this.#values.set(others.#values.subarray(0, PARTS * others.#length), PARTS * place)
    this.#length = length
    this.#order = undefined
  }

  /** The places from the earliest on; of one instant as they came. */
  get ascending(): Uint32Array {
    const ats = this.#ats
    this.#order ??= Uint32Array.from({ length: this.#length }, (_, place) => place).sort(
      (a, b) => (ats[a] ?? 0) - (ats[b] ?? 0),
    )
    return this.#order
  }

  atOf(place: number): number {
    return this.#ats[place] ?? 0
  }

  variantOf(place: number): number {
    return this.#variants[place] ?? 0
  }

  valueOf(place: number): UnitValue {
    const first = PARTS * place
    return {
      value: this.#values[first] ?? 0,
      below: this.#values[first + 1] ?? 0,
      before: this.#values[first + 2] ?? 0,
    }
  }

  #makeRoom(length: number): void {
    if (length <= this.#ats.length) return
    const most = Math.max(length, 2 * this.#ats.length)
    this.#ats = larger(this.#ats, new Float64Array(most))
    this.#variants = larger(this.#variants, new Uint8Array(most))
    this.#values = larger(this.#values, new Float64Array(PARTS * most))
  }
}

function larger<Room extends Float64Array | Uint8Array>(known: Room, room: Room): Room {
  room.set(known)
  return room
}
