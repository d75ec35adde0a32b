import { type AccountEvent, record, type ThingEvent } from '../auth/audit.ts'
import type { Caller } from '../auth/caller.ts'
import type { AppContext } from './environment.ts'

/** Things whose changes say who may do what; they stand in the log, too. */
const GUARDED: ReadonlySet<string> = new Set(['member', 'token', 'shared link', 'site'])

function actorOf(caller: Caller | undefined): string {
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
}

/** What is worth a line, but not one for each try of somebody who has a program for it. */
const REPEATED_MS = 600_000

/** Writes down what happened to an account: in the log, and for the owners of its sites. No address, no e-mail. */
export async function noteAccount(c: AppContext, { what, user, own }: AccountNote): Promise<void> {
  const { settings, log, now, noted } = c.var.shared
  log[own ? 'info' : 'warn']({ user: user ?? null }, `security: ${what}`)
  if (user === undefined) return
  const key = `${what} ${user}`
  const last = noted.get(key)
  if (!own && last !== undefined && Math.abs(now() - last) < REPEATED_MS) return
  noted.set(key, now())
  const actor = own ? `user:${user}` : 'nobody'
  await record(settings, { site: null, user, actor, what, thing: 'account' }, now())
}
