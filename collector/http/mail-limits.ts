import { subscriber } from '../ip-address.ts'
import type { AppContext } from './environment.ts'
import { addressOf } from './peer.ts'
import { TooMany } from './problem.ts'
import { RateLimit } from './rate-limit.ts'

/** How many links may be asked for: to an address, whether anybody has it or not, and from one. */
export class MailLimits {
  readonly #perEmail = new RateLimit({ perSecond: 1 / 300, burst: 3 })
  readonly #perAddress = new RateLimit({ perSecond: 1 / 60, burst: 10 })

  /** Throws a 429, which costs nothing. */
  take(c: AppContext, email: string): void {
    const now = c.var.shared.now()
    const near = subscriber(addressOf(c))
    const wait = Math.max(this.#perEmail.wait(email, now), this.#perAddress.wait(near, now))
    if (wait > 0) throw new TooMany(wait)
    this.#perEmail.take(email, now)
    this.#perAddress.take(near, now)
  }
}
