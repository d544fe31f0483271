import { setTimeout as wait } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { StoreProblem } from '../problem.ts'

/** Key of the advisory lock of whoever publishes or takes back. */
const LOCK = 4_727_002
const WAIT_MS = 1000
const POLL_MS = 50

/**
 * A connection that holds the lock on publishing: at most one publication is loading, so that their
 * numbers are the order in which they became what they are. The lock goes with the connection.
 * Throws `publish-busy`.
 */
export async function lockPublishing(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect()
  try {
    await takeLock(client)
    return client
  } catch (error) {
    client.release(!(error instanceof StoreProblem))
    throw error
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
    if (Date.now() > givenUp) throw new StoreProblem('publish-busy')
    await wait(POLL_MS)
  }
}

export async function unlockPublishing(client: PoolClient): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    client.release()
  } catch {
    client.release(true)
  }
}
