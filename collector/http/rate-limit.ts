import { BoundedMap } from '../bounded-map.ts'

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

/** One token bucket a key. Keys not seen for long are forgotten, and so begin full again. */
export class RateLimit {
  readonly #perMs: number
  readonly #burst: number
  readonly #buckets: BoundedMap<string, Bucket>

  constructor({ perSecond, burst, keys = 40_000 }: RateLimitOptions) {
    this.#perMs = perSecond / 1_000
    this.#burst = burst
    this.#buckets = new BoundedMap(keys)
  }

  /** Takes one token; answers 0, or the whole seconds to wait when there is none. */
  take(key: string, now: number): number {
    if (this.#perMs === 0) return 0
    const bucket = this.#bucket(key, now)
    const gained = Math.max(0, now - bucket.at) * this.#perMs
    bucket.tokens = Math.min(this.#burst, bucket.tokens + gained)
    bucket.at = now
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.#perMs / 1_000)
    bucket.tokens -= 1
    return 0
  }

  /** Forgives all that was taken. */
  refill(key: string): void {
    this.#buckets.delete(key)
  }

  #bucket(key: string, now: number): Bucket {
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    const bucket = { tokens: this.#burst, at: now }
    this.#buckets.set(key, bucket)
    return bucket
  }
}
