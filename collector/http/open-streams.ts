import { Refusal } from '../refusal.ts'
import type { ReportCaller } from '../reports/port.ts'
import { TooMany } from './problem.ts'

/** Each is a socket for as long as a page is open. Of one caller, of all guests, of all. */
const MOST = { caller: 20, guests: 300, all: 600 }
/** Seconds after which some may have ended. */
const WAIT = 30

/** How many streams are open, and whose. */
export class OpenStreams {
  readonly #byCaller = new Map<string, number>()
  #all = 0
  #guests = 0

  /** Answers what closes it again. Throws a 429 or 503 when there are too many. */
  open({ key, guest }: ReportCaller): () => void {
    const own = this.#byCaller.get(key) ?? 0
    if (own >= MOST.caller) throw new TooMany(WAIT)
    if (this.#all >= MOST.all || (guest && this.#guests >= MOST.guests)) {
      throw new Refusal(503, 'too many live streams are open')
    }
    const add = (one: 1 | -1) => {
      this.#byCaller.set(key, (this.#byCaller.get(key) ?? 0) + one)
      if (this.#byCaller.get(key) === 0) this.#byCaller.delete(key)
      this.#all += one
      this.#guests += guest ? one : 0
    }
    add(1)
    return () => add(-1)
  }
}
