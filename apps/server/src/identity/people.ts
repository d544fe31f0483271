import type { Role } from '@dipper/api'
import type { Connected } from '../database.ts'

/** Somebody whom the identity provider for development knows. */
export interface Person {
  /** Subject of the tokens, and what to sign in with. */
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  /** Regions that the person works for; left out: see the table of rights. */
  readonly regions?: readonly string[]
  /** Who the person is as a customer. */
  readonly customerId?: string
}

/** One of each role, and customers: the highest star of the region, a middling one, and none yet. */
export async function peopleOf({ serving }: Connected): Promise<Person[]> {
  const region = await largestRegion(serving)
  if (region === null) return staffOf([])
  const customers = await customersOf(serving, region)
  return [
    ...customers.map((customerId) => ({
      id: customerId,
      name: customerId,
      roles: CUSTOMER,
      customerId,
    })),
    ...staffOf([region]),
  ]
}

const CUSTOMER: readonly Role[] = ['customer']

function staffOf(regions: readonly string[]): Person[] {
  return [
    { id: 'agent', name: '热线坐席', roles: ['agent'], regions },
    { id: 'shop', name: '营业厅', roles: ['shop'], regions },
    { id: 'operator', name: '数据运维', roles: ['data-operator'] },
    { id: 'policy', name: '政策管理', roles: ['policy-reader'] },
    { id: 'auditor', name: '审计', roles: ['auditor'] },
    { id: 'system', name: '计费系统', roles: ['system'] },
  ]
}

/** The region with the most customers that is not empty, by name where they are equal. */
async function largestRegion(serving: Connected['serving']): Promise<string | null> {
  const { rows } = await serving.query<{ region: string }>(
    `select region from dipper.customer where region is not null
    group by region order by count(*) desc, region limit 1`,
  )
  return rows[0]?.region ?? null
}

async function customersOf(serving: Connected['serving'], region: string): Promise<string[]> {
  const { rows } = await serving.query<Record<'highest' | 'one' | 'unrated', string | null>>(
    `select (array_agg(customer_id order by star desc, customer_id))[1] as highest,
      (array_agg(customer_id order by abs(star - 2), customer_id))[1] as one,
      (array_agg(customer_id order by growth_value desc, customer_id)
        filter (where star = 0 and growth_value > 0))[1] as unrated
    from dipper.star join dipper.live using (month, publication)
    where region = $1 and month = (select max(month) from dipper.live)`,
    [region],
  )
  const { highest = null, one = null, unrated = null } = rows[0] ?? {}
  return [...new Set([highest, one, unrated])].filter((id) => id !== null)
}
