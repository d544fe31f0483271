export { buildApi } from './build-api.ts'
export { type Caller, ROLES, type Role } from './identity/caller.ts'
export {
  type Identity,
  IssuerUnavailable,
  type TokenFault,
  TokenRefused,
} from './identity/identity.ts'
export type { ClaimNames } from './identity/claims.ts'
export { type Algorithm, type OidcOptions, oidcIdentity } from './identity/oidc.ts'
export type { ApiOptions, Limits, LogOptions, Rate } from './options.ts'
export type * from './benefit-ports.ts'
export type * from './objection-ports.ts'
export type * from './ports.ts'
export { PortProblem } from './ports.ts'
