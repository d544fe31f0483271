import { pipeline } from 'node:stream/promises'
import { POINTS_MOST } from '@dipper/ledger'
import pg, { type PoolClient } from 'pg'
import { from } from 'pg-copy-streams'
import { PointsProblem } from '../problem.ts'

/** What everybody has earned in a period, as of a revision. */
export interface Brought {
  /**
   * CSV without a header: customer_id, points; once for each customer, whole numbers from 0. Who is not
   * there has earned nothing.
   */
  readonly rows: AsyncIterable<string | Uint8Array>
  /** How many rows and points there are: what was cut off on the way is refused. */
  readonly customers: number
  readonly points: bigint
}

export interface Staged {
  /** The same for the same customers and points, in any order. */
  readonly digest: string
}

/** Classes of errors that come from what is loaded. */
const CONTENT_ERRORS = /^2[23]/

/** Loads what is brought beside the ledger. Throws `points-differ`, `points-unreadable`. */
export async function stage(client: PoolClient, brought: Brought): Promise<Staged> {
  await client.query('drop table if exists pg_temp.points_staged')
  await client.query(`create temp table points_staged (
    points bigint not null check (points between 0 and ${POINTS_MOST}),
    customer_id text collate "C" not null check (customer_id <> ''))`)
  await readable(async () => {
    const copy = from('copy pg_temp.points_staged (customer_id, points) from stdin (format csv)')
    await pipeline(brought.rows, client.query(copy))
    await client.query('alter table pg_temp.points_staged add primary key (customer_id)')
  })
  await client.query('analyze pg_temp.points_staged')
  const { rows } = await client.query<{ customers: bigint; points: string; digest: string }>(
    `select count(*) as customers, coalesce(sum(points), 0)::text as points,
      coalesce(sum(hashtextextended(customer_id || ' ' || points, 0)::numeric), 0)::text as digest
    from pg_temp.points_staged`,
  )
  const found = rows[0] as (typeof rows)[number]
  requireSame('customers', String(brought.customers), String(found.customers))
  requireSame('points', String(brought.points), found.points)
  return { digest: found.digest }
}

function requireSame(what: string, announced: string, found: string): void {
  if (announced !== found) throw new PointsProblem('points-differ', { what, announced, found })
}

/** Says of an error of the content in which line it is; any other passes through. */
async function readable(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !CONTENT_ERRORS.test(error.code ?? '')) throw error
    const line = Number(/ line (\d+)/.exec(error.where ?? '')?.[1] ?? 0)
    throw new PointsProblem('points-unreadable', {
      line,
      why: error.message.replace(/: ".*$/s, ''),
    })
  }
}
