import { IssuerUnavailable, TokenRefused } from '../identity/identity.ts'
import type { PortProblemCode } from '../ports.ts'
import type { ProblemCode } from './catalogue.ts'
import { Problem } from './problem.ts'

/** What fastify says of requests it cannot read, by its codes. */
const UNREADABLE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'type-unsupported',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-json',
  FST_ERR_BAD_URL: 'route-missing',
}

/**
 * The problem that an error is answered with. Whatever is not known to be the caller's or a port's
 * is `internal`: nothing of it is told.
 *
 * @param limits of a body and of path and query, for their sentences
 */
export function problemOf(
  error: unknown,
  limits: { readonly bodyBytes: number; readonly urlBytes: number },
): Problem {
  if (error instanceof Problem) return error
  if (error instanceof TokenRefused) return refused(error)
  if (error instanceof IssuerUnavailable) return new Problem('issuer-unavailable', {})
  if (isPortProblem(error)) return new Problem(error.code, error.params)
  return unreadable(error, limits) ?? new Problem('internal', {})
}

function refused({ fault }: TokenRefused): Problem {
  return fault === 'expired'
    ? new Problem('token-expired', {})
    : new Problem('token-invalid', { fault })
}

const OF_PORTS: Readonly<Record<PortProblemCode, true>> = {
  'store-unavailable': true,
  'benefits-missing': true,
  'publish-month-missing': true,
  'publish-busy': true,
  'publish-refused': true,
  'run-busy': true,
}

/** By its shape: a port need not know the API's classes. */
function isPortProblem(
  error: unknown,
): error is Error & { code: PortProblemCode; params: Problem['params'] } {
  if (!(error instanceof Error)) return false
  const { code, params } = error as { code?: unknown; params?: unknown }
  return typeof code === 'string' && Object.hasOwn(OF_PORTS, code) && typeof params === 'object'
}

function unreadable(
  error: unknown,
  { bodyBytes, urlBytes }: { readonly bodyBytes: number; readonly urlBytes: number },
): Problem | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('too-large', { bytes: bodyBytes })
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return new Problem('url-too-long', { bytes: urlBytes })
  const known = typeof code === 'string' ? UNREADABLE[code] : undefined
  if (known !== undefined) return new Problem(known, {})
  const callers = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
  if (!callers) return undefined
  return error instanceof SyntaxError
    ? new Problem('invalid-json', {})
    : new Problem('invalid-request', {})
}
