import { Refusal } from '../../refusal.ts'
import type { ReportCaller } from '../port.ts'

/** Asked too much at once; `retryAfter` in seconds. */
class TooManyReports extends Refusal {
  readonly retryAfter = 2

  constructor(most: number) {
    super(429, `${most} reports of yours are waiting already; wait for their answers`)
  }
}

/** Reports that wait at most, of one caller and of all. A dashboard asks for ten at once, and may be open twice. */
const WAITING = { guest: 10, member: 30 }
const ALL_WAITING = 1_000
/** Of one caller. */
const RUNNING = 2

/**
 * Threads for so many cores: a page asks for ten reports at once, so its caller has two threads where there are two cores,
 * and one more answers others meanwhile. 1 core: 1 + 1 = 2; 2 cores: 2 + 1 = 3; 8 cores: 8 - 1 = 7.
 */
export function threadsFor(cores: number): number {
  return Math.max(Math.min(cores, RUNNING) + 1, cores - 1)
}

export interface Asker {
  caller: ReportCaller
  /** Is under way already: it waits as long as it takes. */
  patient: boolean
  signal: AbortSignal
}

/** Ends a turn. */
type Done = () => void

interface Waiting {
  /** Its turn has come. */
  go(): void
}

interface Line {
  key: string
  guest: boolean
  running: number
  waiting: Set<Waiting>
  /** Count of turns given when this line had its last. */
  served: number
}

/**
 * Who may run a report next, when there are more than threads. Callers take turns, so one that asks for hundreds
 * waits for itself; and neither one caller nor all guests together ever hold every thread.
 */
export class Turns {
  readonly #lines = new Map<string, Line>()
  readonly #atOnce: number
  #running = 0
  #guests = 0
  #waiting = 0
  #given = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Resolves when it is the asker's turn, with what ends the turn. Throws a 429 or 503 when too many wait. */
  async take({ caller, patient, signal }: Asker): Promise<Done> {
    const line = this.#lineOf(caller)
    if (this.#mayRun(line)) return this.#begin(line)
    if (!patient) this.#requireRoom(line)
    return await this.#wait(line, signal)
  }

  #lineOf({ key, guest }: ReportCaller): Line {
    const known = this.#lines.get(key)
    if (known) return known
    const line = { key, guest, running: 0, waiting: new Set<Waiting>(), served: 0 }
    this.#lines.set(key, line)
    return line
  }

  #mayRun({ guest, running }: Line): boolean {
    const spared = Math.max(1, this.#atOnce - 1)
    if (this.#running >= this.#atOnce || running >= Math.min(RUNNING, spared)) return false
    return !guest || this.#guests < spared
  }

  #requireRoom({ guest, waiting }: Line): void {
    const most = guest ? WAITING.guest : WAITING.member
    if (waiting.size >= most) throw new TooManyReports(most)
    if (this.#waiting >= ALL_WAITING) throw new Refusal(503, 'too many reports are waiting')
  }

  #wait(line: Line, signal: AbortSignal): Promise<Done> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting -= line.waiting.delete(waiting) ? 1 : 0
        signal.removeEventListener('abort', left)
      }
      const left = () => {
        leave()
        this.#forgetIdle(line)
        reject(signal.reason)
      }
      const waiting = {
        go: () => {
          leave()
          resolve(this.#begin(line))
        },
      }
      line.waiting.add(waiting)
      this.#waiting += 1
      if (signal.aborted) left()
      else signal.addEventListener('abort', left)
    })
  }

  #begin(line: Line): Done {
    const one = line.guest ? 1 : 0
    line.running += 1
    line.served = ++this.#given
    this.#running += 1
    this.#guests += one
    let ended = false
    return () => {
      if (ended) return
      ended = true
      line.running -= 1
      this.#running -= 1
      this.#guests -= one
      this.#forgetIdle(line)
      this.#next()
    }
  }

  #forgetIdle({ key, running, waiting }: Line): void {
    if (running === 0 && waiting.size === 0) this.#lines.delete(key)
  }

  /** Of the lines that may run, the one with least running; of those, the one that has waited longest for a turn. */
  #next(): void {
    const ready = [...this.#lines.values()].filter(
      (line) => line.waiting.size > 0 && this.#mayRun(line),
    )
    const [line] = ready.sort((a, b) => a.running - b.running || a.served - b.served)
    const [first] = line?.waiting ?? []
    first?.go()
  }
}
