import type { Caller, Role } from '../identity/caller.ts'
import type { Relation, Right } from './rights.ts'

/** What one role of a caller may do on a route. */
export interface Grant {
  readonly role: Role
  readonly relation: Relation
  /** With `region`: which; null for all of them. */
  readonly regions: readonly string[] | null
}

/** Roles that see all regions unless their token names some. */
const EVERYWHERE: readonly Role[] = ['data-operator', 'policy-reader', 'auditor', 'system']

const NARROWEST_FIRST: readonly Relation[] = ['self', 'region', 'any']

/** What a caller may do on a route, the narrowest grant first; empty: nothing. */
export function grantsOf(right: Exclude<Right, 'open'>, caller: Caller): readonly Grant[] {
  const grants: Grant[] = []
  for (const role of caller.roles) {
    const relation = right[role]
    if (relation === undefined) continue
    grants.push({ role, relation, regions: regionsOf(role, caller) })
  }
  return grants.length < 2 ? grants : grants.sort((a, b) => breadth(a) - breadth(b))
}

function breadth({ relation }: Grant): number {
  return NARROWEST_FIRST.indexOf(relation)
}

function regionsOf(role: Role, { regions }: Caller): readonly string[] | null {
  return regions ?? (EVERYWHERE.includes(role) ? null : [])
}

/** Whether a grant reaches into a region. Customers without a region belong to no region's staff. */
export function reaches({ relation, regions }: Grant, region: string | null): boolean {
  if (relation === 'any') return true
  if (relation === 'self') return false
  return regions === null || (region !== null && regions.includes(region))
}

/** People at work, who have to say why they look somebody up, and whose look-ups are recorded. */
export function isStaff(role: Role): boolean {
  return role !== 'customer' && role !== 'system'
}
