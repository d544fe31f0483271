import type { Month } from '@dipper/ledger'
import type { PoolClient } from 'pg'
import { PointsProblem } from '../problem.ts'

/** What a period earns, once known, and as it is corrected later. */
export interface Revision {
  readonly period: Month
  /** From 1. A new one posts the differences. */
  readonly revision: number
}

interface RevisionBrought extends Revision {
  readonly customers: number
  readonly points: bigint
  readonly digest: string
}

interface MonthRow {
  readonly revision: number
  readonly digest: string
}

/** Notes that a revision is brought. True where a later one was. Throws `points-revision-differs`. */
export async function beginMonth(
  client: PoolClient,
  { period, revision, customers, points, digest }: RevisionBrought,
): Promise<boolean> {
  const { rows } = await client.query<MonthRow>(
    `select revision, digest::text from dipper.points_month where period = $1 and revision >= $2
    order by revision desc`,
    [period, revision],
  )
  const same = rows.find((row) => row.revision === revision)
  if (same !== undefined && same.digest !== digest)
    throw new PointsProblem('points-revision-differs', { period, revision })
  if (rows[0] !== undefined && rows[0].revision > revision) return true
  if (same === undefined)
    await client.query(
      `insert into dipper.points_month (period, revision, customers, points, digest)
      values ($1, $2, $3, $4, $5)`,
      [period, revision, customers, points, digest],
    )
  return false
}

/** This commit waits for the disk, and so for all chunks before it. */
export async function endMonth(client: PoolClient, { period, revision }: Revision): Promise<void> {
  await client.query(
    `update dipper.points_month set done_at = coalesce(done_at, now())
    where period = $1 and revision = $2`,
    [period, revision],
  )
}

export async function sealOf(client: PoolClient, { period, revision }: Revision): Promise<string> {
  const { rows } = await client.query<{ seal: string }>(
    'select seal::text from dipper.points_month where period = $1 and revision = $2',
    [period, revision],
  )
  return rows[0]?.seal ?? '0'
}
