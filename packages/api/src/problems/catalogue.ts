import type { Refusal } from '@dipper/ledger'
import type { OutboxState } from '../benefit-ports.ts'
import type { TokenFault } from '../identity/identity.ts'
import type { PortProblemParams } from '../ports.ts'

type Nothing = Readonly<Record<never, never>>

/**
 * Everything that the API refuses or fails at, with the numbers and names that its sentence needs.
 * A code never changes its meaning; callers decide by it.
 */
export interface ProblemParams extends PortProblemParams {
  /** `errors` of the body names each part that is wrong. */
  'invalid-request': Nothing
  'invalid-json': Nothing
  'cursor-invalid': Nothing
  'key-missing': Nothing
  'reason-missing': Nothing
  'too-large': { readonly bytes: number }
  'url-too-long': { readonly bytes: number }
  'type-unsupported': Nothing
  'type-unacceptable': Nothing
  'key-used': Nothing
  'key-running': Nothing

  'token-missing': Nothing
  'token-expired': Nothing
  'token-invalid': { readonly fault: TokenFault }
  'not-allowed': Nothing
  'not-yours': Nothing

  'route-missing': Nothing
  'method-missing': { readonly allowed: string }
  'customer-missing': Nothing
  'star-missing': Nothing
  'month-unpublished': { readonly month: string }
  'policy-missing': { readonly month: string }
  'run-missing': { readonly run: number }
  'run-ended': { readonly run: number }
  /** None of the customer's, or nobody says of what kind it is. */
  'line-missing': Nothing
  /** Of another customer, as far as is known. */
  'line-not-theirs': { readonly line: string }
  'event-differs': { readonly event: string }
  'order-missing': { readonly order: string }
  'order-not-dead': { readonly order: string; readonly state: OutboxState }
  'order-use-ended': { readonly order: string }
  /** The ids of a report belong to two orders. */
  'other-order': { readonly order: string }
  'objection-missing': { readonly objection: number }
  'objection-answered': { readonly objection: number }
  /** What the ledger of points says. */
  'points-refused': { readonly refusal: Refusal }

  'too-many-requests': { readonly seconds: number }
  'too-many-streams': { readonly streams: number }

  'audit-unavailable': Nothing
  'issuer-unavailable': Nothing
  'not-ready': Nothing
  internal: Nothing
}

export type ProblemCode = keyof ProblemParams

export const STATUS = {
  'invalid-request': 400,
  'invalid-json': 400,
  'cursor-invalid': 400,
  'key-missing': 400,
  'reason-missing': 400,

  'token-missing': 401,
  'token-expired': 401,
  'token-invalid': 401,

  'not-allowed': 403,
  'not-yours': 403,

  'route-missing': 404,
  'customer-missing': 404,
  'star-missing': 404,
  'month-unpublished': 404,
  'policy-missing': 404,
  'run-missing': 404,
  'benefits-missing': 404,
  'line-missing': 404,
  'order-missing': 404,
  'objection-missing': 404,
  'publish-month-missing': 404,

  'method-missing': 405,
  'type-unacceptable': 406,

  'key-running': 409,
  'run-ended': 409,
  'run-busy': 409,
  'publish-busy': 409,
  'publish-refused': 409,
  'line-not-theirs': 409,
  'event-differs': 409,
  'order-not-dead': 409,
  'order-use-ended': 409,
  'other-order': 409,
  'objection-answered': 409,
  'points-refused': 409,

  'too-large': 413,
  'url-too-long': 414,
  'type-unsupported': 415,
  'key-used': 422,

  'too-many-requests': 429,
  'too-many-streams': 429,

  internal: 500,

  'store-unavailable': 503,
  'audit-unavailable': 503,
  'issuer-unavailable': 503,
  'not-ready': 503,
} as const satisfies Readonly<Record<ProblemCode, number>>

export const PROBLEM_CODES = Object.keys(STATUS) as readonly ProblemCode[]

/** What one part of a request has to be; `missing` and `unknown` for a part too few or too many. */
export const FIELD_CODES = [
  'missing',
  'unknown',
  'wrong',
  'not-a-month',
  'not-a-date',
  'not-an-id',
  'not-a-limit',
  'not-a-number',
  'not-a-word',
  'not-a-key',
  'not-a-reason',
  'not-an-object',
  'number-or-id',
  'months-reversed',
  'days-reversed',
  'too-many-days',
  'not-an-instant',
  'ahead',
  'not-an-integer',
  'not-fen',
  'not-a-deadline',
  'not-a-uuid',
  'not-a-text',
  'needs-line',
  'needs-line-state',
  'needs-stop',
] as const
export type FieldCode = (typeof FIELD_CODES)[number]
