/** What stands for null, and up to where the numbers above it are places in a list. */
const NULL = -(2 ** 31)
const LAST_LISTED = -(2 ** 30)

const FIRST_ROOM = 16_384

/**
 * Values of any kind, one after another: four bytes for null or a small whole number, which nearly all are, and twelve and
 * the value itself for any other.
 *
 *     values    7  null  '5 USD'  2.5  8      numbers   7  NULL  NULL + 1  NULL + 2  8
 *                                             list      '5 USD'  2.5
 */
export class BesideColumn {
  length = 0
  #numbers = new Int32Array(FIRST_ROOM)
  #list: unknown[] = []

  push(value: unknown): void {
    if (this.length === this.#numbers.length) this.#widen()
    this.#numbers[this.length++] = isPlain(value) ? value : this.#listed(value)
  }

  #widen(): void {
    const wider = new Int32Array(2 * this.length)
    wider.set(this.#numbers)
    this.#numbers = wider
  }

  #listed(value: unknown): number {
    return value === null ? NULL : NULL + this.#list.push(value)
  }

  at(row: number): unknown {
    const number = this.#numbers[row] ?? NULL
    if (number > LAST_LISTED) return number
    return number === NULL ? null : this.#list[number - NULL - 1]
  }

  /** Leaves those rows alone, in their order. */
  keep(isKept: (row: number) => boolean): void {
    const [numbers, list, length] = [this.#numbers, this.#list, this.length]
    this.clear()
    for (let row = 0; row < length; row++) {
      if (!isKept(row)) continue
      const number = numbers[row] ?? NULL
      const isListed = number !== NULL && number <= LAST_LISTED
      numbers[this.length++] = isListed ? this.#listed(list[number - NULL - 1]) : number
    }
  }

  clear(): void {
    this.length = 0
    this.#list = []
  }
}

function isPlain(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > LAST_LISTED && (value as number) < 2 ** 31
}
