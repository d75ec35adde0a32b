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

/** A site that is known by its name, too. */
type Leaving = Departure & { domain: string }

/** Takes sites from this collector's file to others, one step after the other; each step can be done again. */
export class Mover {
  readonly #moving: Moving
  readonly #running = new Set<number>()

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
      if (one) this.#start({ ...one, domain })
    }
  }

  /** Begins to move a site, or goes on with it. Throws a Refusal where it cannot move now. */
  async begin(site: number, domain: string, to: number): Promise<Departure> {
    const { leaving } = this.#moving.intake
    const begun = await refusing(leaving.begin({ site, id: newId(), collector: to }))
    this.#start({ ...begun, domain })
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
    await assign(settings, site, { moving_to: null })
    await this.#ask(one, 'cancel').catch((error: unknown) => {
      if (!(error instanceof Unwilling)) throw error
      log.warn({ site, reason: error.message }, 'what has come there goes with the next move')
    })
  }

  #start(one: Leaving): void {
    if (this.#running.has(one.site)) return
    this.#running.add(one.site)
    this.#run(one).finally(() => this.#running.delete(one.site))
  }

  /** Until it is done, or given up. */
  async #run({ site, domain }: Leaving): Promise<void> {
    const { intake, log, ending: signal } = this.#moving
    let told: string | undefined
    while (!signal.aborted) {
      const reason = await this.#tryOnce(site, domain)
      if (reason === undefined || signal.aborted) return
      if (reason !== told) log.warn({ site, reason }, 'a move waits, and is tried again')
      told = reason
      await intake.leaving.failed(site, reason).catch(() => undefined)
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Answers why it is not done; undefined where it is, or was given up. */
  async #tryOnce(site: number, domain: string): Promise<string | undefined> {
    try {
      const one = await this.state(site)
      if (one) await this.#move({ ...one, domain })
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
      while (!(await this.#leave(one))) await this.#pause()
    }
    if (state !== 'taken') await this.#handOver(one)
    await this.#clear(site, collector)
    await intake.leaving.end(site)
  }

  async #pause(): Promise<void> {
    await sleep(LOOK_MS, undefined, { signal: this.#moving.ending })
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
    this.#moving.ending.throwIfAborted()
    const next = await leaving.next(one.site)
    if (!next) return 0
    await this.#ask(one, 'slice', { id: one.id, slice: next.slice })
    await leaving.told(one.site, next.place)
    return next.left
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
      await assign(settings, one.site, { collector: one.collector, moving_to: null })
      await this.#ask(one, 'take', { id: one.id, sheets })
      await intake.leaving.taken(one.site)
    } finally {
      gate.open(one.domain)
    }
  }

  /** Until the other engine knows each row under one number alone. */
  async #clear(site: number, collector: number): Promise<void> {
    const { leaving } = this.#moving.intake
    await leaving.clear(site)
    while (!(await leaving.isCleared(site))) await this.#pause()
    for (;;) {
      const { settled } = (await this.#ask({ site, collector }, 'settle')) as { settled: boolean }
      if (settled) return
      await this.#pause()
    }
  }
}

/** What the intake thread refuses has lost its class on the way. */
export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw new Refusal(409, error.message)
    throw error
  }
}
