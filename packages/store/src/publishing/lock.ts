import type { Pool, PoolClient } from 'pg'
import { takeAdvisoryLock } from '../advisory-lock.ts'
import { StoreProblem } from '../problem.ts'

/** Key of the advisory lock of whoever publishes or takes back. */
const LOCK = 4_727_002

/**
 * A connection that holds the lock on publishing: at most one publication is loading, so that their
 * numbers are the order in which they became what they are. The lock goes with the connection.
 * Throws `publish-busy`.
 */
export async function lockPublishing(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect()
  try {
    if (!(await takeAdvisoryLock(client, LOCK))) throw new StoreProblem('publish-busy')
    return client
  } catch (error) {
    client.release(!(error instanceof StoreProblem))
    throw error
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
