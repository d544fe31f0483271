import { type Migration, sql } from 'kysely'

/**
 * What publishing writes. Ids are compared by their bytes, as the register sorts them. Months are
 * counts (year × 12 + month − 1), words are their positions in the closed lists of the policy
 * language. The bulk tables have no foreign keys: rows become visible by `live` alone.
 *
 * The columns with a `current_setting` default are the same for all rows of a load and are set once
 * for its transaction, so that the files loaded need not repeat them.
 */
const TABLES = `
create table dipper.policy (
  digest text primary key,
  -- json, not jsonb: the digest is over the text in this order
  compiled json not null
);

create table dipper.publication (
  publication integer generated always as identity primary key,
  month integer not null,
  state text not null check (state in ('loading', 'live', 'superseded', 'taken-back', 'discarded')),
  -- the live publication of the month that this one's rows differ from; null: all rows are its own
  based_on integer references dipper.publication,
  digest text not null,
  policy_digest text not null references dipper.policy,
  answer json not null,
  totals jsonb not null,
  -- of a load: ranges of customers as [[after, through], …], and digests of the other tables
  ranges jsonb not null,
  masters jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  live_at timestamptz,
  taken_back_by text,
  taken_back_at timestamptz,
  -- what nobody may see any more has been deleted
  purged boolean not null default false
);
create unique index publication_loading on dipper.publication ((true)) where state = 'loading';
create index publication_of_month on dipper.publication (month, publication);

-- a part that was loaded, committed together with its rows; period 0 where the table has none
create table dipper.part (
  publication integer not null references dipper.publication on delete cascade,
  "table" text not null,
  period integer not null,
  range integer not null,
  written bigint not null,
  primary key (publication, "table", period, range)
);

-- what readers see: the newest row of each customer up to this publication
create table dipper.live (
  month integer primary key,
  publication integer not null unique references dipper.publication
);

create table dipper.star (
  spend_growth bigint not null,
  tenure_growth bigint not null,
  credit_growth bigint not null,
  growth_value bigint not null,
  month integer not null default current_setting('dipper.month')::integer,
  publication integer not null default current_setting('dipper.publication')::integer,
  valid_from integer,
  valid_through integer,
  before_from integer,
  before_through integer,
  before_joined integer,
  joined integer,
  tenure_since integer,
  stops integer,
  assessed_star smallint not null,
  star smallint not null,
  outcome smallint not null,
  before_star smallint,
  before_outcome smallint,
  segment smallint,
  flags smallint not null,
  customer_id text collate "C" not null,
  region text collate "C",
  document text collate "C",
  primary key (month, customer_id, publication)
);

-- the charges of a period as of one digest: loaded by one publication, read by all that rest on them
create table dipper.bill_load (
  load integer generated always as identity primary key,
  period integer not null,
  digest text not null,
  loaded_by integer not null,
  unique (period, digest)
);

create table dipper.publication_bill (
  publication integer not null references dipper.publication on delete cascade,
  period integer not null,
  load integer not null references dipper.bill_load,
  primary key (publication, period)
);
create index publication_bill_load on dipper.publication_bill (load);

-- one element a charge
create table dipper.bill (
  load integer not null default current_setting('dipper.load')::integer,
  customer_id text collate "C" not null,
  kinds smallint[] not null,
  categories smallint[] not null,
  fen bigint[] not null,
  primary key (load, customer_id)
);

-- what an assessment knows of a customer, from a publication on; without facts: no longer there
create table dipper.customer (
  customer_id text collate "C" not null,
  publication integer not null default current_setting('dipper.publication')::integer,
  region text collate "C",
  segment smallint,
  facts jsonb,
  primary key (customer_id, publication)
);

-- digest of what a table was last loaded from; none while a load is under way
create table dipper.master (
  "table" text primary key,
  digest text not null
);

create table personal.profile (
  customer_id text collate "C" primary key,
  name text,
  born_on date,
  contact_number text,
  language text
);

create table personal.number (
  number text collate "C" not null,
  customer_id text collate "C" not null,
  service_id text collate "C" not null,
  held_from date not null,
  held_to date,
  primary key (customer_id, service_id, held_from)
);
create index number_holders on personal.number (number);

-- customers whose profile and numbers are gone for good, whatever later publications bring
create table personal.erased (
  customer_id text collate "C" primary key,
  at timestamptz not null default now()
);
`

export const publishedMonths: Migration = {
  async up(db) {
    await sql`create schema if not exists personal`.execute(db)
    await sql.raw(TABLES).execute(db)
  },
}
