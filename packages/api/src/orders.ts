import type { OrderRecord } from './benefit-ports.ts'
import type { Call } from './endpoint.ts'
import { Problem } from './problems/problem.ts'
import { reaches } from './rights/grant.ts'

/** The customers of some orders whom the caller may see. Their places are looked up where it matters. */
export async function reachedBy(
  { grant, context }: Pick<Call, 'grant' | 'context'>,
  orders: readonly OrderRecord[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(orders.map(({ customerId }) => customerId))
  if (grant === null) return new Set()
  if (grant.relation === 'any' || grant.regions === null) return ids
  const places = await Promise.all([...ids].map((id) => context.ports.people.placeOf(id)))
  return new Set(
    places.flatMap((place) => (place && reaches(grant, place.region) ? [place.customerId] : [])),
  )
}

/**
 * An order of a customer whom the caller may see. Throws `order-missing`, and `not-yours` for those who
 * see some regions alone, whether there is such an order or not.
 */
export async function requireOrder(call: Call<{ readonly order: string }>): Promise<OrderRecord> {
  const { params, grant, context } = call
  const record = await context.ports.orders.of(params.order)
  const reached = record !== null && (await reachedBy(call, [record])).has(record.customerId)
  if (record !== null && reached) return record
  const everywhere = grant?.relation === 'any' || grant?.regions === null
  throw everywhere
    ? new Problem('order-missing', { order: params.order })
    : new Problem('not-yours', {})
}
