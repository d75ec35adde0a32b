import { Worker } from 'node:worker_threads'
import { FailedElsewhere } from '../failure.ts'
import { Refusal } from '../refusal.ts'
import { workerScript } from '../worker-script.ts'
import type { DaySlice, FoundFile, FromReader, ReadJob } from './messages.ts'
import type { Slice } from './slices.ts'

/** A file that is being read by a thread of its own. */
export interface Reading {
  found: FoundFile
  /** Resolves when its first part is read. Throws what reading it would. */
  begun(): Promise<void>
  /** Its parts, where it holds events. */
  slices(): AsyncIterable<Slice>
  /** Its parts, where it holds daily sums. */
  daySlices(): AsyncIterable<DaySlice>
  /** Ends the thread, at any time. */
  close(): Promise<void>
}

/**
 * Reads a file of history in a thread. Throws a 422 for what cannot be read, at once or, of what is broken further on, in
 * between the parts.
 */
export async function readElsewhere(job: ReadJob): Promise<Reading> {
  const worker = new Worker(workerScript('moving-worker.js'), { workerData: job })
  const messages = new Messages(worker)
  const close = async () => {
    await worker.terminate()
  }
  const first = await messages.next().catch(async (error: unknown) => {
    await close()
    throw error
  })
  if (!('found' in first)) throw new Error('the reader said nothing of the file')
  return {
    found: first.found,
    begun: () => messages.peek(),
    slices: () => partsOf(messages, 'slice') as AsyncIterable<Slice>,
    daySlices: () => partsOf(messages, 'daySlice') as AsyncIterable<DaySlice>,
    close,
  }
}

async function* partsOf(messages: Messages, name: 'slice' | 'daySlice') {
  for (;;) {
    const message = await messages.next()
    if ('done' in message) return
    messages.more()
    yield (message as Record<string, unknown>)[name]
  }
}

type Told = Exclude<FromReader, { refused: unknown } | { failure: unknown }>

function told(message: FromReader): Told {
  if ('refused' in message) {
    const { status, message: detail, errors } = message.refused
    throw new Refusal(status as Refusal['status'], detail, errors)
  }
  if ('failure' in message) throw new FailedElsewhere(message.failure)
  return message
}

/** What the thread says, one after the other. */
class Messages {
  readonly #worker: Worker
  readonly #come: FromReader[] = []
  #waiting: { resolve(message: FromReader): void; reject(error: unknown): void } | undefined
  #ended: unknown

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: FromReader) => {
      const waiting = this.#waiting
      this.#waiting = undefined
      if (waiting) waiting.resolve(message)
      else this.#come.push(message)
    })
    const end = (cause: unknown) => {
      this.#ended ??= cause instanceof Error ? cause : new Error('the reader has ended')
      this.#waiting?.reject(this.#ended)
    }
    worker.on('error', end)
    worker.on('exit', end)
  }

  async next(): Promise<Told> {
    return told(this.#come.shift() ?? (await this.#coming()))
  }

  async peek(): Promise<void> {
    const [message = await this.#coming()] = this.#come
    if (this.#come[0] !== message) this.#come.unshift(message)
    told(message)
  }

  more(): void {
    this.#worker.postMessage({ next: true })
  }

  #coming(): Promise<FromReader> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }
}
