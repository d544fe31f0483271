import type { Month } from '@dipper/policy'
import type { PoolClient } from 'pg'
import { inTransaction } from '../pool.ts'
import type { PartTable } from './columns.ts'
import type { Range } from './plan.ts'
import { purgeDead } from './purge.ts'
import type { Masters, PublishRequest } from './request.ts'

/** A publication that is loading, as the database has it. */
export interface Loading {
  readonly publication: number
  readonly month: Month
  /** The live publication that it differs from. */
  readonly against: number | null
  readonly ranges: readonly Range[]
  /** Number of the load of each period whose charges it brings itself. */
  readonly loads: ReadonlyMap<Month, number>
  /** Tables whose content is another one than the last time. */
  readonly masters: readonly PartTable[]
  readonly resumed: boolean
}

interface LoadingRow {
  readonly publication: number
  readonly month: number
  readonly based_on: number | null
  readonly digest: string
  readonly policy_digest: string
  readonly ranges: readonly [string | null, string | null][]
  readonly masters: Masters
  readonly bills: Readonly<Record<string, string>>
}

/** The publication that is live, if it is of this very month of the register. */
export async function liveWith(
  client: PoolClient,
  { month, digest, policy }: PublishRequest,
): Promise<number | null> {
  const { rows } = await client.query<{ publication: number }>(
    `select publication from dipper.live join dipper.publication p using (publication)
    where live.month = $1 and p.digest = $2 and p.policy_digest = $3`,
    [month, digest, policy.digest],
  )
  return rows[0]?.publication ?? null
}

/**
 * The load to go on with: the one that was broken off if it brings the same onto the same, otherwise
 * a new one, and what was there of the other is deleted.
 */
export async function beginLoading(client: PoolClient, request: PublishRequest): Promise<Loading> {
  const against = await liveOf(client, request.month)
  const found = await loadingRow(client)
  if (found !== null && isSame(found, request, against)) return describe(client, found, true)
  if (found !== null) await discard(client, found.publication)
  await purgeDead(client)
  return inTransaction(client, async () => {
    await create(client, request, against)
    return describe(client, (await loadingRow(client)) as LoadingRow, false)
  })
}

/** It will never be seen; what it loaded is deleted before the next one begins. */
export async function discard(client: PoolClient, publication: number): Promise<void> {
  await client.query(
    `update dipper.publication set state = 'discarded' where publication = $1 and state = 'loading'`,
    [publication],
  )
}

async function liveOf(client: PoolClient, month: Month): Promise<number | null> {
  const { rows } = await client.query<{ publication: number }>(
    'select publication from dipper.live where month = $1',
    [month],
  )
  return rows[0]?.publication ?? null
}

async function loadingRow(client: PoolClient): Promise<LoadingRow | null> {
  const { rows } = await client.query<LoadingRow>(
    `select publication, month, based_on, digest, policy_digest, ranges, masters,
      coalesce((select jsonb_object_agg(l.period, l.digest) from dipper.publication_bill b
        join dipper.bill_load l using (load) where b.publication = p.publication), '{}') as bills
    from dipper.publication p where state = 'loading'`,
  )
  return rows[0] ?? null
}

function isSame(found: LoadingRow, request: PublishRequest, against: number | null): boolean {
  const { month, digest, policy, masters, bills } = request
  const asked = [
    month,
    digest,
    policy.digest,
    against,
    sorted(masters),
    sorted(Object.fromEntries(bills)),
  ]
  const { month: ofMonth, based_on: base } = found
  const there = [
    ofMonth,
    found.digest,
    found.policy_digest,
    base,
    sorted(found.masters),
    sorted(found.bills),
  ]
  return JSON.stringify(asked) === JSON.stringify(there)
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

async function create(
  client: PoolClient,
  request: PublishRequest,
  against: number | null,
): Promise<void> {
  const { month, digest, policy, answer, totals, masters, ranges, by } = request
  await client.query(
    'insert into dipper.policy (digest, compiled) values ($1, $2) on conflict do nothing',
    [policy.digest, JSON.stringify(policy)],
  )
  const bounds = ranges.map(({ after, through }) => [after, through])
  const documents = [answer, totals, bounds, masters].map((value) => JSON.stringify(value))
  const { rows } = await client.query<{ publication: number }>(
    `insert into dipper.publication
      (month, state, based_on, digest, policy_digest, answer, totals, ranges, masters, created_by)
    values ($1, 'loading', $2, $3, $4, $5, $6, $7, $8, $9) returning publication`,
    [month, against, digest, policy.digest, ...documents, by],
  )
  const { publication } = rows[0] as { publication: number }
  await linkBills(client, publication, request.bills)
  await forgetChanged(client, masters)
}

/** Charges that are there with the same digest are shared; the others are this publication's to load. */
async function linkBills(
  client: PoolClient,
  publication: number,
  bills: PublishRequest['bills'],
): Promise<void> {
  const parameters = [publication, [...bills.keys()], [...bills.values()]]
  await client.query(
    `insert into dipper.bill_load (period, digest, loaded_by)
    select period, digest, $1 from unnest($2::integer[], $3::text[]) as t (period, digest)
    on conflict (period, digest) do nothing`,
    parameters,
  )
  await client.query(
    `insert into dipper.publication_bill (publication, period, load)
    select $1, l.period, l.load from unnest($2::integer[], $3::text[]) as t (period, digest)
    join dipper.bill_load l using (period, digest)`,
    parameters,
  )
}

/** From the first part on, a table is neither what it was nor what it will be. */
async function forgetChanged(client: PoolClient, masters: Masters): Promise<void> {
  await client.query(
    `delete from dipper.master m using unnest($1::text[], $2::text[]) as t ("table", digest)
    where m."table" = t."table" and m.digest <> t.digest`,
    [Object.keys(masters), Object.values(masters)],
  )
}

async function describe(client: PoolClient, row: LoadingRow, resumed: boolean): Promise<Loading> {
  const { publication, month, based_on: against } = row
  const { rows: loads } = await client.query<{ period: number; load: number }>(
    'select period, load from dipper.bill_load where loaded_by = $1 order by period',
    [publication],
  )
  const { rows: kept } = await client.query<{ table: string }>('select "table" from dipper.master')
  const unchanged = kept.map(({ table }) => table)
  const masters = Object.keys(row.masters).filter((table) => !unchanged.includes(table))
  return {
    publication,
    month,
    against,
    ranges: row.ranges.map(([after, through]) => ({ after, through })),
    loads: new Map(loads.map(({ period, load }) => [period, load])),
    masters: (['customer', 'profile', 'number'] as const).filter((each) => masters.includes(each)),
    resumed,
  }
}
