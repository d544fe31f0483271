import type { Language } from '@dipper/policy'
import type { Registry } from 'prom-client'
import type { Identity } from './identity/identity.ts'
import type { Role } from './identity/caller.ts'
import type { Ports } from './ports.ts'

/** All that an API is built from. Whatever is left out has the default named beside it. */
export interface ApiOptions {
  readonly ports: Ports
  /** Who a bearer token speaks for: `oidcIdentity({ issuer, audience })`. */
  readonly identity: Identity
  /** Milliseconds since 1970: `Date.now`. */
  readonly now?: () => number
  readonly limits?: Partial<Limits>
  /** Of problems and explanations where the caller names none that is known: `zh-CN`. */
  readonly language?: Language
  /** Lines of JSON go to `stream`; no logging where left out. */
  readonly log?: LogOptions
  /** Proxies whose `X-Forwarded-For` is believed, as fastify takes them: none. */
  readonly trustProxy?: boolean | string | string[]
  /** Metrics of other parts to be shown together with the API's: a registry of its own. */
  readonly metrics?: Registry
  /** Of the program, as the OpenAPI document and the metrics say it: `0.0.0`. */
  readonly version?: string
}

export interface LogOptions {
  readonly stream: { write(line: string): void }
  /** `info`. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error'
}

/** A token bucket: refills by `perSecond`, holds `burst` at most. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

export interface Limits {
  /** Of a request body: 16,384. */
  readonly bodyBytes: number
  /** Of path and query: 4,096. */
  readonly urlBytes: number
  /** Per caller, by the strongest of its roles; `null` has no limit. */
  readonly rates: Readonly<Record<Role, Rate | null>>
  /** Per address: open routes, and tokens that have to be verified. */
  readonly anonymous: Rate | null
  /** Callers and addresses remembered for rates: 50,000. */
  readonly callers: number
  /** Streams of events open at once, for each caller: 4. */
  readonly streams: number
  /** Between two signs of life of a stream of events, milliseconds: 15,000. */
  readonly heartbeatMs: number
  /** For a request to arrive in full, milliseconds: 30,000. */
  readonly requestMs: number
  /** For the question whether a benefit may be used, unless the caller says, milliseconds: 1,000. */
  readonly mayUseMs: number
  /** For the store to say that it is ready, milliseconds: 2,000. */
  readonly readyMs: number
}
