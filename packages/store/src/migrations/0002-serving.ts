import { type Migration, sql } from 'kysely'
import { SERVING_ROLE } from '../pool.ts'

/** What answering requests writes. */
const TABLES = `
create table dipper.audit (
  number bigint generated always as identity primary key,
  at timestamptz not null default now(),
  who text not null,
  role text not null,
  act text not null,
  customer_id text collate "C",
  why text,
  "from" text not null,
  outcome text not null check (outcome in ('allowed', 'denied', 'failed')),
  details jsonb not null
);
create index audit_of_customer on dipper.audit (customer_id, number);
create index audit_of_caller on dipper.audit (who, number);

create function dipper.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on dipper.audit
  for each statement execute function dipper.refuse_change();

create table dipper.idempotency (
  caller text not null,
  key text not null,
  request text not null,
  -- the process that does the work, and when it last said that it lives
  holder uuid not null,
  claimed_at timestamptz not null default now(),
  status integer,
  body json,
  primary key (caller, key)
);

create table dipper.run (
  run integer generated always as identity primary key,
  "from" integer not null,
  through integer not null,
  known_by date,
  state text not null
    check (state in ('queued', 'running', 'done', 'failed', 'stopped', 'interrupted')),
  started_at timestamptz not null default now(),
  heard_at timestamptz not null default now(),
  ended_at timestamptz,
  started_by text not null,
  progress jsonb,
  error jsonb
);
`

/** Erasing is all that the serving role can do to personal data; the audit keeps the id. */
const ERASE = `
create function personal.erase(id text) returns void language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- first: a publication that is writing people waits here, or has seen the erasure
  insert into personal.erased (customer_id) values (id) on conflict do nothing;
  delete from personal.profile where customer_id = id;
  delete from personal.number where customer_id = id;
end $$;
revoke all on function personal.erase(text) from public;
`

const RIGHTS = `
grant usage on schema dipper, personal to ${SERVING_ROLE};
grant select on dipper.policy, dipper.publication, dipper.live, dipper.star, dipper.bill_load,
  dipper.publication_bill, dipper.bill, dipper.customer, dipper.audit, dipper.idempotency, dipper.run,
  personal.profile, personal.number, personal.erased to ${SERVING_ROLE};
grant insert on dipper.audit to ${SERVING_ROLE};
grant insert, update, delete on dipper.idempotency to ${SERVING_ROLE};
grant insert, update on dipper.run to ${SERVING_ROLE};
grant execute on function personal.erase(text) to ${SERVING_ROLE};
`

/**
 * Roles belong to the whole server: another database may have made this one, or an administrator. The
 * owner must be able to take it on, which having made it does not yet allow.
 */
const ROLE = `
do $$ begin
  create role ${SERVING_ROLE} nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ declare owner text := current_user; begin
  perform set_config('role', '${SERVING_ROLE}', true);
  perform set_config('role', owner, true);
exception when insufficient_privilege then
  grant ${SERVING_ROLE} to current_user;
end $$;
`

export const serving: Migration = {
  async up(db) {
    for (const part of [ROLE, TABLES, ERASE, RIGHTS]) await sql.raw(part).execute(db)
  },
}
