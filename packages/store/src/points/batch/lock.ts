import { setTimeout as wait } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { PointsProblem } from '../problem.ts'

/** Key of the advisory lock of whoever earns or expires for everybody. */
const LOCK = 4_727_003
const WAIT_MS = 1000
const POLL_MS = 50

/** Work on a connection that holds the lock, and drops what it has staged. Throws `points-busy`. */
export async function withBatchLock<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let usable = false
  try {
    await takeLock(client)
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

/** The server may not have noticed yet that a process that was killed is gone. */
async function takeLock(client: PoolClient): Promise<void> {
  const givenUp = Date.now() + WAIT_MS
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1) as locked',
      [LOCK],
    )
    if (rows[0]?.locked === true) return
    if (Date.now() > givenUp) throw new PointsProblem('points-busy')
    await wait(POLL_MS)
  }
}
