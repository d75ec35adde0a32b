import type { Claimed } from '../auth/provider/claimed.ts'
import { enter } from '../auth/provider/enter.ts'
import { ProviderFailure, type Told } from '../auth/provider/failure.ts'
import type { UserRow } from '../auth/users.ts'
import type { AppContext } from './environment.ts'
import { keepJoining, takeJoining } from './provider-cookies.ts'

/** Whose account it is. `shown`: the user whose password this browser has shown. Throws a ProviderFailure. */
export async function enterHere(
  c: AppContext,
  claimed: Claimed,
  shown: string | undefined,
): Promise<UserRow> {
  const { settings, config, now } = c.var.shared
  try {
    return await enter(settings, claimed, { rules: config.oidcRoles, shown }, now())
  } catch (error) {
    const waits = error instanceof ProviderFailure && error.reason === 'password_first'
    if (waits) keepJoining(c, claimed)
    throw error
  }
}

/** Joins the account to whoever came from the provider just before, now that its password was shown. */
export async function joinWaiting(c: AppContext, user: string): Promise<void> {
  const claimed = takeJoining(c)
  if (claimed === undefined) return
  try {
    await enterHere(c, claimed, user)
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    c.var.shared.log.warn(asLogged(error), 'an account was not joined to the provider')
  }
}

export function asLogged({ reason, message }: ProviderFailure) {
  return { reason, detail: message }
}

/** What to tell a person of what went wrong; undefined for what is no failure of theirs or the provider's. */
export function toldOf(error: unknown): Told | undefined {
  if (!(error instanceof ProviderFailure)) return undefined
  return { reason: error.reason, said: error.said }
}
