import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { Recent } from '../recent.ts'
import type { Caller } from './caller.ts'
import { CLAIM_NAMES, type ClaimNames, callerOf } from './claims.ts'
import { type Identity, IssuerUnavailable, type TokenFault, TokenRefused } from './identity.ts'
import { IssuerKeys } from './issuer-keys.ts'

/** Signatures by keys that only the issuer has: never `none`, never a shared secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** What the header of an access token calls it; others, such as logout tokens, are refused. */
const TYPES: readonly (string | undefined)[] = [undefined, 'jwt', 'at+jwt', 'application/at+jwt']

export interface OidcOptions {
  /** Such as `https://id.example/realms/telecom`; `http` is taken for this machine only. */
  readonly issuer: string
  readonly audience: string
  /** `RS256`, `PS256`, `ES256`, `EdDSA`. */
  readonly algorithms?: readonly Algorithm[]
  /** Tolerated difference of clocks, seconds: 30. */
  readonly clockSkew?: number
  /** Milliseconds since 1970: `Date.now`. */
  readonly now?: () => number
  /** Verified tokens remembered until they end: 10,000. */
  readonly tokens?: number
  /** Before the keys are fetched again because a token names one that is not known, milliseconds: 10,000. */
  readonly keyPause?: number
  readonly claims?: Partial<ClaimNames>
}

/** Bearer tokens of an OpenID Connect issuer: JWTs signed by a key of its, verified here. */
export function oidcIdentity(options: OidcOptions): Identity {
  const { issuer, audience, now = Date.now } = options
  const keys = new IssuerKeys(issuer, { now, pause: options.keyPause ?? 10_000 })
  const cache = new Recent<Caller>(options.tokens ?? 10_000)
  const names = { ...CLAIM_NAMES, ...options.claims }
  const wanted = (): JWTVerifyOptions => ({
    issuer,
    audience,
    algorithms: [...(options.algorithms ?? ALGORITHMS)],
    clockTolerance: options.clockSkew ?? 30,
    requiredClaims: ['sub', 'exp'],
    currentDate: new Date(now()),
  })
  const verify = async (token: string): Promise<Caller> => {
    const caller = callerOf(await verified(token, keys, wanted()), names)
    cache.set(token, caller)
    return caller
  }
  const known = (token: string): Caller | undefined => {
    const caller = cache.get(token)
    if (caller === undefined || caller.until > now()) return caller
    cache.delete(token)
    return undefined
  }
  return { issuer, known, verify }
}

async function verified(
  token: string,
  keys: IssuerKeys,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  const resolve = await keys.get()
  try {
    const { payload, protectedHeader } = await jwtVerify(token, resolve, options)
    if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new TokenRefused('malformed')
    return payload
  } catch (error) {
    throw refusalOf(error)
  }
}

/** Faults of a token, by what jose says of it. */
const FAULTS: Readonly<Record<string, TokenFault>> = {
  ERR_JWT_EXPIRED: 'expired',
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'algorithm',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature',
  ERR_JWKS_NO_MATCHING_KEY: 'signature',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'signature',
  ERR_JWS_INVALID: 'malformed',
  ERR_JWT_INVALID: 'malformed',
}

const CLAIMS: Readonly<Record<string, TokenFault>> = {
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not-yet',
}

/** The caller's fault as a refusal; whatever else goes wrong is the issuer's. */
function refusalOf(error: unknown): Error {
  if (error instanceof TokenRefused) return error
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new TokenRefused(CLAIMS[error.claim] ?? 'claims')
  }
  const fault = error instanceof errors.JOSEError ? FAULTS[error.code] : undefined
  return fault === undefined ? new IssuerUnavailable(error) : new TokenRefused(fault)
}
