import { type Logger, pino } from 'pino'
import { BoundedMap } from './bounded-map.ts'
import { MINUTE } from './durations.ts'
import type { LogLevel } from './setting-values.ts'

export type Log = Logger

/** JSON lines on stderr; on a terminal a line to read. Never log addresses, ids or URLs of visitors. */
export async function openLog(level: LogLevel, terminal = process.stderr.isTTY): Promise<Log> {
  const options = { level, base: null }
  if (!terminal) return pino(options, pino.destination({ fd: 2, sync: true }))
  // Ten megabytes that a server without a terminal never needs.
  const { default: pretty } = await import('pino-pretty')
  return pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }))
}

interface Kind {
  /** Epoch ms of the last line. */
  said: number
  /** Times since that line. */
  unsaid: number
}

/** For what may happen a thousand times a second: each kind is logged at once, and then once a minute with its count. */
export class Seldom {
  readonly #kinds = new BoundedMap<string, Kind>(100)
  readonly #log: Pick<Log, 'error'>
  readonly #now: () => number

  constructor(log: Pick<Log, 'error'>, now: () => number) {
    this.#log = log
    this.#now = now
  }

  error(kind: string, details: object, message: string): void {
    const now = this.#now()
    const known = this.#kinds.get(kind)
    if (known && Math.abs(now - known.said) < MINUTE) {
      known.unsaid += 1
      return
    }
    this.#kinds.set(kind, { said: now, unsaid: 0 })
    this.#log.error(known ? { ...details, times: known.unsaid + 1 } : details, message)
  }
}
