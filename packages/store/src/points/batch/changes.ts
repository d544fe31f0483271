import type { LocalDate } from '@dipper/ledger'
import type { PoolClient } from 'pg'
import { inTransaction } from '../../pool.ts'

/** Whose accounts change: to how many points of a period, and by how many. */
export const CHANGES = 'pg_temp.points_change'

export async function makeChanges(client: PoolClient): Promise<void> {
  await client.query(`drop table if exists ${CHANGES}`)
  await client.query(`create temp table points_change (
    difference bigint not null default 0, points bigint not null default 0,
    customer_id text collate "C" primary key)`)
}

/** So many accounts are locked and written at once. */
export const CHUNK = 20_000

/** Changes of customers from the first id to the second. */
export type Chunk = readonly [string, string]

/** Whether the customer of a row is in the chunk `$1` … `$2`. */
export function isInChunk(row: string): string {
  return `${row}.customer_id >= $1 and ${row}.customer_id <= $2`
}

/**
 * Works through the changes in transactions of their own, so that nobody waits long for an account.
 * `last` is the last day of any account of the chunk. The commit of a chunk need not wait for the disk:
 * whoever waits for the end of all waits for each. Gives how many changes there are.
 */
export async function inChunks(
  client: PoolClient,
  size: number,
  work: (chunk: Chunk, last: LocalDate | null) => Promise<void>,
): Promise<number> {
  await client.query(`analyze ${CHANGES}`)
  const { rows } = await client.query<{ first: string; last: string; count: bigint }>(
    `select min(customer_id) as first, max(customer_id) as last, count(*) from (
      select customer_id, (row_number() over (order by customer_id) - 1) / $1 as chunk
      from ${CHANGES}) c group by chunk order by chunk`,
    [size],
  )
  for (const { first, last } of rows) {
    await inTransaction(client, async () => {
      await client.query('set local synchronous_commit = off; set local enable_nestloop = off')
      await client.query({ name: 'points-open', text: OPEN, values: [first, last] })
      const locked = await client.query<{ last: LocalDate | null }>({
        name: 'points-lock',
        text: LOCK,
        values: [first, last],
      })
      await work([first, last], locked.rows[0]?.last ?? null)
    })
  }
  return rows.reduce((sum, { count }) => sum + Number(count), 0)
}

/** Accounts of those who have had no points. */
const OPEN = `
insert into dipper.points_account (customer_id, hash)
select customer_id, sha256(convert_to(customer_id, 'UTF8')) from ${CHANGES} c
where ${isInChunk('c')} and not exists (
  select from dipper.points_account a where a.customer_id = c.customer_id and ${isInChunk('a')})
order by customer_id
on conflict do nothing`

/** Nobody else changes these accounts until the end of the transaction; all lock in one order. */
const LOCK = `select max(last_on) as last from (select a.last_on from ${CHANGES} c
  join dipper.points_account a using (customer_id) where ${isInChunk('c')} and ${isInChunk('a')}
  order by customer_id for update of a) l`
