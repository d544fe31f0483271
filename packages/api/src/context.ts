import type { Language } from '@dipper/policy'
import type { Metrics } from './metrics.ts'
import type { Limits } from './options.ts'
import type { Ports } from './ports.ts'
import type { RateLimiter } from './limits/rate-limiter.ts'
import type { Streams } from './streams.ts'

/** What all requests share. */
export interface Context {
  readonly ports: Ports
  readonly limits: Limits
  /** Where the caller names none that is known. */
  readonly language: Language
  readonly metrics: Metrics
  readonly rates: RateLimiter
  readonly streams: Streams
  /** The OpenAPI document as JSON. */
  readonly document: () => string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The server takes no new connections. */
  readonly stopping: () => boolean
  /** Notes an error that no caller is told of. */
  readonly fault: (error: unknown) => void
}
