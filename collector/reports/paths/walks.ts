import type { Walk } from './walk.ts'

const FIRST_ROOM = 4_096
const ENDS = 1
const CONVERTS = 2

/** The paths of all units, side by side in a column for each level: a few bytes each, however many there are. */
export class Walks {
  readonly depth: number
  length = 0
  #nodes: Int32Array
  #flags = new Uint8Array(FIRST_ROOM)

  constructor(depth: number) {
    this.depth = depth
    this.#nodes = new Int32Array(FIRST_ROOM * depth)
  }

  add({ nodes, ends, converts }: Walk): void {
    const row = this.length++
    if (row === this.#flags.length) this.#widen()
    const first = row * this.depth
    for (let level = 0; level < this.depth; level++) this.#nodes[first + level] = nodes[level] ?? -1
    this.#flags[row] = (ends ? ENDS : 0) | (converts ? CONVERTS : 0)
  }

  #widen(): void {
    const [nodes, flags] = [this.#nodes, this.#flags]
    this.#nodes = new Int32Array(2 * nodes.length)
    this.#flags = new Uint8Array(2 * flags.length)
    this.#nodes.set(nodes)
    this.#flags.set(flags)
  }

  /** −1 where the path has no such level. */
  nodeAt(row: number, level: number): number {
    return level < this.depth ? (this.#nodes[row * this.depth + level] ?? -1) : -1
  }

  ends(row: number): boolean {
    return ((this.#flags[row] ?? 0) & ENDS) !== 0
  }

  converts(row: number): boolean {
    return ((this.#flags[row] ?? 0) & CONVERTS) !== 0
  }

  /** For each row the first row whose path is the same, up to the depth, and ends alike. */
  firstAlike(): Int32Array {
    const mask = 2 ** Math.ceil(Math.log2(2 * this.length + 1)) - 1
    // Rows by the hash of their path; where another lies already, in the next place that is free.
    const places = new Int32Array(mask + 1).fill(-1)
    const firsts = new Int32Array(this.length)
    for (let row = 0; row < this.length; row++) {
      let place = this.#hash(row) & mask
      while (places[place] !== -1 && !this.#alike(row, places[place] ?? 0))
        place = (place + 1) & mask
      if (places[place] === -1) places[place] = row
      firsts[row] = places[place] ?? row
    }
    return firsts
  }

  #hash(row: number): number {
    let hash = this.ends(row) ? 1 : 0
    for (let level = 0; level < this.depth; level++) {
      // Knuth's multiplier, 2^32 over the golden ratio; the shift brings its high bits down.
      hash = Math.imul(hash ^ this.nodeAt(row, level), 0x9e3779b1)
      hash ^= hash >>> 15
    }
    return hash
  }

  #alike(row: number, other: number): boolean {
    for (let level = 0; level < this.depth; level++) {
      if (this.nodeAt(row, level) !== this.nodeAt(other, level)) return false
    }
    return this.ends(row) === this.ends(other)
  }
}
