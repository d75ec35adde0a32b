import type { Log } from '../log.ts'
import { Seldom } from '../log.ts'
import { storageTrouble } from '../storage-trouble.ts'

/** Trouble that does not come again for so long is over, unless a commit shows it before. */
const OVER_MS = 60_000

/** Whether events reach the disk and can be read back, as commits and reports have found it lately. */
export class StorageHealth {
  readonly #seldom: Seldom
  readonly #now: () => number
  #commitFailed = Number.NEGATIVE_INFINITY
  #readDamage = Number.NEGATIVE_INFINITY

  constructor(log: Log, now: () => number) {
    this.#seldom = new Seldom(log, now)
    this.#now = now
  }

  /** Events could not be committed. */
  commitFailed(error: Error): void {
    this.#commitFailed = this.#now()
    this.#say(error, 'events cannot be stored')
  }

  /** Events were committed: what was wrong with the disk is over. */
  committed(): void {
    this.#commitFailed = Number.NEGATIVE_INFINITY
  }

  /** The file was to be read, or settings to be written. False when it is no trouble of the file at all. */
  asked(error: Error): boolean {
    const trouble = storageTrouble(error)
    if (trouble === undefined) return false
    if (trouble === 'damaged') this.#readDamage = this.#now()
    this.#say(error, TROUBLE[trouble])
    return true
  }

  get isWell(): boolean {
    const since = this.#now() - OVER_MS
    return this.#commitFailed < since && this.#readDamage < since
  }

  #say(error: Error, message: string): void {
    this.#seldom.error(`${message} ${error.message}`, { err: error }, message)
  }
}

const TROUBLE = {
  damaged: 'the database is damaged; run "tributary doctor"',
  unwritable: 'the disk is full or failing',
  busy: 'the database is held by another program',
}
