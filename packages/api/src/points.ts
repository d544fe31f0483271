import type { PointsAct, PointsOutcome } from './benefit-ports.ts'
import type { Call } from './endpoint.ts'
import { Problem } from './problems/problem.ts'
import { toPostedBody } from './wire/points.ts'

type OfCustomer = Call<{ readonly id: string }>

/** Throws `customer-missing`: anybody's id would have an account otherwise. */
export async function requireCustomer({ params, context }: OfCustomer): Promise<void> {
  if ((await context.ports.people.placeOf(params.id)) === null) {
    throw new Problem('customer-missing', {})
  }
}

/** What every act on points says of itself. */
export function actOf({ key, caller, why }: Call): PointsAct {
  return { key, by: caller.subject, why }
}

/** The same, of an act that nobody does without a reason. Throws `reason-missing`. */
export function reasonedActOf(call: Call): PointsAct {
  if (call.why === null) throw new Problem('reason-missing', {})
  return actOf(call)
}

/** What was posted, now or the first time. Throws `key-used`, `points-refused`. */
export function postedOr(customerId: string, outcome: PointsOutcome) {
  if (outcome.state !== 'refused') return toPostedBody(customerId, outcome.posting)
  const { refusal } = outcome
  throw refusal.code === 'key-used'
    ? new Problem('key-used', {})
    : new Problem('points-refused', { refusal })
}
