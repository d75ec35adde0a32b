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
    const places = this.#nodes.subarray(row * this.depth, (row + 1) * this.depth)
    places.fill(-1)
    places.set(nodes)
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
}
