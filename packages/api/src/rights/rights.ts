import type { Role } from '../identity/caller.ts'

/**
 * Whose data a role may touch: the caller's own, that of customers of the caller's regions, or
 * anybody's. For what is nobody's data, such as totals, `any` is the only relation.
 */
export type Relation = 'self' | 'region' | 'any'

/** Who may use a route: everybody, or the roles named; a role that is not named may not. */
export type Right = 'open' | Readonly<Partial<Record<Role, Relation>>>

const ASK_ABOUT_CUSTOMER: Right = {
  customer: 'self',
  agent: 'region',
  shop: 'region',
  system: 'any',
}
const DO_FOR_CUSTOMER: Right = ASK_ABOUT_CUSTOMER
/** Giving points back is the operator's act: what they were spent on may be gone. */
const UNDO_FOR_CUSTOMER: Right = { agent: 'region', shop: 'region', system: 'any' }
/** Whoever corrects has to see what. */
const SEE_POINTS: Right = { ...ASK_ABOUT_CUSTOMER, 'data-operator': 'region' }
const SET_POINTS_RIGHT: Right = { 'data-operator': 'region', system: 'any' }
const SEE_ORDERS: Right = { 'data-operator': 'region', auditor: 'region', system: 'any' }
const MEND_ORDERS: Right = { 'data-operator': 'region', system: 'any' }
const SEE_OBJECTIONS: Right = { ...ASK_ABOUT_CUSTOMER, auditor: 'region' }
const WATCH_OBJECTIONS: Right = {
  agent: 'region',
  shop: 'region',
  auditor: 'region',
  system: 'any',
}
const SEE_MONTHS: Right = {
  'data-operator': 'any',
  'policy-reader': 'any',
  auditor: 'any',
  system: 'any',
}
const SEE_WORK: Right = { 'data-operator': 'any', auditor: 'any', system: 'any' }
const DO_WORK: Right = { 'data-operator': 'any', system: 'any' }

/** All rights there are, by route. A route that is not here cannot be registered. */
export const RIGHTS: Readonly<Record<string, Right>> = {
  'GET /health/live': 'open',
  'GET /health/ready': 'open',
  'GET /openapi.json': 'open',
  'GET /metrics': { 'data-operator': 'any', system: 'any' },

  'GET /v1/customers': { agent: 'region', shop: 'region', system: 'any' },
  'GET /v1/customers/{id}': ASK_ABOUT_CUSTOMER,
  'GET /v1/customers/{id}/star': ASK_ABOUT_CUSTOMER,
  'GET /v1/customers/{id}/history': ASK_ABOUT_CUSTOMER,
  'GET /v1/customers/{id}/explanation': ASK_ABOUT_CUSTOMER,
  'GET /v1/customers/{id}/export': { customer: 'self', 'data-operator': 'region' },
  'POST /v1/customers/{id}/erasure': { 'data-operator': 'region' },

  'GET /v1/customers/{id}/entitlements': ASK_ABOUT_CUSTOMER,
  'GET /v1/customers/{id}/entitlements/{benefit}': ASK_ABOUT_CUSTOMER,
  'POST /v1/customers/{id}/uses': DO_FOR_CUSTOMER,
  'GET /v1/customers/{id}/uses': ASK_ABOUT_CUSTOMER,
  'GET /v1/customers/{id}/lines': ASK_ABOUT_CUSTOMER,
  'POST /v1/line-events': { system: 'any' },

  'GET /v1/service-orders': SEE_ORDERS,
  'POST /v1/service-orders/state-changes': { system: 'any' },
  'GET /v1/service-orders/{order}': SEE_ORDERS,
  'POST /v1/service-orders/{order}/replay': MEND_ORDERS,
  'POST /v1/service-orders/{order}/give-up': MEND_ORDERS,

  'GET /v1/customers/{id}/points': SEE_POINTS,
  'GET /v1/customers/{id}/points/statement': SEE_POINTS,
  'POST /v1/customers/{id}/points/redemptions': DO_FOR_CUSTOMER,
  'POST /v1/customers/{id}/points/redemptions/{posting}/reversal': UNDO_FOR_CUSTOMER,
  'POST /v1/customers/{id}/points/postings/{posting}/correction': SET_POINTS_RIGHT,
  'POST /v1/customers/{id}/points/freeze': SET_POINTS_RIGHT,
  'POST /v1/customers/{id}/points/unfreeze': SET_POINTS_RIGHT,

  'POST /v1/customers/{id}/objections': DO_FOR_CUSTOMER,
  'GET /v1/customers/{id}/objections': SEE_OBJECTIONS,
  'GET /v1/customers/{id}/objections/{objection}': SEE_OBJECTIONS,
  'POST /v1/customers/{id}/objections/{objection}/answer': {
    agent: 'region',
    shop: 'region',
    system: 'any',
  },
  'GET /v1/objections': WATCH_OBJECTIONS,
  'GET /v1/objections/counts': { ...WATCH_OBJECTIONS, 'data-operator': 'region' },

  'GET /v1/months': SEE_MONTHS,
  'GET /v1/months/{month}': SEE_MONTHS,
  'GET /v1/policies/{month}': {
    agent: 'region',
    shop: 'region',
    'data-operator': 'region',
    'policy-reader': 'region',
    auditor: 'region',
    system: 'any',
  },

  'POST /v1/runs': DO_WORK,
  'GET /v1/runs': SEE_WORK,
  'GET /v1/runs/{run}': SEE_WORK,
  'GET /v1/runs/{run}/events': SEE_WORK,
  'POST /v1/runs/{run}/stop': DO_WORK,

  'GET /v1/publications': SEE_WORK,
  'GET /v1/publications/preview': DO_WORK,
  'POST /v1/publications': DO_WORK,
  'POST /v1/publications/{month}/take-back': DO_WORK,

  'GET /v1/audit': { auditor: 'any' },
}

/** The right of a route. Throws where it has none: such a route must not be served. */
export function rightOf(route: string): Right {
  const right = Object.hasOwn(RIGHTS, route) ? RIGHTS[route] : undefined
  if (right === undefined) throw new Error(`no entry in the table of rights: ${route}`)
  return right
}

/** Throws where the table names a route that there is not: a right that was meant for another. */
export function requireRoutes(
  endpoints: readonly { readonly method: string; readonly path: string }[],
): void {
  const served = new Set(endpoints.map(({ method, path }) => `${method} ${path}`))
  const without = Object.keys(RIGHTS).filter((route) => !served.has(route))
  if (without.length > 0) throw new Error(`rights without a route: ${without.join(', ')}`)
}
