import type { Reading } from '../moving/elsewhere.ts'
import { Refusal } from '../refusal.ts'
import { addHistoryImport, changeHistoryImport } from '../settings/history-imports.ts'
import type { Site } from '../settings/sites.ts'
import type { Dependencies } from './environment.ts'
import { begun, runJob, type Standing } from './import-job.ts'
import { IncomingFiles } from './incoming-files.ts'
import { forgetSpooled } from './spooled-file.ts'

/** Threads that read files at once: each takes a core. */
const MOST_AT_ONCE = 2

interface Running {
  site: string
  standing: Standing
  stop: AbortController
  ended: Promise<void>
}

interface Starting {
  id: string
  site: Site
  file: string | null
  actor: string
  reading: Reading
  /** Called when it has ended. */
  done(): void
}

/** Files of history that are being brought in by this process. */
export class ImportJobs {
  readonly #dependencies: Dependencies
  readonly #running = new Map<string, Running>()
  readonly #incoming = new IncomingFiles()

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
    forgetSpooled(dependencies.config.data)
    dependencies.ending.addEventListener('abort', () => {
      for (const { stop } of this.#running.values()) stop.abort()
    })
  }

  /** Throws a 409 while a file of this site, and a 503 while enough of others, are being brought in. */
  requireRoom(site: Site): void {
    const all = [...this.#running.values()]
    if (all.some((one) => one.site === site.id))
      throw new Refusal(409, 'another file is being brought in; wait for it, or stop it')
    if (all.length >= MOST_AT_ONCE)
      throw new Refusal(503, 'other sites’ files are being brought in; try again when they are')
  }

  /** For the time in which a file comes and is looked at; answers what ends it. Throws a 409 or a 503. */
  enter(site: Site): () => void {
    return this.#incoming.enter(site.id)
  }

  standing(id: string): Standing | undefined {
    return this.#running.get(id)?.standing
  }

  /**
   * Begins to store what is read under this id; goes on without the request that asked for it. Throws as `requireRoom` does, and
   * where it cannot be written down; then nothing of it goes on, and what is read is its caller's to close.
   */
  async start(asked: Starting): Promise<Running> {
    const { id, site } = asked
    // Before anything is waited for: of two at once the second finds the first.
    this.requireRoom(site)
    const standing = begun()
    const stop = new AbortController()
    const added = this.#add(asked, standing)
    const ended = added
      .then(() => this.#run(asked, standing, stop.signal))
      // Said to who asked.
      .catch(() => undefined)
      .finally(() => this.#running.delete(id))
    const running = { site: site.id, standing, stop, ended }
    this.#running.set(id, running)
    await added
    return running
  }

  async #add({ id, site, file, reading }: Starting, standing: Standing): Promise<void> {
    const { settings, now } = this.#dependencies
    const { format, kind } = reading.found
    const row = { id, site: Number(site.id), format, kind, file, ended_at: null }
    const begins = { state: 'running', told: toldOf(standing), at: now() }
    await addHistoryImport(settings, { ...row, ...begins })
  }

  async #run(asked: Starting, standing: Standing, stop: AbortSignal): Promise<void> {
    const { settings, now, log } = this.#dependencies
    const row = { id: asked.id, site: Number(asked.site.id) }
    try {
      await runJob(this.#dependencies, { ...asked, standing, stop })
      const ended = { state: standing.state, told: toldOf(standing), ended_at: now() }
      await changeHistoryImport(settings, row, ended)
    } catch (err) {
      log.error({ err }, 'how an import ended could not be written down')
    } finally {
      asked.done()
    }
  }

  /** Stops one after the part that is being stored; answers whether it was running. */
  async stop(id: string): Promise<boolean> {
    const running = this.#running.get(id)
    running?.stop.abort()
    await running?.ended
    return running !== undefined
  }
}

/** Nothing of what the refused lines say stays in the settings. */
function toldOf({ counts, rejected, detail }: Standing): string {
  const lines = rejected.slice(0, 200).map(({ text: _, ...rest }) => rest)
  return JSON.stringify({ counts, rejected: lines, detail })
}
