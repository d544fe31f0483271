import type { Pool, PoolClient } from 'pg'
import { takeAdvisoryLock } from '../../advisory-lock.ts'
import { PointsProblem } from '../problem.ts'

/** Key of the advisory lock of whoever earns or expires for everybody. */
const LOCK = 4_727_003

/** Work on a connection that holds the lock, and drops what it has staged. Throws `points-busy`. */
export async function withBatchLock<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let usable = false
  try {
    if (!(await takeAdvisoryLock(client, LOCK))) throw new PointsProblem('points-busy')
    try {
      return await work(client)
    } finally {
      usable = await leave(client)
    }
  } finally {
    client.release(!usable)
  }
}

/** False where the connection is gone, and with it the lock. */
async function leave(client: PoolClient): Promise<boolean> {
  try {
    await client.query('drop table if exists pg_temp.points_staged, pg_temp.points_change')
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    return true
  } catch {
    return false
  }
}
