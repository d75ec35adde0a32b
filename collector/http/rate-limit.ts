interface Bucket {
  tokens: number
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
 * A sixth of a token a second and a burst of 30: the 31st try in one instant waits (1 − 0) / (1 / 6) = 6 s.
 */
export class RateLimit {
  readonly #perMs: number
  readonly #burst: number
  readonly #keys: number
  #buckets = new Map<string, Bucket>()

  constructor({ perSecond, burst, keys = 40_000 }: RateLimitOptions) {
    this.#perMs = perSecond / 1_000
    this.#burst = burst
    this.#keys = keys
  }

  /** Takes one token; answers 0, or the whole seconds to wait when there is none. */
  take(key: string, now: number): number {
    if (this.#perMs === 0) return 0
    const bucket = this.#bucket(key, now)
    bucket.tokens = this.#left(bucket, now)
    bucket.at = now
    if (bucket.tokens < 1) return this.#seconds(bucket.tokens)
    bucket.tokens -= 1
    return 0
  }

  /** What `take` would answer, taking nothing. */
  wait(key: string, now: number): number {
    const bucket = this.#buckets.get(key)
    if (bucket === undefined || this.#perMs === 0) return 0
    const left = this.#left(bucket, now)
    return left < 1 ? this.#seconds(left) : 0
  }

  /** Gives one token back. */
  give(key: string): void {
    const bucket = this.#buckets.get(key)
    if (bucket !== undefined) bucket.tokens = Math.min(this.#burst, bucket.tokens + 1)
  }

  /** Forgives all that was taken. */
  refill(key: string): void {
    this.#buckets.delete(key)
  }

  #left({ tokens, at }: Bucket, now: number): number {
    return Math.min(this.#burst, tokens + Math.max(0, now - at) * this.#perMs)
  }

  #seconds(left: number): number {
    return Math.ceil((1 - left) / this.#perMs / 1_000)
  }

  #bucket(key: string, now: number): Bucket {
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    if (this.#buckets.size >= this.#keys) this.#forget(now)
    const bucket = { tokens: this.#burst, at: now }
    this.#buckets.set(key, bucket)
    return bucket
  }

  #forget(now: number): void {
    const left = ([, bucket]: [string, Bucket]) => this.#left(bucket, now)
    const emptiest = [...this.#buckets].toSorted((a, b) => left(a) - left(b))
    this.#buckets = new Map(emptiest.slice(0, Math.floor(this.#keys / 2)))
  }
}
