import { setTimeout as wait } from 'node:timers/promises'
import type { PoolClient } from 'pg'

const WAIT_MS = 1000
const POLL_MS = 50

/**
 * Takes the advisory lock of a key for the session; false where somebody else keeps it. It is waited
 * for a moment: the server may not have noticed yet that a process that was killed is gone.
 */
export async function takeAdvisoryLock(client: PoolClient, key: number): Promise<boolean> {
  const givenUp = Date.now() + WAIT_MS
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1) as locked',
      [key],
    )
    if (rows[0]?.locked === true) return true
    if (Date.now() > givenUp) return false
    await wait(POLL_MS)
  }
}
