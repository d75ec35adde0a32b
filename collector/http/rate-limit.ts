interface Bucket {
  /** ms of refill that are in it. */
  filled: number
  /** Epoch ms of the last refill. */
  at: number
}

export interface RateLimitOptions {
  /** Refill, per second; 0 switches the limit off. */
  perSecond: number
  burst: number
  /** Keys remembered at most. */
  keys?: number
}

/**
 * One token bucket a key. When there are too many, the fuller half is forgotten, and so begins full again: who has
 * used theirs up is remembered, however many others come by.
 *
 * A sixth of a token a second and a burst of 30: a token is 6,000 ms of refill, so the 31st try in one instant waits
 * (6,000 − 0) / 1,000 = 6 s. What is counted are ms, for sixths of tokens add up to a little more or less than one.
 */
export class RateLimit {
  /** ms of refill in a token, and in a full bucket. */
  readonly #token: number
  readonly #full: number
  readonly #keys: number
  #buckets = new Map<string, Bucket>()

  constructor({ perSecond, burst, keys = 40_000 }: RateLimitOptions) {
    this.#token = perSecond === 0 ? 0 : 1_000 / perSecond
    this.#full = burst * this.#token
    this.#keys = keys
  }

  /** Takes one token; answers 0, or the whole seconds to wait when there is none. */
  take(key: string, now: number): number {
    if (this.#token === 0) return 0
    const bucket = this.#bucket(key, now)
    bucket.filled = this.#left(bucket, now)
    bucket.at = now
    const wait = this.#seconds(bucket.filled)
    if (wait === 0) bucket.filled -= this.#token
    return wait
  }

  /** What `take` would answer, taking nothing. */
  wait(key: string, now: number): number {
    const bucket = this.#buckets.get(key)
    if (bucket === undefined || this.#token === 0) return 0
    return this.#seconds(this.#left(bucket, now))
  }

  /** Gives one token back. */
  give(key: string): void {
    const bucket = this.#buckets.get(key)
    if (bucket !== undefined) {
      bucket.filled = Math.min(this.#full, bucket.filled + this.#token)
    }
  }

  /** Forgives all that was taken. */
  refill(key: string): void {
    this.#buckets.delete(key)
  }

  #left({ filled, at }: Bucket, now: number): number {
    return Math.min(this.#full, filled + Math.max(0, now - at))
  }

  /** Until there is a token; thirds of a second add up to a whole one but for some billionths. */
  #seconds(left: number): number {
    return Math.max(0, Math.ceil((this.#token - left - 1e-6) / 1_000))
  }

  #bucket(key: string, now: number): Bucket {
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    if (this.#buckets.size >= this.#keys) this.#forget(now)
    const bucket = { filled: this.#full, at: now }
    this.#buckets.set(key, bucket)
    return bucket
  }

  #forget(now: number): void {
    const left = ([, bucket]: [string, Bucket]) => this.#left(bucket, now)
    const emptiest = [...this.#buckets].toSorted((a, b) => left(a) - left(b))
    this.#buckets = new Map(emptiest.slice(0, Math.floor(this.#keys / 2)))
  }
}
