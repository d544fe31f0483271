import type { PoolClient } from 'pg'

const COUNT = {
  name: 'use-account-count',
  text: `insert into dipper.use_account as a (customer_id, uses) values ($1, 1)
on conflict (customer_id) do update set uses = a.uses + 1 returning uses`,
}
const LOCK = {
  name: 'use-account-lock',
  text: `insert into dipper.use_account as a (customer_id) values ($1)
on conflict (customer_id) do update set uses = a.uses`,
}

/**
 * The number of the customer's next use. Nobody else acts for the customer until the transaction
 * ends: what is read after this is what counts.
 */
export async function countUse(client: PoolClient, customerId: string): Promise<number> {
  const { rows } = await client.query<{ uses: number }>({ ...COUNT, values: [customerId] })
  return (rows[0] as { uses: number }).uses
}

/** As `countUse`, for what is no use. */
export async function lockUses(client: PoolClient, customerId: string): Promise<void> {
  await client.query({ ...LOCK, values: [customerId] })
}
