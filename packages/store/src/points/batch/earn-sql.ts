import { CHANGES, isInChunk } from './changes.ts'
import { isOver } from './expire.ts'

/*
 * What `earn` of @dipper/ledger does, for the changes of the chunk `$1` … `$2` at once. Their accounts
 * are locked and what has expired is posted. `$3` is the day, `$4` the period, `$5` its
 * revision, `$6` the year of its lot. Entries are in the order of their accounts.
 */

const HASHED = `
hashed as materialized (
  select *, dipper.points_hash(previous, number, "on", 'earn', $4, $5, null, null, accounts, points,
    balance, null, null, null) as hash from change),`

const POST = `
posting as (
  insert into dipper.points_posting
    (customer_id, number, "on", kind, period, revision, accounts, points, balance, hash)
  select customer_id, number, "on", 'earn', $4, $5, accounts, points, balance, hash from hashed),
account as (
  update dipper.points_account a
  set postings = h.number, last_on = h."on", balance = h.balance, hash = h.hash,
    debt = a.debt + h.more_debt
  from hashed h where a.customer_id = h.customer_id and ${isInChunk('a')})
select coalesce(sum(dipper.points_number(hash)), 0) as seal from hashed`

/** Who has earned more: a debt is paid first, the rest goes into the lot. */
export const GIVE = `
with change as (
  select customer_id, a.hash as previous, a.postings + 1 as number,
    greatest(a.last_on, $3::date) as "on", -paid as more_debt, rest, a.balance + rest as balance,
    case when paid = 0 then array['issued', 'lot/' || $6::integer]
      when rest = 0 then array['debt', 'issued']
      else array['debt', 'issued', 'lot/' || $6::integer] end as accounts,
    case when paid = 0 then array[-difference, rest]
      when rest = 0 then array[paid, -difference]
      else array[paid, -difference, rest] end as points
  from ${CHANGES} c join dipper.points_account a using (customer_id)
  cross join lateral (select least(a.debt, difference) as paid) p
  cross join lateral (select difference - paid as rest) r
  where ${isInChunk('c')} and ${isInChunk('a')} and difference > 0),
${HASHED}
lot as (
  insert into dipper.points_lot (customer_id, year, points)
  select customer_id, $6::integer, rest from hashed where rest > 0
  on conflict (customer_id, year) do update set points = points_lot.points + excluded.points),
${POST}`

/**
 * Who has earned less: out of the own lot, or, where that is over, of what it lost by expiring; then
 * of the other lots, the oldest first; the rest is a debt.
 */
export const TAKE = `
with account_of as materialized (
  select customer_id, -difference as wanted, greatest(a.last_on, $3::date) as "on", a.hash,
    a.postings, a.balance
  from ${CHANGES} c join dipper.points_account a using (customer_id)
  where ${isInChunk('c')} and ${isInChunk('a')} and difference < 0),
source as (
  select customer_id, wanted, year, own and over as gone, not own as other,
    case when own and over then expired else points end as there
  from account_of join dipper.points_lot l using (customer_id)
  cross join lateral (select year = $6 as own, ${isOver('l.year', '"on"')} as over) w
  where ${isInChunk('l')}),
taken as materialized (
  select customer_id, year, gone,
    greatest(0, least(there, wanted - coalesce(sum(there) over before, 0)))::bigint as points
  from source
  window before as (partition by customer_id order by other, year
    rows between unbounded preceding and 1 preceding)),
entry as (
  select customer_id, case when gone then 'expired/' else 'lot/' end || year as account,
    -points as points from taken where points > 0
  union all select customer_id, 'issued', wanted from account_of
  union all select customer_id, 'debt', coalesce(sum(t.points), 0)::bigint - wanted
  from account_of left join taken t using (customer_id)
  group by customer_id, wanted having coalesce(sum(t.points), 0) < wanted),
change as (
  select customer_id, hash as previous, postings + 1 as number, "on", e.more_debt, accounts, points,
    balance + e.more_balance as balance
  from account_of join (
    select customer_id, array_agg(account order by account collate "C") as accounts,
      array_agg(points order by account collate "C") as points,
      coalesce(-sum(points) filter (where account = 'debt'), 0)::bigint as more_debt,
      coalesce(sum(points) filter (where account like 'lot/%'), 0)::bigint as more_balance
    from entry group by customer_id) e using (customer_id)),
${HASHED}
lot as (
  update dipper.points_lot l set
    points = l.points - case when gone then 0 else t.points end,
    expired = l.expired - case when gone then t.points else 0 end
  from taken t where (l.customer_id, l.year) = (t.customer_id, t.year) and t.points > 0
    and ${isInChunk('l')}),
${POST}`

export const EARNED = `
insert into dipper.points_earned (period, customer_id, revision, points)
select $3, customer_id, $4, points from ${CHANGES} c where ${isInChunk('c')}
order by customer_id
on conflict (period, customer_id)
do update set points = excluded.points, revision = excluded.revision`

export const SEAL = `
update dipper.points_month set seal = seal + $3 where period = $1 and revision = $2`

/** Differences of what was brought for period `$1` to what it has earned; who is not there has 0. */
export const COMPARE = `
insert into ${CHANGES} (customer_id, points, difference)
select customer_id, points, difference
from (
  select customer_id, coalesce(s.points, 0) as points,
    coalesce(s.points, 0) - coalesce(e.points, 0) as difference
  from pg_temp.points_staged s
  full join (select customer_id, points from dipper.points_earned where period = $1) e
  using (customer_id)) d
where difference <> 0 order by customer_id`
