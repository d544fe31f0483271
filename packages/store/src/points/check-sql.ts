import { HOLES_MOST } from '@dipper/ledger'

/*
 * What `check` of @dipper/ledger does, for everybody at once: each query gives the findings of a kind
 * as code, customer, at, kept and recomputed. Rows that are right are left out before anything is made
 * of them.
 */

/** What every account has come to, as text of entries is: with accounts that are none. */
export const AGAIN = `
create temp table points_again on commit drop as
select customer_id, account, sum(amount)::bigint as points
from dipper.points_posting cross join lateral unnest(accounts, points) as e (account, amount)
group by customer_id, account`

export const EARNED_AGAIN = `
create temp table points_earned_again on commit drop as
select customer_id, period, max(revision) as revision, -coalesce(sum(amount), 0)::bigint as points
from dipper.points_posting
left join lateral unnest(accounts, points) as e (account, amount) on account = 'issued'
where kind = 'earn' and period is not null group by customer_id, period`

/** A finding for each number of a hole. */
const holes = (first: string, last: string) =>
  `generate_series(${first}, least(${last}, ${first} + ${HOLES_MOST} - 1)) as hole`

export const CHAINS = `
with chained as (
  select *, lag(number, 1, 0) over chain as before, lag(balance, 1, 0::bigint) over chain as brought,
    coalesce(lag(hash) over chain, sha256(convert_to(customer_id, 'UTF8'))) as previous
  from dipper.points_posting
  window chain as (partition by customer_id order by number)),
checked as (
  select customer_id, number, before, total, balance, brought + change as should_be,
    hash <> dipper.points_hash(previous, number, "on", kind, period, revision, names, cause,
      accounts, points, balance, key, "by", why) as altered
  from chained cross join lateral (
    select coalesce(sum(amount), 0) as total,
      coalesce(sum(amount) filter (where account like 'lot/%'), 0) as change
    from unnest(accounts, points) as e (account, amount)) s),
wrong as materialized (
  select * from checked
  where number <> before + 1 or altered or balance <> should_be or total <> 0)
select 'posting-missing' as code, customer_id as customer, hole as at, null as kept,
  null as recomputed
from wrong cross join lateral ${holes('before + 1', 'number - 1')} where number > before + 1
union all select 'posting-altered', customer_id, number, null, null
from wrong where number = before + 1 and altered
union all select 'posting-balance-differs', customer_id, number, balance::text, should_be::text
from wrong where number = before + 1 and balance <> should_be
union all select 'posting-unbalanced', customer_id, number, total::text, '0'
from wrong where total <> 0`

