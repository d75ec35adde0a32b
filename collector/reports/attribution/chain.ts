import { Transitions } from '../../acquisition/credit/markov.ts'
import type { Touch } from '../../acquisition/credit/models.ts'
import { shareOut } from '../../acquisition/credit/share-out.ts'
import { Refusal } from '../../refusal.ts'
import { shownMoney } from './parts.ts'
import { type Draws, type Line, newDraws, Sheet } from './sheet.ts'
import type { Value } from './values.ts'

/** A dense matrix of these is 32 MB, and its elimination takes seconds. */
const MOST_STATES = 2_000

/** Markov's model: the chain over all paths, and what is to be shared by it. */
export class Chain {
  readonly #transitions = new Transitions()
  readonly #states = new Map<number, number>()
  /** By state: its touches in all paths, and those of them that the filters choose. */
  readonly #passes: { all: number; chosen: number }[] = []
  /** Of conversions and refunds with a path, as if all were one row's. */
  readonly #whole = new Sheet()
  /** People who converted after a touch of a row. */
  readonly #converters: number[] = []
  readonly #goOn: () => void

  /** `goOn`: called now and then, and may throw. */
  constructor(goOn: () => void) {
    this.#goOn = goOn
  }

  addPath(path: readonly Touch[], times: number): void {
    this.#add(path, true, times)
  }

  addWithout(path: readonly Touch[]): void {
    this.#add(path, false, 1)
  }

  #add(path: readonly Touch[], converts: boolean, times: number): void {
    const states = path.map(({ row, chosen }) => {
      const state = this.#stateOf(row)
      const passes = this.#passes[state] ?? { all: 0, chosen: 0 }
      this.#passes[state] = passes
      passes.all += times
      if (chosen) passes.chosen += times
      return state
    })
    this.#transitions.add(states, converts, times)
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

  /**
   * What has a path, shared among the rows; undefined where no path converted. Only `drawn` values have draws. The chain is
   * that of all visits, whatever the filters choose: of a value's credit they show the part that its chosen touches are of
   * all its touches. 6 conversions are google's, of 10 touches of which 4 are by a phone: phones have 6 × 4/10 = 2.4.
   */
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
    for (const [i, { row, share, chosen }] of states.entries()) {
      const own = shownMoney(parts[i] ?? 0, chosen)
      all += share * chosen
      money += own
      const part = partOf(whole, share * chosen, drawn?.has(row) ?? false)
      rows.set(row, { ...part, money: own, converters: this.#converters[row] ?? 0 })
    }
    return { rows, total: { ...partOf(whole, all, true), money } }
  }

  /** By value, so that the order in which people came decides no tie. */
  #shares(shown: readonly Value[]) {
    const effects = this.#transitions.removalShares(this.#goOn)
    return [...this.#states]
      .map(([row, state]) => {
        const { all, chosen } = this.#passes[state] ?? { all: 0, chosen: 0 }
        return { row, share: effects[state] ?? 0, chosen: all > 0 ? chosen / all : 0 }
      })
      .sort((a, b) => compareValues(shown[a.row], shown[b.row]))
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
