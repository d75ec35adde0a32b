import { signal } from '@preact/signals'
import type { User } from '../../collector/auth/users.ts'
import { ask, Problem } from '../api.ts'
import { forgetAnswers } from './resource.ts'

/** Who is signed in: undefined while unknown, null when nobody is. */
export const session = signal<User | null>()

interface SessionAnswer {
  user: User
}

/** Finds out who is signed in. */
export async function recallSession(): Promise<void> {
  try {
    session.value = (await ask<SessionAnswer>('GET', '/api/session')).user
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    session.value = null
  }
}

/** Signs in; rejects with the Problem that refused it. */
export async function signIn(email: string, password: string): Promise<void> {
  const body = { email, password }
  session.value = (await ask<SessionAnswer>('POST', '/api/session', { body })).user
}

/** Sets how one signs in from now on. */
export async function changeAccount(body: { email: string; password: string }): Promise<void> {
  session.value = (await ask<SessionAnswer>('PUT', '/api/account', { body })).user
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
