import type { Caller } from './caller.ts'

/** Tells whom a bearer token speaks for. */
export interface Identity {
  /** Issuer of the tokens, for the OpenAPI document. */
  readonly issuer: string
  /** The caller of a token that was verified before and has not ended; costs no signature check. */
  known(token: string): Caller | undefined
  /** Verifies a token. Rejects with TokenRefused, or IssuerUnavailable where its keys cannot be had. */
  verify(token: string): Promise<Caller>
}

/** Why a token is refused; the caller is told. */
export type TokenFault =
  | 'malformed'
  | 'algorithm'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet'
  | 'claims'

export class TokenRefused extends Error {
  readonly fault: TokenFault

  constructor(fault: TokenFault) {
    super(fault)
    this.name = 'TokenRefused'
    this.fault = fault
  }
}

/** The issuer's metadata or keys cannot be had: nobody's fault who asks. */
export class IssuerUnavailable extends Error {
  constructor(cause: unknown) {
    super('issuer unavailable', { cause })
    this.name = 'IssuerUnavailable'
  }
}
