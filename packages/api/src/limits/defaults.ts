import type { Role } from '../identity/caller.ts'
import { ROLES } from '../identity/caller.ts'
import type { Limits, Rate } from '../options.ts'

const STAFF: Rate = { perSecond: 20, burst: 60 }

export const LIMITS: Limits = {
  bodyBytes: 16_384,
  urlBytes: 4096,
  rates: {
    customer: { perSecond: 5, burst: 30 },
    agent: STAFF,
    shop: STAFF,
    'data-operator': STAFF,
    'policy-reader': STAFF,
    auditor: STAFF,
    system: { perSecond: 5000, burst: 10_000 },
  },
  anonymous: { perSecond: 50, burst: 200 },
  callers: 50_000,
  streams: 4,
  heartbeatMs: 15_000,
  requestMs: 30_000,
  mayUseMs: 1000,
  readyMs: 2000,
}

/** The rate of a caller: that of the strongest role, and a customer's without any. */
export function rateOf(roles: readonly Role[], rates: Limits['rates']): Rate | null {
  const strongest = ROLES.findLast((role) => roles.includes(role)) ?? 'customer'
  return rates[strongest]
}
