import type { Customer } from '@dipper/assessment'
import {
  type CustomerFacts,
  type CustomerFactsRequest,
  type Database,
  heldOf,
  openFacts,
  readCustomers,
} from '@dipper/engine'
import type { Month } from '@dipper/policy'

interface StoredRequest extends CustomerFactsRequest {
  readonly facts: string
  readonly register: string
  /** `held` is the row of the month before this one. */
  readonly before: Month
}

/** Some customers as stored facts and register have them, by id, in the order asked for. */
export async function storedCustomers(
  db: Database,
  request: StoredRequest,
): Promise<ReadonlyMap<string, Customer>> {
  const { register, customers, before } = request
  const held = await heldOf(db, register, customers, before)
  const facts = await readCustomers(db, await openFacts(db, request.facts), request)
  return new Map(
    customers.map((id) => [id, { ...(facts.get(id) ?? unknown(id)), held: held.get(id) ?? null }]),
  )
}

/** A customer of an import whom the facts do not know. */
function unknown(id: string): CustomerFacts {
  return { id, memberships: [], attributes: [], holdings: [], charges: [], stops: [] }
}
