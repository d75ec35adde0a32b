import { normalise } from '../../acquisition/normalise.ts'
import { Refusal } from '../../refusal.ts'
import type { Dimension } from '../../vocabulary.ts'
import type { Speller } from '../facts/namer.ts'

export type Value = string | number | null

/** Of one dimension; a row each. */
const MOST_VALUES = 100_000

/** Whose spellings with other capitals are one value. */
const FOLDED: ReadonlySet<Dimension> = new Set<Dimension>([
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
])

/** The values that visits and spend have of a dimension, numbered as they come. */
export class Values {
  readonly shown: Value[] = []
  readonly #numbers = new Map<Value, number>()
  /** Shown as spend spells them, until a visit has them. */
  readonly #ofSpend = new Set<number>()
  readonly #folds: boolean

  constructor(dimension: Dimension) {
    this.#folds = FOLDED.has(dimension)
  }

  get length(): number {
    return this.shown.length
  }

  /** Of a visit, which says how it is spelt. */
  numberOf(value: Value): number {
    const number = this.#numbers.get(value) ?? this.#add(value)
    if (this.#ofSpend.size > 0 && this.#ofSpend.delete(number)) this.shown[number] = value
    return number
  }

  /** However it is spelt; −1 of one that has not come. */
  known(value: Value): number {
    return this.#numbers.get(value) ?? this.#numbers.get(this.#folded(value)) ?? -1
  }

  /** Once all have come: shows them as the site does everywhere, and as spend does what no event has ever had. */
  spell(speltAs: Speller): void {
    for (const [number, value] of this.shown.entries()) {
      this.shown[number] = speltAs(this.#folded(value)) ?? value
    }
  }

  numberOfSpend(value: Value): number {
    const before = this.length
    const number = this.#numbers.get(value) ?? this.#add(value)
    if (number === before) this.#ofSpend.add(number)
    return number
  }

  #add(value: Value): number {
    const folded = this.#folded(value)
    const number = this.#numbers.get(folded) ?? this.shown.push(value) - 1
    if (number >= MOST_VALUES) {
      throw new Refusal(
        422,
        `more than ${MOST_VALUES} values; ask for another dimension, or filter`,
      )
    }
    this.#numbers.set(folded, number)
    this.#numbers.set(value, number)
    return number
  }

  #folded(value: Value): Value {
    return this.#folds && typeof value === 'string' ? normalise(value) : value
  }
}
