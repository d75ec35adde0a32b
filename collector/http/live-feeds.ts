import { setTimeout as sleep } from 'node:timers/promises'
import type { IntakePort } from '../intake/port.ts'
import type { ReportScope, ReportsPort } from '../reports/port.ts'

/** At most one answer a second, however fast events come; one at least this often, so that counts fall. */
const LEAST_MS = 1_000
const MOST_MS = 10_000

/** Whose live numbers they are, and how much of them is shown. */
export interface Watched {
  site: { id: string; domain: string }
  scope?: ReportScope
}

interface Listener {
  /** The report `live` as JSON. */
  said(text: string): void
  /** There will be no more: the site is gone, say. */
  ended(): void
}

/** The live report of each site that is watched, made once for all who watch it. */
export class LiveFeeds {
  readonly #feeds = new Map<string, Feed>()
  readonly #intake: IntakePort
  readonly #reports: ReportsPort
  readonly #failed: (error: Error) => void

  /** `failed` is told of errors that are ours. */
  constructor(
    { intake, reports }: { intake: IntakePort; reports: ReportsPort },
    failed: (error: Error) => void,
  ) {
    this.#intake = intake
    this.#reports = reports
    this.#failed = failed
  }

  /** Answers how to stop. The newest answer comes at once where there is one. */
  join(watched: Watched, listener: Listener): () => void {
    const key = JSON.stringify([watched.site.id, watched.scope])
    const feed = this.#feeds.get(key) ?? this.#begin(key, watched)
    return feed.join(listener)
  }

  #begin(key: string, watched: Watched): Feed {
    const { site, scope } = watched
    const feed = new Feed({
      ask: () => this.#reports.run('live', site.domain, {}, scope ? { scope } : {}),
      committed: (signal) => nextCommit(this.#intake, Number(site.id), signal),
      failed: this.#failed,
      over: () => this.#feeds.delete(key),
    })
    this.#feeds.set(key, feed)
    return feed
  }
}

interface Source {
  ask(): Promise<unknown>
  committed(signal: AbortSignal): Promise<void>
  failed(error: Error): void
  over(): void
}

class Feed {
  readonly #source: Source
  readonly #listeners = new Set<Listener>()
  #latest: string | undefined
  #runs = false
  #left = new AbortController()

  constructor(source: Source) {
    this.#source = source
  }

  join(listener: Listener): () => void {
    this.#listeners.add(listener)
    if (this.#left.signal.aborted) this.#left = new AbortController()
    if (this.#latest !== undefined) listener.said(this.#latest)
    if (!this.#runs) void this.#run()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#left.abort()
    }
  }

  async #run(): Promise<void> {
    this.#runs = true
    while (this.#listeners.size > 0) {
      const committed = this.#source.committed(this.#left.signal)
      if (!(await this.#ask())) break
      await Promise.all([committed, sleep(LEAST_MS)])
    }
    this.#source.over()
    for (const listener of this.#listeners) listener.ended()
  }

  /** False when there is nothing to ask any more. What keeps one answer from being made may not keep the next. */
  async #ask(): Promise<boolean> {
    try {
      this.#latest = JSON.stringify(await this.#source.ask())
      for (const listener of this.#listeners) listener.said(this.#latest)
      return true
    } catch (error) {
      if (!(error instanceof Error)) throw error
      if ('status' in error) return error.status === 503
      this.#source.failed(error)
      return false
    }
  }
}

/** Resolves when something was committed for the site, when it is time anyway, or when nobody watches any more. */
function nextCommit(intake: IntakePort, site: number, left: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      left.removeEventListener('abort', done)
      stop()
      resolve()
    }
    const timer = setTimeout(done, MOST_MS)
    const stop = intake.onCommit((sites) => {
      if (sites.includes(site)) done()
    })
    left.addEventListener('abort', done)
    if (left.aborted) done()
  })
}
