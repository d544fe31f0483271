import type { PoolClient } from 'pg'
import { inTransaction } from '../pool.ts'

interface Dead {
  readonly publication: number
  readonly month: number
  readonly state: 'discarded' | 'taken-back'
}

/**
 * Deletes what nobody may see again: the stars of publications that were discarded or taken back, and
 * charges that no publication rests on. What a later publication of the month would otherwise count
 * among its own is gone before it can begin. Needs the lock on publishing.
 */
export async function purgeDead(client: PoolClient): Promise<void> {
  const { rows } = await client.query<Dead>(`select publication, month, state
    from dipper.publication where state in ('discarded', 'taken-back') and not purged`)
  for (const dead of rows) await inTransaction(client, () => purge(client, dead))
  await inTransaction(client, () => purgeBills(client))
}

async function purge(client: PoolClient, { publication, month, state }: Dead): Promise<void> {
  const run = (sql: string) => client.query(sql, [publication])
  await client.query('delete from dipper.star where month = $1 and publication = $2', [
    month,
    publication,
  ])
  await run('delete from dipper.part where publication = $1')
  await run('delete from dipper.publication_bill where publication = $1')
  if (state === 'taken-back') {
    // Its customers stay: later publications of other months may differ from them.
    await run('update dipper.publication set purged = true where publication = $1')
  } else {
    await run('delete from dipper.customer where publication = $1')
    await run('delete from dipper.publication where publication = $1')
  }
}

async function purgeBills(client: PoolClient): Promise<void> {
  await client.query(`with unused as (
    select load from dipper.bill_load l
    where not exists (select from dipper.publication_bill b where b.load = l.load)),
  gone as (delete from dipper.bill where load in (select load from unused))
  delete from dipper.bill_load where load in (select load from unused)`)
}
