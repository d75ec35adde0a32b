import { Worker } from 'node:worker_threads'
import { FailedElsewhere, type Failure } from '../failure.ts'
import type { Erased, LinkClicks, PersonName } from '../store/changes.ts'
import type { Arrivals, Departures } from '../store/moving.ts'
import { workerScript } from '../worker-script.ts'
import { problemAnswer } from './answers.ts'
import type { FromThread, IntakeOptions, Order } from './messages.ts'
import type { IntakeAnswer, IntakePort, Later, LiveRequest } from './port.ts'
import type { WaitingRequest } from './waiting.ts'

/** Requests that may wait for the disk at once; more are told to come again. */
const MOST_WAITING = 20_000
/** … and so many bytes of them: at 64 KiB each they would be 1.3 GB. */
const MOST_WAITING_BYTES = 128_000_000

/**
 * Requests that travel in one message. Larger ones make the two threads wait for each other in turns: one reads
 * requests while the other has none. Smaller ones cost more than they carry.
 */
const MESSAGE = 16

/**
 * What a commit of 64 batches throws away fits, so that it need not be copied first: at 8 they take a quarter longer.
 * V8's own choice of 48 is no faster.
 */
const YOUNG_MB = 32

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
  bytes: number
}

export interface Watch {
  /** The thread ended without being asked to. */
  died(error: Error): void
  /** Housekeeping failed; it will be tried again. */
  trouble(message: string): void
  /** Events were refused by an error of ours; where it stands, without what the events say. */
  fault(place: string): void
}

/**
 * Starts the intake thread and answers the process's side of it. Resolves when the thread has opened the file;
 * rejects with what kept it from that.
 */
export function startIntake(options: IntakeOptions, watch: Watch): Promise<IntakePort> {
  const worker = new Worker(workerScript('intake-worker.js'), {
    workerData: options,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  return new Promise((resolve, reject) => {
    const port = new IntakeThread(worker, watch)
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      resolve(port)
    })
  })
}

/** Each call is an order of its name. */
function later<T extends object>(
  order: (what: keyof T, given: unknown[]) => Promise<unknown>,
): Later<T> {
  const call =
    (_: object, what: string | symbol) =>
    (...given: unknown[]) =>
      order(what as keyof T, given)
  return new Proxy({}, { get: call }) as Later<T>
}

class IntakeThread implements IntakePort {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<(sites: number[]) => void>()
  readonly #storageListeners = new Set<(failed: Error | undefined) => void>()
  readonly #watch: Watch
  #queued: WaitingRequest[] = []
  #last = 0
  /** Of the live requests that wait. */
  #bytes = 0
  #started = false
  #closed = false

  constructor(worker: Worker, watch: Watch) {
    this.#watch = watch
    this.#worker = worker
    worker.on('message', (message: FromThread) => this.#hear(message))
    const died = (cause: unknown) => {
      if (this.#closed || !this.#started) return
      const error = cause instanceof Error ? cause : new Error(`the intake thread ended (${cause})`)
      this.#abandon(error)
      watch.died(error)
    }
    worker.on('error', died)
    worker.on('exit', died)
  }

  live(request: LiveRequest): Promise<IntakeAnswer> {
    const full = this.#waiting.size >= MOST_WAITING || this.#bytes >= MOST_WAITING_BYTES
    if (this.#closed || full)
      return Promise.resolve(problemAnswer(503, 'too many events are waiting for the disk'))
    if (this.#queued.length === 0) setImmediate(() => this.#send())
    const { length } = request.body
    this.#bytes += length
    return this.#wait((id) => this.#enqueue({ id, request }), length) as Promise<IntakeAnswer>
  }

  import(request: Parameters<IntakePort['import']>[0]): Promise<IntakeAnswer> {
    return this.#order({ kind: 'import', request }) as Promise<IntakeAnswer>
  }

  reclassify(site: string): Promise<{ changed: number }> {
    return this.#order({ kind: 'reclassify', site }) as Promise<{ changed: number }>
  }

  async removeSite(site: number): Promise<void> {
    await this.#order({ kind: 'removeSite', site })
  }

  erase(site: number, name: PersonName): Promise<Erased | undefined> {
    return this.#order({ kind: 'erase', site, name }) as Promise<Erased | undefined>
  }

  readonly deletion: IntakePort['deletion'] = {
    begin: async (deletion) => (await this.#order({ kind: 'beginDeletion', deletion })) as number,
    list: async (id, events) => {
      await this.#order({ kind: 'listDeletion', id, events })
    },
    start: async (id, counts) => {
      await this.#order({ kind: 'startDeletion', id, counts })
    },
    takeBack: async (site, id) =>
      (await this.#order({ kind: 'takeBackDeletion', site, id })) as boolean,
  }

  readonly leaving = later<Departures>((what, given) =>
    this.#order({ kind: 'leaving', what, given }),
  )

  readonly coming = later<Arrivals>((what, given) => this.#order({ kind: 'coming', what, given }))

  async addClicks(clicks: LinkClicks[]): Promise<void> {
    await this.#order({ kind: 'clicks', clicks })
  }

  onCommit(listener: (sites: number[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onStorage(listener: (failed: Error | undefined) => void): () => void {
    this.#storageListeners.add(listener)
    return () => this.#storageListeners.delete(listener)
  }

  /** False also when the disk is full or the file is locked: then nothing could be committed. */
  ready(): Promise<boolean> {
    return this.#order({ kind: 'ready' }).then(
      () => true,
      () => false,
    )
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#send()
    const closing = this.#order({ kind: 'close' })
    this.#closed = true
    await closing
    await this.#worker.terminate()
  }

  #enqueue(waiting: WaitingRequest): void {
    this.#queued.push(waiting)
    if (this.#queued.length >= MESSAGE) this.#send()
  }

  #send(): void {
    if (this.#queued.length === 0) return
    this.#worker.postMessage({ live: this.#queued })
    this.#queued = []
  }

  #order(order: Order): Promise<unknown> {
    return this.#wait((id) => this.#worker.postMessage({ id, order }))
  }

  #wait(start: (id: number) => void, bytes = 0): Promise<unknown> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, bytes })
      start(id)
    })
  }

  #hear(message: FromThread): void {
    if ('answers' in message) {
      for (const { id, answer } of message.answers) this.#settle(id)?.resolve(answer)
      this.#announce(message.sites)
    } else if ('started' in message) this.#started = true
    else if ('trouble' in message) this.#watch.trouble(message.trouble)
    else if ('fault' in message) this.#watch.fault(message.fault)
    else if ('storage' in message) this.#tellStorage(message.storage)
    else this.#conclude(message)
  }

  #conclude(message: Extract<FromThread, { id: number }>): void {
    const waiting = this.#settle(message.id)
    if ('failure' in message) waiting?.reject(new FailedElsewhere(message.failure))
    else waiting?.resolve(message.result)
  }

  #announce(sites: number[]): void {
    if (sites.length === 0) return
    for (const listener of this.#listeners) listener(sites)
  }

  #tellStorage(failure: Failure | null): void {
    const failed = failure === null ? undefined : new FailedElsewhere(failure)
    for (const listener of this.#storageListeners) listener(failed)
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    this.#bytes -= waiting?.bytes ?? 0
    return waiting
  }

  #abandon(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    this.#closed = true
  }
}
