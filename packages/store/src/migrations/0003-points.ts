import { type Migration, sql } from 'kysely'
import { SERVING_ROLE } from '../pool.ts'

/**
 * The points ledger, as `@dipper/ledger` means it. Postings are all there is; the other tables follow
 * from them and are kept for speed, and a check recomputes them. Accounts and lots change every month:
 * half of their pages is left free, so that a change stays on its page and touches no index.
 */
const TABLES = `
create table dipper.points_account (
  balance bigint not null default 0 check (balance >= 0),
  debt bigint not null default 0 check (debt >= 0),
  postings integer not null default 0,
  last_on date,
  customer_id text collate "C" primary key,
  frozen text[] not null default '{}',
  -- of the last posting; without any, SHA-256 of the id
  hash bytea not null
) with (fillfactor = 50);

create table dipper.points_lot (
  points bigint not null check (points >= 0),
  expired bigint not null default 0 check (expired >= 0),
  year smallint not null,
  customer_id text collate "C" not null,
  primary key (customer_id, year)
) with (fillfactor = 50);

create table dipper.points_posting (
  -- of the customer, after it
  balance bigint not null check (balance >= 0),
  -- of the customer, from 1 without holes
  number integer not null,
  "on" date not null,
  period integer,
  revision integer,
  names integer,
  customer_id text collate "C" not null,
  kind text not null check (
    kind in ('earn', 'redeem', 'reverse', 'expire', 'correct', 'freeze', 'unfreeze')),
  cause text check (cause in ('arrears', 'by-hand')),
  -- an entry each: 'lot/2024', 'issued' … and what it receives, below zero what it gives
  accounts text[] not null,
  points bigint[] not null,
  hash bytea not null,
  key text,
  "by" text,
  why text,
  primary key (customer_id, number),
  constraint points_posting_balanced check (
    cardinality(accounts) = cardinality(points) and cardinality(points) <= 8
    and coalesce(points[1], 0) + coalesce(points[2], 0) + coalesce(points[3], 0)
      + coalesce(points[4], 0) + coalesce(points[5], 0) + coalesce(points[6], 0)
      + coalesce(points[7], 0) + coalesce(points[8], 0) = 0)
);
create unique index points_posting_key on dipper.points_posting (customer_id, key)
  where key is not null;
create unique index points_posting_reversed on dipper.points_posting (customer_id, names)
  where kind = 'reverse';

-- what a period has earned so far, and by which revision it last changed
create table dipper.points_earned (
  points bigint not null check (points >= 0),
  period integer not null,
  revision integer not null,
  customer_id text collate "C" not null,
  primary key (period, customer_id)
);

-- a revision of a period that was brought for everybody
create table dipper.points_month (
  period integer not null,
  revision integer not null check (revision > 0),
  customers bigint not null,
  points bigint not null,
  -- of customers and points, in any order
  digest numeric not null,
  -- sum of the numbers of its postings' hashes
  seal numeric not null default 0,
  begun_at timestamptz not null default now(),
  -- null while it is under way or was broken off
  done_at timestamptz,
  primary key (period, revision)
);
`

/** The same as `hashOf` of @dipper/ledger; not marked immutable, so that it is written out in queries. */
const HASH = `
create function dipper.points_hash(
  previous bytea, number integer, "on" date, kind text, period integer, revision integer,
  names integer, cause text, accounts text[], points bigint[], balance bigint,
  key text, "by" text, why text
) returns bytea language sql stable parallel safe as $$
  select sha256(previous || convert_to(concat_ws(E'\\t', number, to_char("on", 'YYYY-MM-DD'), kind,
    coalesce(period::text, ''), coalesce(revision::text, ''), coalesce(names::text, ''),
    coalesce(cause, ''), accounts::text, points::text, balance, coalesce(to_json(key)::text, ''),
    coalesce(to_json("by")::text, ''), coalesce(to_json(why)::text, '')), 'UTF8'))
$$;

-- 128 bits of a hash as a number
create function dipper.points_number(hash bytea) returns numeric
  language sql immutable parallel safe as $$
  select ('x' || encode(substr(hash, 1, 8), 'hex'))::bit(64)::bigint * 18446744073709551616::numeric
    + ('x' || encode(substr(hash, 9, 8), 'hex'))::bit(64)::bigint
$$;
`

const APPEND_ONLY = `
create function dipper.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'postings are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on dipper.points_posting
  for each statement execute function dipper.refuse_rewriting();
`

const RIGHTS = `
grant select on dipper.points_account, dipper.points_lot, dipper.points_posting,
  dipper.points_earned, dipper.points_month to ${SERVING_ROLE};
grant insert on dipper.points_posting to ${SERVING_ROLE};
grant insert, update on dipper.points_account, dipper.points_lot to ${SERVING_ROLE};
grant execute on function dipper.points_hash, dipper.points_number to ${SERVING_ROLE};
`

export const points: Migration = {
  async up(db) {
    for (const part of [TABLES, HASH, APPEND_ONLY, RIGHTS]) await sql.raw(part).execute(db)
  },
}
