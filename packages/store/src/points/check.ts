import type { Finding } from '@dipper/ledger'
import type { Pool, PoolClient } from 'pg'
import { inTransaction, withClient } from '../pool.ts'
import { ACCOUNTS, AGAIN, CHAINS, EARNED, EARNED_AGAIN, LOTS, MONTHS, SEALS } from './check-sql.ts'

export interface PointsCheck {
  readonly accounts: number
  readonly postings: number
  /** How much is wrong; 0 where everything is right. */
  readonly wrong: number
  /** What is wrong, some of each kind where it is much. */
  readonly findings: readonly Finding[]
  /**
   * Of every revision that was brought for everybody. One who can change every row of the ledger can
   * make it agree with itself, but not with seals noted elsewhere when they were new.
   */
  readonly seals: readonly Seal[]
}

export interface Seal {
  readonly period: number
  readonly revision: number
  readonly seal: string
}

interface FoundRow extends Finding {
  readonly all: bigint
}

/** Findings of one query that are listed. */
const LISTED = 1000

/** Recomputes everything from the postings, of one moment, and says what differs. Changes nothing. */
export function checkPoints(pool: Pool): Promise<PointsCheck> {
  return withClient(pool, (client) =>
    inTransaction(client, () => checkOn(client), 'isolation level repeatable read'),
  )
}

async function checkOn(client: PoolClient): Promise<PointsCheck> {
  await client.query(`set local work_mem = '128MB'; set local enable_nestloop = off`)
  for (const text of [AGAIN, EARNED_AGAIN]) await client.query(text)
  const findings: Finding[] = []
  let wrong = 0
  for (const text of [CHAINS, ACCOUNTS, LOTS, EARNED, MONTHS, SEALS]) {
    const { rows } = await client.query<FoundRow>(
      `select code, customer, at, kept, recomputed, count(*) over () as all from (${text}) f
      order by customer, code, at limit ${LISTED}`,
    )
    wrong += Number(rows[0]?.all ?? 0)
    findings.push(...rows.map(toFinding))
  }
  const counts = await client.query<{ accounts: bigint; postings: bigint }>(
    `select (select count(*) from dipper.points_account) as accounts,
      (select count(*) from dipper.points_posting) as postings`,
  )
  const { accounts, postings } = counts.rows[0] as { accounts: bigint; postings: bigint }
  const seals = await client.query<Seal>(
    'select period, revision, seal::text from dipper.points_month order by period, revision',
  )
  const numbers = { accounts: Number(accounts), postings: Number(postings) }
  return { ...numbers, wrong, findings, seals: seals.rows }
}

function toFinding({ code, customer, at, kept, recomputed }: FoundRow): Finding {
  return { code, customer, at, kept, recomputed }
}
