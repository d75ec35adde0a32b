import { batch, computed, signal } from '@preact/signals'
import type { User } from '../../collector/auth/users.ts'
import { ask, Problem } from '../api.ts'
import { forgetAnswers } from './resource.ts'

/** Who is signed in: undefined while unknown, null when nobody is. */
export const session = signal<User | null>()

interface SessionAnswer {
  user: User
  server: { public_url: string | null; tracker_path: string }
}

const server = signal<SessionAnswer['server']>()

/** Where browsers reach the collector: as its operator said, else where this page came from. */
export const collectorOrigin = computed(() => server.value?.public_url ?? location.origin)

/** Where the script of a site lies. */
export function scriptAddress(domain: string): string {
  return `${collectorOrigin.value}${server.value?.tracker_path ?? '/t'}/${domain}.js`
}

async function enter(answer: Promise<SessionAnswer>): Promise<void> {
  const { user, server: where } = await answer
  batch(() => {
    server.value = where
    session.value = user
  })
}

/** Finds out who is signed in. */
export async function recallSession(): Promise<void> {
  try {
    await enter(ask('GET', '/api/session'))
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    session.value = null
  }
}

/** Signs in; rejects with the Problem that refused it. */
export async function signIn(email: string, password: string): Promise<void> {
  const body = { email, password }
  await enter(ask('POST', '/api/session', { body }))
}

/** Sets how one signs in from now on. */
export async function changeAccount(body: { email: string; password: string }): Promise<void> {
  await enter(ask('PUT', '/api/account', { body }))
}

export async function signOut(): Promise<void> {
  await ask('DELETE', '/api/session')
  endSession()
}

/** The session is over, by choice or because the server said so. */
export function endSession(): void {
  forgetAnswers()
  session.value = null
}
