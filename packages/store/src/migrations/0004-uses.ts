import { type Migration, sql } from 'kysely'
import { SERVING_ROLE } from '../pool.ts'

/**
 * Benefits that were used, what the network and billing said of lines, and the service orders that
 * follow. Times without zone are local times of the operator. What one customer does holds the row
 * of `use_account` to the end of its transaction, taken before any other row.
 */
const TABLES = `
create table dipper.use_account (
  -- how many there are, numbered from 1
  uses integer not null default 0,
  customer_id text collate "C" primary key
) with (fillfactor = 50);

create table dipper.use (
  charge_fen bigint not null check (charge_fen >= 0),
  ceiling_fen bigint,
  arrears_fen bigint,
  at timestamp(0) not null,
  -- the first moment in which it no longer runs; null where it does not last
  ends_at timestamp(0),
  ended_at timestamp(0),
  number integer not null,
  month integer not null,
  star smallint not null,
  customer_id text collate "C" not null,
  benefit text collate "C" not null,
  line text collate "C",
  line_kind text,
  state text not null check (state in ('running', 'ended', 'given-back')),
  ended_because text check (ended_because in ('time', 'paid', 'ceiling-passed', 'failed')),
  billed text,
  until text[] not null,
  policy_digest text not null,
  document text not null,
  overlay text,
  -- the file whose stock it took from
  stock_said_by text,
  key text not null,
  "by" text not null,
  -- what was answered when it began
  answer json not null,
  primary key (customer_id, number),
  unique (customer_id, key)
) with (fillfactor = 90);
create index use_of_benefit on dipper.use (customer_id, benefit, number);
create index use_running on dipper.use (ends_at) where state = 'running';

-- an offer as one file has it: how many of its stock were taken
create table dipper.offer_stock (
  taken integer not null default 0 check (taken >= 0),
  offer text collate "C" not null,
  said_by text collate "C" not null,
  primary key (offer, said_by)
) with (fillfactor = 10);

create table dipper.line_event (
  arrears_fen bigint,
  received_at timestamptz not null default now(),
  at timestamp(0) not null,
  stopped_on date,
  event text collate "C" primary key,
  customer_id text collate "C" not null,
  line text collate "C" not null,
  kind text not null,
  what text not null check (what in ('stopped', 'restored', 'arrears')),
  cause text,
  stop_kind text
);
create index line_event_of_customer on dipper.line_event (customer_id, line, at);

-- what follows from the events of a line that name a customer: the last by time decides each part
create table dipper.line (
  arrears_fen bigint,
  heard_at timestamp(0) not null,
  stop_at timestamp(0),
  arrears_at timestamp(0),
  stopped_on date,
  stopped boolean,
  line text collate "C" not null,
  customer_id text collate "C" not null,
  kind text not null,
  cause text,
  stop_kind text,
  heard_event text collate "C" not null,
  stop_event text collate "C",
  arrears_event text collate "C",
  primary key (line, customer_id)
);
create index line_of_customer on dipper.line (customer_id);

create table dipper.service_order (
  -- its id outside
  "order" uuid primary key,
  created_at timestamptz not null default clock_timestamp(),
  next_at timestamptz not null default clock_timestamp(),
  lease_until timestamptz,
  sent_at timestamptz,
  ended_at timestamptz,
  -- the number that lists go by
  number bigint generated always as identity unique,
  use integer not null,
  attempts integer not null default 0,
  -- how often it was taken, in any state
  tries integer not null default 0,
  customer_id text collate "C" not null,
  what text not null check (what in ('start', 'stop-again')),
  state text not null default 'waiting' check (
    state in ('waiting', 'sent', 'completed', 'failed', 'dead', 'given-up')),
  network_id text collate "C" unique,
  error text,
  payload json not null,
  foreign key (customer_id, use) references dipper.use
) with (fillfactor = 70);
create unique index service_order_of_use on dipper.service_order (customer_id, use, what);
create index service_order_open on dipper.service_order (next_at) where state in ('waiting', 'sent');
create index service_order_by_state on dipper.service_order (state, number);

create table dipper.order_event (
  at timestamptz not null default clock_timestamp(),
  number integer not null,
  "order" uuid not null references dipper.service_order,
  what text not null,
  details json not null,
  primary key ("order", number)
);
`

const APPEND_ONLY = `
create function dipper.refuse_rewriting_events() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on dipper.line_event
  for each statement execute function dipper.refuse_rewriting_events();
create trigger append_only before update or delete or truncate on dipper.order_event
  for each statement execute function dipper.refuse_rewriting_events();
`

const RIGHTS = `
grant select on dipper.use_account, dipper.use, dipper.offer_stock, dipper.line_event, dipper.line,
  dipper.service_order, dipper.order_event to ${SERVING_ROLE};
grant insert on dipper.use_account, dipper.use, dipper.offer_stock, dipper.line_event, dipper.line,
  dipper.service_order, dipper.order_event to ${SERVING_ROLE};
grant update on dipper.use_account, dipper.offer_stock, dipper.line to ${SERVING_ROLE};
grant update (state, ended_at, ended_because) on dipper.use to ${SERVING_ROLE};
grant update (state, attempts, tries, next_at, lease_until, sent_at, network_id, error, ended_at)
  on dipper.service_order to ${SERVING_ROLE};
`

export const uses: Migration = {
  async up(db) {
    for (const part of [TABLES, APPEND_ONLY, RIGHTS]) await sql.raw(part).execute(db)
  },
}
