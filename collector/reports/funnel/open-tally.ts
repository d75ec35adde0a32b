import type { Bucket, Share } from './limits.ts'

/**
 * The units of one bucket, and what may still become of them. Whoever is pending counts where the chain began that came
 * farthest first; one that gets farther from a later beginning is counted there, and no longer here.
 *
 *     steps A B, window 2 days    A on Monday  A on Thursday  asked on Friday: in Monday's bucket, pending
 *     B on Saturday               Monday has one unit less, Thursday one more, which converted
 */
export class OpenTally {
  readonly #steps: number
  #entered = 0
  #converted = 0
  #pending = 0
  /** Of those pending: who can still convert here. The others can only leave. */
  #open = 0
  /** Pending in other buckets, and can get farther from a beginning in this one: and has then converted, or may have not. */
  #coming = 0
  #comingShort = 0

  constructor(steps: number) {
    this.#steps = steps
  }

  add(level: number): void {
    this.#entered++
    if (level === this.#steps) this.#converted++
  }

  /** `here`: whether it can still convert from a beginning in this bucket. */
  addPending(here: boolean): void {
    this.#pending++
    if (here) this.#open++
  }

  /** From the last step but one it comes only by converting. */
  addComing(level: number): void {
    this.#coming++
    if (level < this.#steps - 1) this.#comingShort++
  }

  /** `running`: its time is not over. */
  told(running: boolean): Omit<Bucket, 'kind'> & { pending: number } {
    const [entered, converted, pending] = [this.#entered, this.#converted, this.#pending]
    const partial = running || pending > 0
    const over = !partial || (!running && this.#open === 0 && this.#coming === 0)
    return { entered, converted, pending, partial, over, ends: this.#ends(running) }
  }

  /** Of 10, 4 of them converted, 3 pending, 2 of these only able to leave, and 1 who may come: 4 of 10 to 6 of 9. */
  #ends(running: boolean): [least: Share, most: Share] | undefined {
    if (running) return undefined
    const [entered, converted] = [this.#entered, this.#converted]
    if (this.#pending === 0)
      return [
        { entered, converted },
        { entered, converted },
      ]
    const leaving = this.#pending - this.#open
    return [
      { entered: entered + this.#comingShort, converted },
      {
        entered: entered - leaving + this.#coming,
        converted: converted + this.#open + this.#coming,
      },
    ]
  }
}
