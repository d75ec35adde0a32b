import { setTimeout as sleep } from 'node:timers/promises'
import type { Clicks } from '../intake/clicks.ts'
import type { IntakePort } from '../intake/port.ts'
import type { Log } from '../log.ts'
import { newId } from '../new-id.ts'
import type { OtherCollector } from '../owners.ts'
import { Refusal } from '../refusal.ts'
import { assign } from '../settings/assignments.ts'
import { listSites } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import type { Departure } from '../store/moving.ts'
import { type Ask, Unwilling } from './between.ts'
import type { Gate } from './gate.ts'
import { refusing } from './refusing.ts'
import { tellImports } from './tell-imports.ts'

export interface Moving {
  intake: Pick<IntakePort, 'leaving'>
  clicks: Pick<Clicks, 'settle'>
  settings: Settings
  log: Log
  /** Aborted when the server ends. */
  ending: AbortSignal
  gate: Gate
  ask: Ask
  /** A collector by its number. */
  other(number: number): OtherCollector
}

/** Nobody waits at the gate for a request that takes longer, a large import say: the site leaves after it. */
const LONG_MS = 1_000
/** Slices that may be told while requests wait: some tens of milliseconds each. */
const LAST_SLICES = 40
/** Changes that fit into them as a rule. */
const FEW = 1_000
const RETRY_MS = 2_000
const LOOK_MS = 300

interface Named {
  domain: string
  /** Aborted when the move is given up, or the server ends. */
  signal: AbortSignal
}

type Leaving = Departure & Named

interface Running {
  stop: AbortController
  ended: Promise<void>
}

/** Takes sites from this collector's file to others, one step after the other; each step can be done again. */
export class Mover {
  readonly #moving: Moving
  /** Of each site that is being moved: how to stop that, and when it has ended. */
  readonly #running = new Map<number, Running>()

  constructor(moving: Moving) {
    this.#moving = moving
  }

  /** Goes on with what a stop has interrupted. */
  async resume(): Promise<void> {
    const { intake, settings } = this.#moving
    const under = await intake.leaving.all()
    if (under.length === 0) return
    for (const { id, domain } of await listSites(settings)) {
      const one = under.find(({ site }) => site === Number(id))
      if (one) this.#start(one.site, domain)
    }
  }

  /** Begins to move a site, or goes on with it. Throws a Refusal where it cannot move now. */
  async begin(site: number, domain: string, to: number): Promise<Departure> {
    const { leaving } = this.#moving.intake
    const begun = await refusing(leaving.begin({ site, id: newId(), collector: to }))
    this.#start(site, domain)
    return begun
  }

  async state(site: number): Promise<Departure | null> {
    const all = await this.#moving.intake.leaving.all()
    return all.find((one) => one.site === site) ?? null
  }

