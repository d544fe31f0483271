import type { Endpoint } from '../endpoint.ts'
import type { People } from '../ports.ts'
import { type Grant, reaches } from './grant.ts'

/** Whose data a request is about: what of path, query and body decides it. */
export interface Subject {
  readonly customerId: string | null
  /** Region of the query; null where it names none. */
  readonly region: string | null
}

/**
 * The grant that a request rests on, the narrowest that reaches; null where none does. The place of
 * a customer is looked up only where a grant depends on it, and somebody who does not exist is out
 * of reach like anybody else's customer.
 */
export async function permitted(
  about: Endpoint['about'],
  subject: Subject,
  ask: {
    readonly grants: readonly Grant[]
    readonly self: string | null
    readonly people: People
  },
): Promise<Grant | null> {
  if (about === 'nobody' || about === 'found' || about === 'orders') return ask.grants[0] ?? null
  if (about === 'region') return ask.grants.find((grant) => mayRead(grant, subject.region)) ?? null
  for (const grant of ask.grants) {
    if (await reachesCustomer(grant, subject.customerId, ask)) return grant
  }
  return null
}

/** National values are for everybody who may read policies at all. */
function mayRead(grant: Grant, region: string | null): boolean {
  return region === null || reaches(grant, region)
}

async function reachesCustomer(
  grant: Grant,
  customerId: string | null,
  { self, people }: { readonly self: string | null; readonly people: People },
): Promise<boolean> {
  if (customerId === null) return false
  if (grant.relation === 'self') return self === customerId
  if (grant.relation === 'any' || grant.regions === null) return true
  const place = await people.placeOf(customerId)
  return place !== null && reaches(grant, place.region)
}
