import { createRemoteJWKSet, type RemoteJWKSet } from 'jose'
import { z } from 'zod'
import { IssuerUnavailable } from './identity.ts'

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url() })

/** Milliseconds for the issuer to answer. */
const PATIENCE = 5000

/** Milliseconds after which the keys are fetched again. */
const KEPT = 600_000

/** Milliseconds in which an issuer that could not be reached is not asked again. */
const REST = 1000

/**
 * Keys of an issuer, by OpenID Connect discovery: fetched with the first token, again every ten
 * minutes, and when a token names a key that is not known yet.
 */
export class IssuerKeys {
  readonly #issuer: string
  readonly #now: () => number
  readonly #pause: number
  #keys: Promise<RemoteJWKSet> | undefined
  #failedAt = Number.NEGATIVE_INFINITY

  /** @param options.pause before an unknown key makes the keys be fetched again, milliseconds */
  constructor(issuer: string, options: { readonly now: () => number; readonly pause: number }) {
    requireSafe(issuer)
    this.#issuer = issuer
    this.#now = options.now
    this.#pause = options.pause
  }

  /** Rejects with IssuerUnavailable. */
  async get(): Promise<RemoteJWKSet> {
    if (this.#keys === undefined && this.#now() - this.#failedAt < REST) {
      throw new IssuerUnavailable('asked a moment ago')
    }
    this.#keys ??= discover(this.#issuer, this.#pause)
    try {
      return await this.#keys
    } catch (error) {
      this.#keys = undefined
      this.#failedAt = this.#now()
      throw new IssuerUnavailable(error)
    }
  }
}

async function discover(issuer: string, pause: number): Promise<RemoteJWKSet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(address, {
    signal: AbortSignal.timeout(PATIENCE),
    redirect: 'error',
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  const { issuer: named, jwks_uri } = metadata.parse(await response.json())
  if (named !== issuer) throw new Error(`${address} speaks for ${named}`)
  return createRemoteJWKSet(requireSafe(jwks_uri), {
    timeoutDuration: PATIENCE,
    cooldownDuration: pause,
    cacheMaxAge: KEPT,
  })
}

/** Keys that come over a line others can write on are worth nothing. */
function requireSafe(address: string): URL {
  const url = new URL(address)
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && here)) return url
  throw new Error(`an issuer is reached by https, or on this machine: ${address}`)
}
