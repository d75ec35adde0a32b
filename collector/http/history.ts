import { type AccountEvent, record, type ThingEvent } from '../auth/audit.ts'
import type { Caller } from '../auth/caller.ts'
import type { AppContext } from './environment.ts'

/** Things whose changes say who may do what; they stand in the log, too. */
const GUARDED: ReadonlySet<string> = new Set(['member', 'token', 'shared link', 'way out', 'site'])

export function actorOf(caller: Caller | undefined): string {
  if (caller?.kind === 'person') return `user:${caller.user.id}`
  return caller?.kind === 'token' ? `token:${caller.name}` : 'nobody'
}

export interface Change {
  what: ThingEvent
  thing: string
  before?: unknown
  after?: unknown
  /** Number of the site; the path's where nothing is said. */
  site?: number
}

/** Writes down what the caller changed at a site. */
export async function noteChange(c: AppContext, change: Change): Promise<void> {
  const { settings, log, now } = c.var.shared
  const { what, thing, site = Number(c.var.site.id) } = change
  const actor = actorOf(c.var.caller)
  if (GUARDED.has(thing)) log.info({ actor, site, thing }, `security: ${what}`)
  await record(settings, { ...change, site, actor }, now())
}

export interface AccountNote {
  what: AccountEvent
  /** Whose account; undefined: an e-mail that nobody has, of which only the log speaks. */
  user: string | undefined
  /** Whether the person did it; else somebody who claimed to be them. */
  own: boolean
  /** How they came, where it was by no password. */
  by?: 'provider' | 'mail'
}

/** What is worth a line, but not one for each try of somebody who has a program for it. */
const REPEATED_MS = 600_000

/** Whether the same was written down a moment ago, for events that strangers cause. */
function isRepeated(c: AppContext, { what, user }: AccountNote): boolean {
  const { now, noted } = c.var.shared
  const key = `${what} ${user ?? ''}`
  const last = noted.get(key)
  if (last !== undefined && Math.abs(now() - last) < REPEATED_MS) return true
  noted.set(key, now())
  return false
}

/** Writes down what happened to an account: in the log, and for the owners of its sites. No address, no e-mail. */
export async function noteAccount(c: AppContext, note: AccountNote): Promise<void> {
  const { settings, log, now } = c.var.shared
  const { what, user, own, by } = note
  const repeated = !own && isRepeated(c, note)
  // What is refused before it is looked at comes as often as somebody likes.
  if (repeated && what === 'locked_out') return
  log[own ? 'info' : 'warn']({ user: user ?? null }, `security: ${what}`)
  if (user === undefined || repeated) return
  const actor = own ? `user:${user}` : 'nobody'
  const entry = { site: null, user, actor, what, thing: 'account', ...(by && { after: { by } }) }
  if (own) return await record(settings, entry, now())
  // After the answer, whose time must not tell that there is such an account.
  setImmediate(() => {
    record(settings, entry, now()).catch((err: unknown) =>
      log.error({ err }, 'a security event could not be written down'),
    )
  })
}
