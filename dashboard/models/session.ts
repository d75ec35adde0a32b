import { batch, computed, signal } from '@preact/signals'
import type { Invitation } from '../../collector/auth/invitations.ts'
import type { Role } from '../../collector/auth/scopes.ts'
import type { User } from '../../collector/auth/users.ts'
import { ask, Problem } from '../api.ts'
import type { Given, Taken } from '../routes.ts'
import { forgetAnswers } from './resource.ts'

/** Who is signed in: undefined while unknown, null when nobody is. */
export const session = signal<User | null>()

type SessionAnswer = Given<'/api/session', 'GET'>

const server = signal<SessionAnswer['server']>()

/** Where browsers reach the collector: as its operator said, else where this page came from. */
export const collectorOrigin = computed(() => server.value?.public_url ?? location.origin)

/** Whether the collector can send e-mail. */
export const sendsMail = computed(() => server.value?.mail === true)

/** Where the script of a site lies. */
export function scriptAddress(domain: string): string {
  return `${collectorOrigin.value}${server.value?.tracker_path ?? '/t'}/${domain}.js`
}

/** What one may do at which site; a role for all sites is the user's own. */
export const roles = signal<ReadonlyMap<string, Role>>(new Map())

/** Whoever came by a sign-in link may do nothing but choose a password. */
export const confined = signal(false)

/** Roles that wait for whoever is signed in to accept them. */
export const invitations = signal<readonly Invitation[]>([])

function enter({
  user,
  confined: isConfined,
  server: where,
  sites,
  invitations: waiting,
}: SessionAnswer): void {
  batch(() => {
    invitations.value = waiting
    confined.value = isConfined
    roles.value = new Map(sites.map(({ domain, role }) => [domain, role]))
    server.value = where
    session.value = user
  })
}

/** Finds out who is signed in; rejects with the Problem of a server that cannot say: nobody is only who it refused. */
export async function recallSession(): Promise<void> {
  try {
    enter(await ask('GET', '/api/session'))
  } catch (failure) {
    if (!(failure instanceof Problem && failure.status === 401)) throw failure
    session.value = null
  }
}

/** Signs in; rejects with the Problem that refused it. `code`: of the authenticator, or a recovery code. */
export async function signIn(body: Taken<'/api/session', 'POST'>): Promise<void> {
  enter(await ask('POST', '/api/session', { body }))
}

/** Whom a sign-in link is for, and what taking it does. */
export type InvitedBy = Given<'/api/session/link/look', 'POST'>

/** Asks without spending it. */
export function lookAtLink(secret: string): Promise<InvitedBy> {
  return ask('POST', '/api/session/link/look', { body: { secret } })
}

/** Opens a session to choose a password in, accepts the role, or signs in. `code`: as for signing in. */
export async function takeLink(secret: string, code?: string): Promise<void> {
  const body = { secret, ...(code !== undefined && { code }) }
  enter(await ask('POST', '/api/session/link', { body }))
}

export async function acceptInvitation({ domain }: Invitation): Promise<void> {
  enter(await ask('POST', '/api/account/invitations/:site', { param: { site: domain } }))
}

export async function declineInvitation({ domain }: Invitation): Promise<void> {
  await ask('DELETE', '/api/account/invitations/:site', { param: { site: domain } })
  invitations.value = invitations.peek().filter((one) => one.domain !== domain)
}

/**
 * Sets how one signs in from now on; answers the recovery codes of a new authenticator. `code`: of the one in force,
 * or a recovery code, to take it off.
 */
export async function changeAccount(
  body: Taken<'/api/account', 'PUT'>,
): Promise<string[] | undefined> {
  const answer = await ask('PUT', '/api/account', { body })
  enter(answer)
  return answer.recovery_codes
}

/** A secret for an authenticator, not yet in force. */
export type Offer = Given<'/api/account/second-factor', 'GET'>

export function offerSecondFactor(): Promise<Offer> {
  return ask('GET', '/api/account/second-factor')
}

/** Whether the window on how one signs in is open. */
export const accountOpen = signal(false)

export async function signOut(): Promise<void> {
  await ask('DELETE', '/api/session')
  endSession()
}

/** The session is over, by choice or because the server said so. */
export function endSession(): void {
  forgetAnswers()
  session.value = null
}
