import type { PoolClient } from 'pg'
import { readable } from './copy.ts'
import { boundsOf, IN_RANGE } from './difference.ts'
import type { Part } from './plan.ts'

/** First what is gone or differs is deleted, then what is not there is inserted. */
const STATEMENTS = {
  profile: [
    `delete from personal.profile p where ${IN_RANGE} and not exists (
      select from pg_temp.part_rows s where s.customer_id = p.customer_id
      and (s.name, s.born_on, s.contact_number, s.language)
        is not distinct from (p.name, p.born_on, p.contact_number, p.language))`,
    `insert into personal.profile (customer_id, name, born_on, contact_number, language)
    select customer_id, name, born_on, contact_number, language from pg_temp.part_rows s
    where not exists (select from personal.profile p where p.customer_id = s.customer_id)
    and not exists (select from personal.erased e where e.customer_id = s.customer_id)`,
  ],
  number: [
    `delete from personal.number n where ${IN_RANGE} and not exists (
      select from pg_temp.part_rows s
      where (s.customer_id, s.service_id, s.held_from) = (n.customer_id, n.service_id, n.held_from)
      and (s.number, s.held_to) is not distinct from (n.number, n.held_to))`,
    `insert into personal.number (number, customer_id, service_id, held_from, held_to)
    select number, customer_id, service_id, held_from, held_to from pg_temp.part_rows s
    where not exists (select from personal.number n
      where (s.customer_id, s.service_id, s.held_from) = (n.customer_id, n.service_id, n.held_from))
    and not exists (select from personal.erased e where e.customer_id = s.customer_id)`,
  ],
} as const

/**
 * Makes the people of a range be those of the stage, but for those who were erased. They are not of
 * a month: readers see them from the commit of the part. Gives the rows written and deleted.
 */
export async function writePeople(
  client: PoolClient,
  part: Part & { readonly table: keyof typeof STATEMENTS },
): Promise<number> {
  // Whoever is being erased right now is waited for, and whoever comes waits until this is committed.
  await client.query('lock table personal.erased in share mode')
  const [remove, insert] = STATEMENTS[part.table]
  const removed = await client.query(remove, boundsOf(part))
  const inserted = await readable(part, client.query(insert))
  return (removed.rowCount ?? 0) + (inserted.rowCount ?? 0)
}
