import { type Migration, sql } from 'kysely'
import { SERVING_ROLE } from '../pool.ts'

/**
 * What customers object to, with the explanation they were given. Text and answer are a person's own
 * words: an erasure takes them, and leaves the rest.
 */
const TABLES = `
create table dipper.objection (
  objection bigint generated always as identity primary key,
  taken_at timestamptz not null default now(),
  answered_at timestamptz,
  -- of the star objected to
  month integer not null,
  star smallint not null,
  customer_id text collate "C" not null,
  class text not null,
  label text not null,
  about text check (about in ('broadband', 'mobile', 'bundle')),
  state text not null default 'open' check (state in ('open', 'answered')),
  text text check (char_length(text) between 1 and 1000),
  answer text check (char_length(answer) between 1 and 1000),
  -- json, not jsonb: it is kept to the letter
  evidence json not null,
  key text not null,
  taken_by text not null,
  answered_by text,
  unique (customer_id, key),
  constraint objection_class check (case class
    when 'question' then about is null
      and label in ('rules', 'query-channel', 'change-reminder', 'service-content')
    when 'dissatisfied' then about is not null
      and label in ('rules', 'query-channel', 'change-reminder', 'service-content')
    when 'complaint' then about is null
      and label in ('rating-not-accepted', 'query-differs', 'notified-late', 'star-product')
    else false end),
  constraint objection_answered check (
    (state = 'answered') = (answered_at is not null) and (state = 'answered') = (answered_by is not null)
    and (state = 'answered' or answer is null))
);
create index objection_of_customer on dipper.objection (customer_id, objection);
create index objection_by_state on dipper.objection (state, objection);
create index objection_of_month on dipper.objection (month);
`

/** Not even the owner rewrites what was said and shown; text and answer may go, and nothing else. */
const FIXED = `
create function dipper.refuse_changing_objections() returns trigger language plpgsql as $$
begin
  raise exception 'what an objection rests on does not change' using errcode = 'insufficient_privilege';
end $$;
create trigger fixed before update of taken_at, month, star, customer_id, class, label, about, evidence,
    key, taken_by or delete or truncate on dipper.objection
  for each statement execute function dipper.refuse_changing_objections();
create trigger said before update of text on dipper.objection
  for each row when (new.text is not null and new.text is distinct from old.text)
  execute function dipper.refuse_changing_objections();
create trigger answered before update of state, answer, answered_by, answered_at on dipper.objection
  for each row when (old.state = 'answered' and (new.answer is not null or new.state <> old.state
    or new.answered_by is distinct from old.answered_by
    or new.answered_at is distinct from old.answered_at))
  execute function dipper.refuse_changing_objections();
`

/** As before, and with what the person said and was told. */
const ERASE = `
create or replace function personal.erase(id text) returns void language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- first: a publication that is writing people waits here, or has seen the erasure
  insert into personal.erased (customer_id) values (id) on conflict do nothing;
  delete from personal.profile where customer_id = id;
  delete from personal.number where customer_id = id;
  update dipper.objection set text = null, answer = null
    where customer_id = id and (text is not null or answer is not null);
end $$;
`

const RIGHTS = `
grant select, insert on dipper.objection to ${SERVING_ROLE};
grant update (state, answer, answered_by, answered_at) on dipper.objection to ${SERVING_ROLE};
`

export const objections: Migration = {
  async up(db) {
    for (const part of [TABLES, FIXED, ERASE, RIGHTS]) await sql.raw(part).execute(db)
  },
}