  /** It stays. Throws a Refusal where it has left. */
  async cancel(site: number): Promise<void> {
    const { intake, settings, log } = this.#moving
    const one = await this.state(site)
    if (!one) throw new Refusal(404, 'this site is not moving')
    await refusing(intake.leaving.cancel(site))
    // Nothing that it still says comes after the last word.
    await this.#stop(site)
    await assign(settings, site, { moving_to: null })
    await this.#ask(one, 'cancel').catch((error: unknown) => {
      if (!(error instanceof Unwilling)) throw error
      log.warn({ site, reason: error.message }, 'what has come there goes with the next move')
    })
  }

  /** Once; after the one before where that is being given up. */
  #start(site: number, domain: string): void {
    const before = this.#running.get(site)
    if (before && !before.stop.signal.aborted) return
    const stop = new AbortController()
    const signal = AbortSignal.any([stop.signal, this.#moving.ending])
    const ended = Promise.resolve(before?.ended)
      .then(() => this.#run(site, { domain, signal }))
      .finally(() => {
        if (this.#running.get(site)?.stop === stop) this.#running.delete(site)
      })
    this.#running.set(site, { stop, ended })
  }

  async #stop(site: number): Promise<void> {
    const running = this.#running.get(site)
    running?.stop.abort()
    await running?.ended
  }

  /** Until it is done, or given up. */
  async #run(site: number, named: Named): Promise<void> {
    const { intake, log } = this.#moving
    const { signal } = named
    let told: string | undefined
    while (!signal.aborted) {
      const reason = await this.#tryOnce(site, named)
      if (reason === undefined || signal.aborted) return
      if (reason !== told) log.warn({ site, reason }, 'a move waits, and is tried again')
      told = reason
      await intake.leaving.failed(site, reason).catch(() => undefined)
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Answers why it is not done; undefined where it is, or was given up. */
  async #tryOnce(site: number, named: Named): Promise<string | undefined> {
    try {
      const one = await this.state(site)
      if (one) await this.#move({ ...one, ...named })
      if (one) this.#moving.log.info({ site }, 'a site has moved to another collector')
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async #move(one: Leaving): Promise<void> {
    const { intake, settings } = this.#moving
    const { site, collector, state } = one
    if (state === 'copying') {
      await assign(settings, site, { moving_to: collector })
      await this.#tellFromStart(one)
      while (!(await this.#leave(one))) await pause(one)
    }
    if (state !== 'taken') await this.#handOver(one)
    await this.#clear(one)
    await intake.leaving.end(site)
  }

  #ask(one: Pick<Departure, 'site' | 'collector'>, deed: string, body?: unknown): Promise<unknown> {
    const { ask, other } = this.#moving
    return ask(other(one.collector), `/collectors/arrivals/${one.site}/${deed}`, body)
  }

  async #tellFromStart(one: Leaving): Promise<void> {
    const { leaving } = this.#moving.intake
    const { known } = (await this.#ask(one, 'begin', { id: one.id })) as { known: boolean }
    if (!known) await leaving.again(one.site)
    await leaving.failed(one.site, null)
    await this.#catchUp(one)
  }

  /** Tells a slice. Answers how many changes are left. */
  async #tellOne(one: Leaving): Promise<number> {
    const { leaving } = this.#moving.intake
    one.signal.throwIfAborted()
    const next = await leaving.next(one.site)
    if (!next) return 0
    await this.#ask(one, 'slice', { id: one.id, slice: next.slice })
    await leaving.told(one.site, next.place)
    return next.left
  }

  async #tellImports(one: Leaving): Promise<void> {
    const { leaving } = this.#moving.intake
    const ask = (deed: string, body: object) => this.#ask(one, deed, body)
    await tellImports(one, { leaving, signal: one.signal, ask })
  }

  /** Until few are left: on a busy site something always is. */
  async #catchUp(one: Leaving): Promise<void> {
    while ((await this.#tellOne(one)) > FEW);
  }

  /**
   * Waits for whoever takes long, then lets nobody in, tells the rest, and closes the site here. False, with the gate open, where
   * something is left.
   */
  async #leave(one: Leaving): Promise<boolean> {
    const { gate, clicks, intake } = this.#moving
    let hasLeft = false
    await this.#tellImports(one)
    try {
      do await this.#catchUp(one)
      while (!(await gate.isCalm(one.domain, LONG_MS, LOOK_MS)))
      if (!(await gate.hold(one.domain, LONG_MS))) return false
      await clicks.settle()
      for (let count = 0; count < LAST_SLICES && (await this.#tellOne(one)) > 0; ) count++
      hasLeft = (await intake.leaving.leave(one.site)) !== undefined
      return hasLeft
    } finally {
      if (!hasLeft) gate.open(one.domain)
    }
  }

  /** The other one has it from here on; who waited is passed on. */
  async #handOver(one: Leaving): Promise<void> {
    const { gate, intake, settings } = this.#moving
    try {
      const sheets = await intake.leaving.leave(one.site)
      // One that came in while the rest was told.
      await this.#tellImports(one)
      await assign(settings, one.site, { collector: one.collector, moving_to: null })
      await this.#ask(one, 'take', { id: one.id, sheets })
      await intake.leaving.taken(one.site)
    } finally {
      gate.open(one.domain)
    }
  }

  /** Until the other engine knows each row under one number alone. */
  async #clear(one: Leaving): Promise<void> {
    const { leaving } = this.#moving.intake
    await leaving.clear(one.site)
    while (!(await leaving.isCleared(one.site))) await pause(one)
    for (;;) {
      const { settled } = (await this.#ask(one, 'settle')) as { settled: boolean }
      if (settled) return
      await pause(one)
    }
  }
}

async function pause({ signal }: Named): Promise<void> {
  await sleep(LOOK_MS, undefined, { signal })
}
