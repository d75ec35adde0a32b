const LEAST = 16

/** Instants in the order in which they come and then, without a second list, by time: eight bytes each, and at most as many to spare. */
export class Instants {
  #room = new Float64Array(LEAST)
  #length = 0
  #isSorted = true

  get length(): number {
    return this.#length
  }

  add(at: number): void {
    this.#makeRoom(this.#length + 1)
    this.#room[this.#length++] = at
    this.#isSorted = false
  }

  addAll(others: Instants): void {
    this.#makeRoom(this.#length + others.#length)
    this.#room.set(others.#all(), this.#length)
    this.#length += others.#length
    this.#isSorted = false
  }

  get ascending(): Float64Array {
    const all = this.#all()
    // A list of numbers alone is sorted ten times as fast as by comparing.
    if (!this.#isSorted) all.sort()
    this.#isSorted = true
    return all
  }

  #all(): Float64Array {
    return this.#room.subarray(0, this.#length)
  }

  #makeRoom(length: number): void {
    if (length <= this.#room.length) return
    const room = new Float64Array(Math.max(length, 2 * this.#room.length))
    room.set(this.#all())
    this.#room = room
  }
}
