import { BATCH, type Lost, outcomeOf } from './outcome.ts'
import type { Answer } from './post.ts'

export interface QueueOptions {
  post(lines: readonly string[]): Promise<Answer>
  lost(lost: Lost): void
  /** Events that may wait; further ones are lost. */
  most: number
  /** ms that an event waits for others. */
  wait: number
  /** 0–1, to spread what would come again at once. */
  random(): number
  /** Epoch ms. */
  now(): number
}

export interface Queue {
  add(line: string): void
  /** Sends what waits, for at most so many ms; answers how many events wait still. */
  flush(within: number): Promise<number>
}

/**
 * Events in the order of the calls, one request after the other. What could not be sent stays at the front until it is:
 * the ids make that safe, also where only the answer was lost.
 */
export function queue(options: QueueOptions): Queue {
  const { lost, most, wait, now } = options
  const waiting: string[] = []
  const timer = alarm()
  const sending = sender(waiting, options)

  async function send(): Promise<void> {
    timer.stop()
    await sending.all()
    if (waiting.length > 0) timer.in(sending.pause(), send)
  }

  return {
    add(line) {
      if (waiting.length >= most) {
        lost({ lines: [line], reason: `more than ${most} events wait` })
        return
      }
      waiting.push(line)
      if (waiting.length >= BATCH && sending.pause() === 0) void send()
      else if (!timer.isSet()) timer.in(Math.max(wait, sending.pause()), send)
    },
    async flush(within) {
      const until = now() + within
      // Whatever the collector's wish: it may be the last chance.
      await atMost(within, send())
      while (waiting.length > 0 && now() + sending.pause() < until) {
        await sleep(sending.pause())
        if (sending.pause() === 0) await atMost(until - now(), send())
      }
      return waiting.length
    },
  }
}

const MOST_CHARACTERS = 1_000_000

/** How many of the first lines go in one request: at least one. */
function batchLength(lines: readonly string[], most: number): number {
  let characters = 0
  for (const [index, line] of lines.entries()) {
    characters += line.length + 1
    if (index === most || (characters > MOST_CHARACTERS && index > 0)) return index
  }
  return lines.length
}

const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000

/** Half to all of 0.5, 1, 2, 4 … 30 s: third failure, `random` 0: 2 s · 0.5 = 1 s. */
function backoff(failures: number, random: number): number {
  const whole = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT)
  return whole * (0.5 + random / 2)
}

/** Sends the lines from the front on until none is left or the collector cannot take them now. */
function sender(waiting: string[], { post, lost, random, now }: QueueOptions) {
  let running: Promise<void> | undefined
  let batch = BATCH
  let failures = 0
  let notBefore = 0

  /** Whether the next request may follow at once. */
  async function one(): Promise<boolean> {
    const lines = waiting.slice(0, batchLength(waiting, batch))
    const answer = await post(lines)
    if (answer.kind === 'again') {
      failures += 1
      notBefore = now() + (answer.after ?? backoff(failures, random()))
      return false
    }
    failures = 0
    const outcome = outcomeOf(answer, lines)
    batch = outcome.batch
    if (outcome.done) waiting.splice(0, lines.length)
    for (const each of outcome.lost) lost(each)
    return true
  }

  async function all(): Promise<void> {
    while (waiting.length > 0 && (await one()));
  }

  return {
    /** Who asks while it is under way waits for the same. */
    all: () => {
      running ??= all().finally(() => {
        running = undefined
      })
      return running
    },
    /** ms before which the collector need not be asked again. */
    pause: () => Math.max(0, notBefore - now()),
  }
}

/** One thing to be done later; it keeps no program alive, whose end sends what waits (`beforeExit`). */
function alarm() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    stop,
    isSet: () => timer !== undefined,
    in: (ms: number, work: () => Promise<void>) => {
      stop()
      timer = setTimeout(() => void work(), ms)
      // A number where there is no Node.
      ;(timer as { unref?(): void }).unref?.()
    },
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Resolves when the work is done, or after so many ms; leaves no timer behind. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms))
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
