import type { Rate } from '../options.ts'
import { Recent } from '../recent.ts'

interface Bucket {
  tokens: number
  /** When `tokens` was counted, milliseconds. */
  at: number
}

/**
 * Token buckets of callers and addresses, in memory. A caller who was not seen for long is forgotten,
 * and starts with a full bucket.
 */
export class RateLimiter {
  readonly #buckets: Recent<Bucket>
  readonly #now: () => number

  constructor(options: { readonly most: number; readonly now: () => number }) {
    this.#buckets = new Recent(options.most)
    this.#now = options.now
  }

  /** Takes one token. Gives 0, or the seconds to wait for one. */
  take(key: string, rate: Rate | null): number {
    if (rate === null) return 0
    const bucket = this.#refilled(key, rate)
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / rate.perSecond)
    bucket.tokens -= 1
    return 0
  }

  /** How many are remembered. */
  get size(): number {
    return this.#buckets.size
  }

  #refilled(key: string, rate: Rate): Bucket {
    const now = this.#now()
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      const full = { tokens: rate.burst, at: now }
      this.#buckets.set(key, full)
      return full
    }
    const refill = (Math.max(0, now - bucket.at) / 1000) * rate.perSecond
    bucket.tokens = Math.min(rate.burst, bucket.tokens + refill)
    bucket.at = now
    return bucket
  }
}
