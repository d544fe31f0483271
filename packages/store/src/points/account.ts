import { type Account, type LocalDate, type Lot, newAccount, type Posting } from '@dipper/ledger'
import type { Pool, PoolClient } from 'pg'
import { type AccountRow, fromPosting, POSTING_COLUMNS, toAccount } from './rows.ts'

const ACCOUNT = `select postings, last_on, balance, debt, frozen, hash
from dipper.points_account where customer_id = $1`

const READ = { name: 'points-account', text: ACCOUNT }
const LOCK = { name: 'points-account-lock', text: `${ACCOUNT} for update` }
const OPEN = {
  name: 'points-account-open',
  text: `insert into dipper.points_account (customer_id, hash)
values ($1, sha256(convert_to($1, 'UTF8'))) on conflict do nothing`,
}
const LOTS = {
  name: 'points-lots',
  text: `select year, points, expired from dipper.points_lot
where customer_id = $1 and (points > 0 or expired > 0) order by year`,
}
const TODAY = {
  name: 'points-today',
  text: 'select (clock_timestamp() at time zone $1)::date as today',
}
const INSERT = {
  name: 'points-posting',
  text: `insert into dipper.points_posting (customer_id, ${POSTING_COLUMNS})
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
}
const SAVE = {
  name: 'points-account-save',
  text: `with lot as (
  insert into dipper.points_lot (customer_id, year, points, expired)
  select $1, year, points, expired
  from unnest($7::smallint[], $8::bigint[], $9::bigint[]) as l (year, points, expired)
  on conflict (customer_id, year)
  do update set points = excluded.points, expired = excluded.expired)
update dipper.points_account
set postings = $2, last_on = $3, balance = $4, debt = $5, frozen = $6, hash = $10
where customer_id = $1`,
}

type Connection = Pool | PoolClient

/** The day at this moment, by the clock of the database. */
export async function todayIn(connection: Connection, timeZone: string): Promise<LocalDate> {
  const { rows } = await connection.query<{ today: LocalDate }>({ ...TODAY, values: [timeZone] })
  return (rows[0] as { today: LocalDate }).today
}

/** The account as it is, not to be changed. */
export function readAccount(connection: Connection, customer: string): Promise<Account> {
  return loaded(connection, customer, READ)
}

/**
 * The account, which nobody else changes until the end of the transaction. Its lots are read after
 * it is locked: what is read in one statement with the lock may be from before the wait.
 */
export function lockAccount(client: PoolClient, customer: string): Promise<Account> {
  return loaded(client, customer, LOCK)
}

/** Makes the account of somebody who has had no points; nothing where there is one. */
export async function openAccount(client: PoolClient, customer: string): Promise<void> {
  await client.query({ ...OPEN, values: [customer] })
}

async function loaded(
  connection: Connection,
  customer: string,
  query: typeof READ,
): Promise<Account> {
  const { rows } = await connection.query<AccountRow>({ ...query, values: [customer] })
  if (rows[0] === undefined) return newAccount(customer)
  const lots = await connection.query<Lot>({ ...LOTS, values: [customer] })
  return toAccount(customer, rows[0], lots.rows)
}

/** Writes postings and the account after them, which was `before`. */
export async function saveAccount(
  client: PoolClient,
  before: Account,
  { account, postings }: { readonly account: Account; readonly postings: readonly Posting[] },
): Promise<void> {
  const { customer, on, balance, debt, frozen, hash } = account
  for (const posting of postings) {
    await client.query({ ...INSERT, values: [customer, ...fromPosting(posting)] })
  }
  const lots = changedLots(before, account)
  const columns = [
    lots.map(({ year }) => year),
    lots.map(({ points }) => points),
    lots.map(({ expired }) => expired),
  ]
  const kept = [customer, account.postings, on, balance, debt, frozen]
  await client.query({ ...SAVE, values: [...kept, ...columns, Buffer.from(hash, 'hex')] })
}

/** A lot that nothing is left of stays as a row of zeros. */
function changedLots(before: Account, after: Account): Lot[] {
  const years = new Set([...before.lots, ...after.lots].map(({ year }) => year))
  const of = ({ lots }: Account, year: number) =>
    lots.find((lot) => lot.year === year) ?? { year, points: 0n, expired: 0n }
  return [...years]
    .map((year) => ({ was: of(before, year), is: of(after, year) }))
    .filter(({ was, is }) => was.points !== is.points || was.expired !== is.expired)
    .map(({ is }) => is)
}
