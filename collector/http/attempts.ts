import { BoundedMap } from '../bounded-map.ts'
import { subscriber } from '../ip-address.ts'
import type { AppContext } from './environment.ts'
import { addressOf } from './peer.ts'
import { TooMany } from './problem.ts'
import { RateLimit } from './rate-limit.ts'
import { deviceOf } from './session-cookie.ts'

export interface Try {
  /** Whose password is tried: the id of a user where there is one, else the e-mail. */
  who: string
  address: string
  /** The browser, if the person signed in there before. */
  device?: string | undefined
}

export interface Attempt {
  /** Gives back what it cost, and remembers the address: only who is wrong pays. */
  wasRight(): void
}

interface Toll {
  limit: RateLimit
  key: string
}

/** How often somebody may be wrong: at an address, about a person there, and about a person from anywhere. */
export class SignInLimits {
  readonly #perAddress = new RateLimit({ perSecond: 1 / 6, burst: 30 })
  readonly #perPlace = new RateLimit({ perSecond: 1 / 60, burst: 6 })
  /** Against many addresses at once. */
  readonly #perPerson = new RateLimit({ perSecond: 1 / 300, burst: 60 })
  /** Addresses from which a person signed in since the start; strangers elsewhere do not shut them out. */
  readonly #familiar = new BoundedMap<string, true>(20_000)

  /**
   * One try at a password. Throws a 429 when there were too many wrong ones; a try that is refused costs nothing,
   * so that an address that may not try uses up nobody else's.
   */
  attempt({ who, address, device }: Try, now: number): Attempt {
    const near = subscriber(address)
    const place = `${near} ${who}`
    const tolls = device === undefined ? this.#strange(who, near, place) : this.#known(device)
    const wait = Math.max(...tolls.map(({ limit, key }) => limit.wait(key, now)))
    if (wait > 0) throw new TooMany(wait)
    // Paid before it is known whether it is right: else a hundred at once would each find room.
    for (const { limit, key } of tolls) limit.take(key, now)
    return {
      wasRight: () => {
        for (const { limit, key } of tolls) limit.give(key)
        this.#perPlace.refill(place)
        this.#familiar.set(place, true)
      },
    }
  }

  #known(device: string): Toll[] {
    return [{ limit: this.#perPlace, key: `device ${device}` }]
  }

  #strange(who: string, near: string, place: string): Toll[] {
    const here = [
      { limit: this.#perAddress, key: near },
      { limit: this.#perPlace, key: place },
    ]
    return this.#familiar.get(place) ? here : [...here, { limit: this.#perPerson, key: who }]
  }
}

/** One try at a password of `who` by whoever asks. Throws a 429. */
export function attempt(c: AppContext, who: string): Attempt {
  const { now, signIn } = c.var.shared
  return signIn.attempt({ who, address: addressOf(c), device: deviceOf(c, who) }, now())
}
