import { DRAWS } from '../../acquisition/credit/draws.ts'

/** What is credited. */
export interface Credited {
  conversions: number
  /** Minor units. */
  money: number
  /** Conversions that were the first of their person. */
  fresh: number
}

/** Conversions and money in each of the draws, in which people weigh differently. */
export interface Draws {
  conversions: Float64Array
  money: Float64Array
}

export interface Line extends Credited {
  /** People with a part of a conversion. */
  converters: number
  draws: Draws | undefined
}

/** A line, and what the person who has begun adds to it. */
interface OpenLine extends Line {
  isOpen: boolean
  own: Credited
}

/** Credit by row under one model. What one person adds stays apart until they end, for in a draw they weigh as one. */
export class Sheet {
  readonly rows: (OpenLine | undefined)[] = []
  readonly total: OpenLine = newLine()
  readonly #touched: OpenLine[] = []

  /** Numbers one by one: an object for each touch of each path under each model is what a report would spend its time on. */
  add(row: number, conversions: number, money: number, fresh: number): void {
    const line = this.rows[row] ?? this.#newRow(row)
    if (!line.isOpen) {
      line.isOpen = true
      this.#touched.push(line)
    }
    const { own } = line
    own.conversions += conversions
    own.money += money
    own.fresh += fresh
  }

  #newRow(row: number): OpenLine {
    const line = newLine()
    this.rows[row] = line
    return line
  }

  /** From here on the row is drawn, too. */
  draw(row: number): void {
    const line = this.rows[row] ?? newLine()
    line.draws = newDraws()
    this.rows[row] = line
  }

  drawTotal(): void {
    this.total.draws = newDraws()
  }

  /** Whether the person who has begun has a part of a conversion. */
  get hasConverted(): boolean {
    return this.#touched.some(({ own }) => own.conversions > 0)
  }

  /** Ends the person, who weighs so much in each draw. */
  endPerson(weights: Uint8Array): void {
    if (this.#touched.length === 0) return
    const { total } = this
    for (const line of this.#touched) {
      addTo(total.own, line.own)
      end(line, weights)
    }
    end(total, weights)
    this.#touched.length = 0
  }
}

function addTo(sum: Credited, { conversions, money, fresh }: Credited): void {
  sum.conversions += conversions
  sum.money += money
  sum.fresh += fresh
}

function end(line: OpenLine, weights: Uint8Array): void {
  const { own, draws } = line
  addTo(line, own)
  if (own.conversions > 0) line.converters += 1
  if (draws) {
    addScaled(draws.conversions, weights, own.conversions)
    addScaled(draws.money, weights, own.money)
  }
  line.isOpen = false
  own.conversions = 0
  own.money = 0
  own.fresh = 0
}

function newLine(): OpenLine {
  const nothing = { conversions: 0, money: 0, fresh: 0 }
  return { ...nothing, converters: 0, draws: undefined, isOpen: false, own: { ...nothing } }
}

export function newDraws(): Draws {
  return { conversions: new Float64Array(DRAWS), money: new Float64Array(DRAWS) }
}

function addScaled(sums: Float64Array, weights: Uint8Array, by: number): void {
  if (by === 0) return
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + by * (weights[i] ?? 0)
}

/** Lines together, of which each counts people of its own. */
export function together(lines: readonly (Line | undefined)[]): Line {
  const known = lines.filter((line) => line !== undefined)
  const sum = (of: (line: Line) => number) => known.reduce((all, line) => all + of(line), 0)
  const drawn = known.flatMap(({ draws }) => draws ?? [])
  return {
    conversions: sum((line) => line.conversions),
    money: sum((line) => line.money),
    fresh: sum((line) => line.fresh),
    converters: sum((line) => line.converters),
    draws: drawn.length > 0 ? summed(drawn) : undefined,
  }
}

function summed(drawn: readonly Draws[]): Draws {
  const all = newDraws()
  for (const { conversions, money } of drawn) {
    for (let i = 0; i < DRAWS; i++) {
      all.conversions[i] = (all.conversions[i] ?? 0) + (conversions[i] ?? 0)
      all.money[i] = (all.money[i] ?? 0) + (money[i] ?? 0)
    }
  }
  return all
}
