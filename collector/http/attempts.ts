import { BoundedMap } from '../bounded-map.ts'
import { clientAddresses, subscriber } from './client-address.ts'
import type { AppContext } from './environment.ts'
import { header, peerAddress } from './peer.ts'
import { TooMany } from './problem.ts'
import { RateLimit } from './rate-limit.ts'
import { deviceOf } from './session-cookie.ts'

/** How often somebody may be wrong: at an address, about a person there, and about a person from anywhere. */
export class SignInLimits {
  readonly perAddress = new RateLimit({ perSecond: 1 / 6, burst: 30 })
  readonly perPlace = new RateLimit({ perSecond: 1 / 60, burst: 6 })
  /** Against many addresses at once. It is slow, and does not ask who is known. */
  readonly perPerson = new RateLimit({ perSecond: 1 / 300, burst: 60 })
  /** Addresses from which a person signed in since the start. */
  readonly familiar = new BoundedMap<string, true>(20_000)
}

interface Toll {
  limit: RateLimit
  key: string
}

/** What a try costs while it is not known to be right. */
function tolls(c: AppContext, who: string, place: string): Toll[] {
  const { perAddress, perPlace, perPerson, familiar } = c.var.shared.signIn
  const device = deviceOf(c, who)
  if (device !== undefined) return [{ limit: perPlace, key: `device ${device}` }]
  const near = [
    { limit: perAddress, key: subscriber(addressOf(c)) },
    { limit: perPlace, key: place },
  ]
  return familiar.get(place) ? near : [...near, { limit: perPerson, key: who }]
}

/** The client's address, as far as the proxies before us are believed. */
export function addressOf(c: AppContext): string {
  const { client } = clientAddresses(c.var.shared.config.trustProxy)
  return client(peerAddress(c), header(c, 'x-forwarded-for'))
}

export interface Attempt {
  /** Gives back what it cost, and remembers the address: only who is wrong pays. */
  wasRight(): void
}

/**
 * One try at a password of `who`, the id of a user where there is one. Throws a 429 when there were too many wrong
 * ones; a try that is refused costs nothing, so that an address that may not try shuts nobody out.
 */
export function attempt(c: AppContext, who: string): Attempt {
  const { now, signIn } = c.var.shared
  const place = `${subscriber(addressOf(c))} ${who}`
  const due = tolls(c, who, place)
  const wait = Math.max(...due.map(({ limit, key }) => limit.wait(key, now())))
  if (wait > 0) throw new TooMany(wait)
  // Paid before it is known whether it is right: else a hundred at once would each find room.
  for (const { limit, key } of due) limit.take(key, now())
  return {
    wasRight() {
      for (const { limit, key } of due) {
        if (limit === signIn.perPlace) limit.refill(key)
        else limit.give(key)
      }
      signIn.familiar.set(place, true)
    },
  }
}
