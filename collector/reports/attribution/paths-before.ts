import { type PathOptions, seenPath, type Touch } from '../../acquisition/credit/models.ts'

/** Touches in time order, and those between two instants that only move on. */
class Window {
  readonly #touches: readonly Touch[]
  #begin = 0
  #end = 0

  constructor(touches: readonly Touch[]) {
    this.#touches = touches
  }

  /** Both instants included. */
  move(from: number, to: number): void {
    while (this.#end < this.#touches.length && (this.#touches[this.#end]?.at ?? 0) <= to)
      this.#end++
    while (this.#begin < this.#end && (this.#touches[this.#begin]?.at ?? 0) < from) this.#begin++
  }

  get isEmpty(): boolean {
    return this.#begin === this.#end
  }

  get last(): Touch | undefined {
    return this.isEmpty ? undefined : this.#touches[this.#end - 1]
  }

  slice(): Touch[] {
    return this.#touches.slice(this.#begin, this.#end)
  }
}

/** Touches and, where repeats collapse, those of them that are the last of equal neighbours. */
class Seen {
  readonly #all: Window
  readonly #kept: Window | undefined

  constructor(touches: readonly Touch[], { collapse_repeats }: PathOptions) {
    this.#all = new Window(touches)
    const options = { exclude_direct: false, collapse_repeats }
    this.#kept = collapse_repeats ? new Window(seenPath(touches, options)) : undefined
  }

  move(from: number, to: number): void {
    this.#all.move(from, to)
    this.#kept?.move(from, to)
  }

  get isEmpty(): boolean {
    return this.#all.isEmpty
  }

  slice(): Touch[] {
    if (!this.#kept) return this.#all.slice()
    const kept = this.#kept.slice()
    const { last } = this.#all
    // Its neighbour of the same row comes only afterwards.
    if (last && kept.at(-1) !== last) kept.push(last)
    return kept
  }
}

/**
 * The paths of one person's conversions, as the models see them (`seenPath`). Each takes as long as it has touches, however
 * many visits there are or were left out: both ends of the lookback only move on.
 */
export class PathsBefore {
  readonly #lookback: number
  readonly #all: Seen
  readonly #brought: Seen | undefined

  constructor(touches: readonly Touch[], options: PathOptions, lookback: number) {
    this.#lookback = lookback
    this.#all = new Seen(touches, options)
    if (options.exclude_direct) {
      const brought = touches.filter(({ direct }) => !direct)
      this.#brought = new Seen(brought, options)
    }
  }

  /** The path from the lookback's begin to an instant, both included; each instant is no earlier than the one before. */
  to(instant: number): Touch[] {
    const from = instant - this.#lookback
    for (const seen of [this.#all, this.#brought]) seen?.move(from, instant)
    const isBrought = this.#brought !== undefined && !this.#brought.isEmpty
    return (isBrought ? this.#brought : this.#all)?.slice() ?? []
  }
}
