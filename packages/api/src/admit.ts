import type { FastifyRequest } from 'fastify'
import { customerIdOf, isDenialRecorded, record } from './audit.ts'
import type { Context } from './context.ts'
import { type Endpoint, nameOf } from './endpoint.ts'
import { bearerOf } from './http/bearer.ts'
import { reasonOf } from './http/reason.ts'
import type { Caller } from './identity/caller.ts'
import type { Identity } from './identity/identity.ts'
import { rateOf } from './limits/defaults.ts'
import type { Rate } from './options.ts'
import { Problem } from './problems/problem.ts'
import { type Grant, grantsOf } from './rights/grant.ts'
import { rightOf } from './rights/rights.ts'
import { customerId as customerIdText } from './wire/text.ts'

/** Who asks, and what the roles allow; kept beside the request. */
export interface Admission {
  readonly caller: Caller
  readonly grants: readonly Grant[]
}

/** Of open routes. */
export const ANYBODY: Admission = {
  caller: { subject: '', roles: [], regions: null, customerId: null, until: Infinity },
  grants: [],
}

/** Lets a request in before its body is read: at once where the token is known. Throws, or rejects. */
export type Admit = (request: FastifyRequest) => Admission | Promise<Admission>

/**
 * Who may come in to a route: within the rate of the address or the caller, with a valid token, and
 * with a role that has a right on the route. Throws where the route has no entry in the table of
 * rights.
 */
export function admitTo(endpoint: Endpoint, context: Context, identity: Identity): Admit {
  const right = rightOf(nameOf(endpoint))
  const { limits } = context
  if (right === 'open') {
    return (request) => {
      takeOne(context, `address ${request.ip}`, limits.anonymous)
      return ANYBODY
    }
  }
  const admitted = (request: FastifyRequest, caller: Caller): Admission | Promise<never> => {
    takeOne(context, `caller ${caller.subject}`, rateOf(caller.roles, limits.rates))
    const grants = grantsOf(right, caller)
    return grants.length > 0 ? { caller, grants } : turnAway(endpoint, context, request, caller)
  }
  return (request) => {
    const token = bearerOf(request.headers.authorization)
    const known = token === undefined ? undefined : identity.known(token)
    if (known !== undefined) return admitted(request, known)
    takeOne(context, `address ${request.ip}`, limits.anonymous)
    if (token === undefined) throw missing(request)
    return identity.verify(token).then((caller) => admitted(request, caller))
  }
}

/** A header that holds no bearer token is refused otherwise than none. */
function missing({ headers }: FastifyRequest): Problem {
  return headers.authorization === undefined
    ? new Problem('token-missing', {})
    : new Problem('token-invalid', { fault: 'malformed' })
}

function takeOne({ rates, metrics }: Context, key: string, rate: Rate | null): void {
  const seconds = rates.take(key, rate)
  if (seconds === 0) return
  metrics.limited()
  throw new Problem('too-many-requests', { seconds })
}

/** No role of the caller has a right here; recorded where a look-up or change would be. */
async function turnAway(
  endpoint: Endpoint,
  context: Context,
  request: FastifyRequest,
  caller: Caller,
): Promise<never> {
  if (isDenialRecorded(endpoint, caller)) {
    const asked = customerIdText.safeParse(customerIdOf(endpoint, request.params))
    const recorded = record(context, {
      who: caller.subject,
      role: caller.roles.join(' '),
      act: endpoint.act ?? endpoint.operation,
      customerId: asked.success ? asked.data : null,
      why: reasonOf(request.headers['dipper-reason']) ?? null,
      from: request.ip,
      outcome: 'denied',
      details: {},
    })
    // Who must not wait is told at once; there is nothing of a customer in a refusal.
    if (endpoint.inTime === undefined) await recorded
    else recorded.catch(() => undefined)
  }
  throw new Problem('not-allowed', {})
}
