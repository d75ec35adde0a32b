/** First-order chain over the paths of people: how often one state followed another. */
export class Transitions {
  readonly #counts: Map<number, number>[] = []
  readonly #starts: number[] = []
  readonly #converted: number[] = []
  readonly #seen: number[] = []
  #paths = 0

  /** States are numbered from 0, and may come to be more than at first. */
  constructor(states = 0) {
    this.#widen(states)
  }

  get #states(): number {
    return this.#counts.length
  }

  #widen(states: number): void {
    while (this.#states < states) {
      this.#counts.push(new Map())
      for (const column of [this.#starts, this.#converted, this.#seen]) column.push(0)
    }
  }

  /** Counts a path of states, one at least, that was gone so many times and ended in a conversion or in nothing. */
  add(path: readonly number[], converts: boolean, times = 1): void {
    const [first] = path
    const last = path.at(-1)
    if (first === undefined || last === undefined || times === 0) return
    this.#paths += times
    for (const [i, state] of path.entries()) this.#pass(state, path[i + 1], times)
    this.#starts[first] = (this.#starts[first] ?? 0) + times
    if (converts) this.#converted[last] = (this.#converted[last] ?? 0) + times
  }

  #pass(state: number, next: number | undefined, times: number): void {
    this.#widen(state + 1)
    this.#seen[state] = (this.#seen[state] ?? 0) + times
    const follows = this.#counts[state]
    if (next !== undefined) follows?.set(next, (follows.get(next) ?? 0) + times)
  }

  /**
   * How much of all conversions is lost when a state leads to nothing (Anderl, Becker, von Wangenheim and Schumann
   * 2014), as shares that sum to 1; all 0 without any conversion. What is lost is exactly what passes through the
   * state: the chance to reach it, u/N, times the chance v to convert from there, with N = (I − Q)⁻¹ of the transitions
   * Q, u = starts × N, v = N × conversions, so that the chain is solved once. Of the paths a b and a that convert and b
   * that does not, 2/3 convert; without a 1/6 do, without b 1/3: effects 3/4 and 1/2, shares 0.6 and 0.4. `goOn` is called
   * between rows, and may throw.
   */
  removalShares(goOn: () => void = () => undefined): number[] {
    const inverse = inverseOf(this.#remaining(), goOn)
    const reached = this.#fromStart(inverse)
    const converts = this.#toConversion(inverse)
    const n = this.#states
    const effects = reached.map((visits, state) => {
      const returns = inverse[state * n + state] ?? 1
      return (visits / returns) * (converts[state] ?? 0)
    })
    const all = effects.reduce((sum, effect) => sum + effect, 0)
    return effects.map((effect) => (all > 0 ? effect / all : 0))
  }

  /** I − Q, a row of states after another. */
  #remaining(): Float64Array {
    const n = this.#states
    const matrix = new Float64Array(n * n)
    for (const [state, follows] of this.#counts.entries()) {
      matrix[state * n + state] = 1
      const seen = this.#seen[state] ?? 0
      for (const [next, count] of follows) {
        const place = state * n + next
        matrix[place] = (matrix[place] ?? 0) - count / seen
      }
    }
    return matrix
  }

  /** Expected visits to each state. */
  #fromStart(inverse: Float64Array): number[] {
    const n = this.#states
    const visits = new Float64Array(n)
    for (let from = 0; from < n; from++) {
      const start = (this.#starts[from] ?? 0) / this.#paths
      if (start > 0) addScaled(visits, inverse.subarray(from * n, from * n + n), start)
    }
    return [...visits]
  }

  /** Chance to convert from each state. */
  #toConversion(inverse: Float64Array): Float64Array {
    const n = this.#states
    const ends = this.#converted.map((count, i) => (count > 0 ? count / (this.#seen[i] ?? 1) : 0))
    return Float64Array.from({ length: n }, (_, state) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (inverse[state * n + i] ?? 0) * (ends[i] ?? 0)
      return sum
    })
  }
}

function addScaled(target: Float64Array, row: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (row[i] ?? 0)
}

/**
 * Inverse by Gauss and Jordan's elimination in place. The matrix is one less transitions, of which some always end, so
 * that no pivot comes near zero; rows that do not lead to a state are left alone.
 */
function inverseOf(matrix: Float64Array, goOn: () => void): Float64Array {
  const n = Math.sqrt(matrix.length)
  for (let k = 0; k < n; k++) {
    goOn()
    const pivotRow = matrix.subarray(k * n, k * n + n)
    const pivot = 1 / (pivotRow[k] ?? 1)
    pivotRow[k] = 1
    for (let j = 0; j < n; j++) pivotRow[j] = (pivotRow[j] ?? 0) * pivot
    for (let i = 0; i < n; i++) {
      if (i !== k) eliminate(matrix.subarray(i * n, i * n + n), pivotRow, k)
    }
  }
  return matrix
}

function eliminate(row: Float64Array, pivotRow: Float64Array, column: number): void {
  const factor = row[column] ?? 0
  if (factor === 0) return
  row[column] = 0
  addScaled(row, pivotRow, -factor)
}
