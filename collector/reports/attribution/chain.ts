import { Transitions } from '../../acquisition/credit/markov.ts'
import type { Touch } from '../../acquisition/credit/models.ts'
import { shareOut } from '../../acquisition/credit/share-out.ts'
import { Refusal } from '../../refusal.ts'
import { type Draws, type Line, newDraws, Sheet } from './sheet.ts'
import { shownValue } from './touches.ts'
import type { Value } from './values.ts'

/** A dense matrix of these is 32 MB, and its elimination takes seconds. */
const MOST_STATES = 2_000

/** Markov's model: the chain over all paths, and what is to be shared by it. */
export class Chain {
  readonly #transitions = new Transitions()
  readonly #states = new Map<number, number>()
  /** Of conversions and refunds with a path, as if all were one row's. */
  readonly #whole = new Sheet()
  /** People who converted after a touch of a row. */
  readonly #converters: number[] = []

  addPath(path: readonly Touch[], times: number): void {
    const states = path.map(({ row }) => this.#stateOf(row))
    for (let i = 0; i < times; i++) this.#transitions.add(states, true)
  }

  addWithout(path: readonly Touch[]): void {
    this.#transitions.add(
      path.map(({ row }) => this.#stateOf(row)),
      false,
    )
  }

  #stateOf(row: number): number {
    const state = this.#states.get(row) ?? this.#states.size
    if (state >= MOST_STATES) {
      throw new Refusal(
        422,
        `markov takes ${MOST_STATES} values at most; ask for a dimension with fewer, or for other models`,
      )
    }
    this.#states.set(row, state)
    return state
  }

  get whole(): Sheet {
    return this.#whole
  }

  endPerson(weights: Uint8Array, converted: ReadonlySet<number>): void {
    this.#whole.endPerson(weights)
    for (const row of converted) this.#converters[row] = (this.#converters[row] ?? 0) + 1
  }

  /** What has a path, shared among the rows; undefined where no path converted. Only `drawn` values have draws. */
  shared(shown: readonly Value[], drawn: ReadonlySet<number> | undefined): Shared | undefined {
    const whole = this.#whole.total
    const states = this.#shares(shown)
    if (!states.some(({ share }) => share > 0)) return undefined
    const parts = shareOut(
      whole.money,
      states.map(({ share }) => share),
    )
    const rows = new Map<number, Line>()
    let [all, money] = [0, 0]
    for (const [i, { row, share }] of states.entries()) {
      const value = shownValue(row)
      if (value === undefined) continue
      all += share
      money += parts[i] ?? 0
      const part = partOf(whole, share, drawn?.has(value) ?? false)
      rows.set(value, { ...part, money: parts[i] ?? 0, converters: this.#converters[row] ?? 0 })
    }
    return { rows, total: { ...partOf(whole, all, true), money } }
  }

  /** By value, so that the order in which people came decides no tie. */
  #shares(shown: readonly Value[]) {
    const effects = this.#transitions.removalShares()
    return [...this.#states]
      .map(([row, state]) => ({ row, share: effects[state] ?? 0 }))
      .sort((a, b) => compareValues(shown[a.row >> 1], shown[b.row >> 1]) || a.row - b.row)
  }
}

/** Credit by the number of a value, and that of all shown rows. */
interface Shared {
  rows: Map<number, Line>
  total: Line
}

function partOf(whole: Line, share: number, isDrawn: boolean): Line {
  const { conversions, fresh, converters, draws } = whole
  return {
    conversions: conversions * share,
    money: 0,
    fresh: fresh * share,
    converters,
    draws: isDrawn && draws ? scaledDraws(draws, share) : undefined,
  }
}

/** Null last. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0
  if (a === null || a === undefined) return 1
  if (b === null || b === undefined) return -1
  return String(a) < String(b) ? -1 : 1
}

function scaledDraws({ conversions, money }: Draws, by: number): Draws {
  const scaled = newDraws()
  for (let i = 0; i < conversions.length; i++) {
    scaled.conversions[i] = (conversions[i] ?? 0) * by
    scaled.money[i] = (money[i] ?? 0) * by
  }
  return scaled
}
