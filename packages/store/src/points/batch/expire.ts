import { type LocalDate, YEARS_AFTER } from '@dipper/ledger'
import type { PoolClient } from 'pg'
import { CHANGES, type Chunk, isInChunk } from './changes.ts'

/** A lot of `year` that is not usable on a day. */
export function isOver(year: string, day: string): string {
  return `${year} + ${YEARS_AFTER} < extract(year from ${day})::integer`
}

/** Posts what has expired by a day in a chunk, one lot of each account after the other. */
export async function expireIn(client: PoolClient, chunk: Chunk, on: LocalDate): Promise<number> {
  for (let postings = 0; ; ) {
    const { rowCount } = await client.query({
      name: 'points-expire',
      text: EXPIRE,
      values: [...chunk, on],
    })
    if (rowCount === 0) return postings
    postings += rowCount ?? 0
  }
}

/**
 * Posts that the oldest lot of each account that is over by `$3` has expired, among the changes of
 * the chunk `$1` … `$2`, whose accounts are locked.
 */
const EXPIRE = `
with due as materialized (
  select distinct on (customer_id) customer_id, l.year, l.points, a.hash as previous,
    a.postings + 1 as number, a.balance - l.points as balance,
    greatest(a.last_on, make_date(l.year + ${YEARS_AFTER}, 12, 31)) as "on",
    array['expired/' || l.year, 'lot/' || l.year] as accounts, array[l.points, -l.points] as entries
  from ${CHANGES} c
  join dipper.points_account a using (customer_id) join dipper.points_lot l using (customer_id)
  where ${isInChunk('c')} and ${isInChunk('a')} and ${isInChunk('l')} and l.points > 0
    and ${isOver('l.year', 'greatest(a.last_on, $3::date)')}
  order by customer_id, l.year),
hashed as materialized (
  select *, dipper.points_hash(previous, number, "on", 'expire', null, null, null, null, accounts,
    entries, balance, null, null, null) as hash from due),
posting as (
  insert into dipper.points_posting
    (customer_id, number, "on", kind, accounts, points, balance, hash)
  select customer_id, number, "on", 'expire', accounts, entries, balance, hash from hashed),
lot as (
  update dipper.points_lot l set points = 0, expired = l.expired + due.points
  from due where (l.customer_id, l.year) = (due.customer_id, due.year) and ${isInChunk('l')})
update dipper.points_account a
set postings = p.number, last_on = p."on", balance = p.balance, hash = p.hash
from hashed p where a.customer_id = p.customer_id and ${isInChunk('a')}`