export const ACCOUNTS = `
with last as (
  select customer_id, max(number) as number, max("on") as last_on
  from dipper.points_posting group by customer_id),
sums as (
  select customer_id, coalesce(sum(points) filter (where account like 'lot/%'), 0) as balance,
    coalesce(-sum(points) filter (where account = 'debt'), 0) as debt
  from points_again group by customer_id),
causes as (
  select customer_id, array_agg(cause order by cause) as frozen
  from (
    select distinct on (customer_id, cause) customer_id, cause, kind
    from dipper.points_posting where cause is not null
    order by customer_id, cause, number desc) c
  where kind = 'freeze' group by customer_id),
again as (
  select customer_id, coalesce(number, 0) as number, l.last_on, p.hash,
    coalesce(s.balance, 0) as balance, coalesce(s.debt, 0) as debt,
    coalesce(c.frozen, '{}') as frozen
  from last l join dipper.points_posting p using (customer_id, number)
  left join sums s using (customer_id) left join causes c using (customer_id)),
wrong as materialized (
  select customer_id, a.customer_id is null as missing,
    a.postings, coalesce(g.number, 0) as number,
    a.hash, coalesce(g.hash, sha256(convert_to(customer_id, 'UTF8'))) as hash_again,
    a.last_on, g.last_on as last_on_again,
    a.balance, coalesce(g.balance, 0) as balance_again,
    a.debt, coalesce(g.debt, 0) as debt_again,
    a.frozen, coalesce(g.frozen, '{}') as frozen_again
  from dipper.points_account a full join again g using (customer_id)
  where (a.postings, a.hash, a.last_on, a.balance, a.debt, a.frozen) is distinct from
    (coalesce(g.number, 0), coalesce(g.hash, sha256(convert_to(customer_id, 'UTF8'))), g.last_on,
      coalesce(g.balance, 0), coalesce(g.debt, 0), coalesce(g.frozen, '{}')))
select 'account-missing' as code, customer_id as customer, null::integer as at, null as kept,
  null as recomputed from wrong where missing
union all select 'posting-missing', customer_id, hole, null, null
from wrong cross join lateral ${holes('number + 1', 'postings')} where postings > number
union all select 'posting-unexpected', customer_id, p.number, null, null
from wrong w join dipper.points_posting p using (customer_id) where p.number > postings
union all select 'head-differs', customer_id, number, encode(hash, 'hex'), encode(hash_again, 'hex')
from wrong where postings = number and hash <> hash_again
union all select 'day-differs', customer_id, null, to_char(last_on, 'YYYY-MM-DD'),
  to_char(last_on_again, 'YYYY-MM-DD')
from wrong where not missing and last_on is distinct from last_on_again
union all select 'balance-differs', customer_id, null, balance::text, balance_again::text
from wrong where balance <> balance_again
union all select 'debt-differs', customer_id, null, debt::text, debt_again::text
from wrong where debt <> debt_again
union all select 'frozen-differs', customer_id, null, array_to_string(frozen, ','),
  array_to_string(frozen_again, ',')
from wrong where frozen <> frozen_again`

export const LOTS = `
with again as (
  select customer_id, split_part(account, '/', 2)::integer as year,
    coalesce(sum(points) filter (where account like 'lot/%'), 0) as points,
    coalesce(sum(points) filter (where account like 'expired/%'), 0) as expired
  from points_again where account ~ '^(lot|expired)/[0-9]{4}$' group by customer_id, year),
kept as (
  select customer_id, year, coalesce(l.points, 0) as points, coalesce(l.expired, 0) as expired,
    coalesce(g.points, 0) as points_again, coalesce(g.expired, 0) as expired_again
  from dipper.points_lot l full join again g using (customer_id, year)
  where customer_id in (select customer_id from dipper.points_account))
select 'lot-differs' as code, customer_id as customer, year as at,
  points || ' + ' || expired as kept, points_again || ' + ' || expired_again as recomputed
from kept where (points, expired) <> (points_again, expired_again)
union all select 'lot-negative', customer_id, year, null, null
from kept where points < 0 or expired < 0`

export const EARNED = `
select 'earned-differs' as code, customer_id as customer, period as at,
  coalesce(e.points, 0) || ' @ ' || coalesce(e.revision, 0) as kept,
  coalesce(g.points, 0) || ' @ ' || coalesce(g.revision, 0) as recomputed
from dipper.points_earned e full join points_earned_again g using (customer_id, period)
where (coalesce(e.points, 0), coalesce(e.revision, 0))
  <> (coalesce(g.points, 0), coalesce(g.revision, 0))`

/** A period of which something is under way or was broken off is not complete. */
export const MONTHS = `
with last as (
  select distinct on (period) period, points, done_at from dipper.points_month
  order by period, revision desc),
again as (select period, sum(points) as points from points_earned_again group by period)
select 'month-differs' as code, null as customer, period as at, l.points::text as kept,
  coalesce(a.points, 0)::text as recomputed
from last l full join again a using (period)
where l.period is null or (l.done_at is not null and l.points <> coalesce(a.points, 0))`

export const SEALS = `
with again as (
  select period, revision, sum(dipper.points_number(hash)) as seal
  from dipper.points_posting where kind = 'earn' group by period, revision)
select 'seal-differs' as code, null as customer, period as at, m.seal::text as kept,
  coalesce(a.seal, 0)::text as recomputed
from dipper.points_month m full join again a using (period, revision)
where m.seal is distinct from coalesce(a.seal, 0)`
