/**
 * Sums of whole numbers and of their products, wider than 64 bits, so that ten million units in any order come to the
 * same; what a cap cut to a fraction is added as the fraction it is.
 */
export class ExactSum {
  #whole = 0n
  /** As far as numbers are exact, which are quicker. */
  #part = 0
  #fraction = 0

  add(value: number): void {
    if (Number.isSafeInteger(value)) this.#addSafe(value)
    else this.#fraction += value
  }

  addProduct(a: number, b: number): void {
    const product = a * b
    if (Number.isSafeInteger(product)) this.#addSafe(product)
    else if (Number.isInteger(a) && Number.isInteger(b)) this.#whole += BigInt(a) * BigInt(b)
    else this.#fraction += product
  }

  #addSafe(value: number): void {
    const sum = this.#part + value
    if (Number.isSafeInteger(sum)) {
      this.#part = sum
      return
    }
    this.#whole += BigInt(this.#part)
    this.#part = value
  }

  copy(): ExactSum {
    const same = new ExactSum()
    same.#whole = this.#whole
    same.#part = this.#part
    same.#fraction = this.#fraction
    return same
  }

  /** In another unit: minor units of 100 in one are divided by it. */
  over(unit: number): number {
    return (Number(this.#whole + BigInt(this.#part)) + this.#fraction) / unit
  }
}

/** What is left of the units of one variant for one metric; zero units are only counted. */
export class UnitSums {
  n = 0
  /** Units that did something. */
  nonzero = 0
  value = new ExactSum()
  squares = new ExactSum()
  below = new ExactSum()
  belowSquares = new ExactSum()
  /** Of value and what stands below. */
  products = new ExactSum()
  before = new ExactSum()
  beforeSquares = new ExactSum()
  /** Of value and the value before. */
  beforeProducts = new ExactSum()

  add({ value, below, before }: { value: number; below: number; before: number }): void {
    if (value !== 0) this.nonzero++
    this.value.add(value)
    this.squares.addProduct(value, value)
    this.below.add(below)
    this.belowSquares.addProduct(below, below)
    this.products.addProduct(value, below)
    this.before.add(before)
    this.beforeSquares.addProduct(before, before)
    this.beforeProducts.addProduct(value, before)
  }

  /** With so many units in all, those that did nothing among them. */
  copy(n: number): UnitSums {
    const same = new UnitSums()
    same.n = n
    same.nonzero = this.nonzero
    for (const name of SUMS) same[name] = this[name].copy()
    return same
  }
}

const SUMS = [
  'value',
  'squares',
  'below',
  'belowSquares',
  'products',
  'before',
  'beforeSquares',
  'beforeProducts',
] as const
