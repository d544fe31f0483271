import type { Pool, PoolClient } from 'pg'
import { withClient } from '../pool.ts'

/** What a transaction gives, and whether what it wrote is kept. */
export interface Done<T> {
  readonly result: T
  readonly kept: boolean
}

export function kept<T>(result: T): Done<T> {
  return { result, kept: true }
}

export function undone<T>(result: T): Done<T> {
  return { result, kept: false }
}

/**
 * Every statement here is a look by key. A plan that was made while a table was small would go on to
 * read all of it when it has grown. Whoever holds a customer for long is not waited for with a
 * connection that others need.
 */
const BEGIN = `begin;
set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan;
set local lock_timeout = '10s'`

/** As `inTransaction`, for work that may find only when it has begun that there is nothing to do. */
export function undoable<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Done<T>>,
): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query(BEGIN)
    try {
      const done = await work(client)
      await client.query(done.kept ? 'commit' : 'rollback')
      return done.result
    } catch (error) {
      // A connection that is gone has rolled back by itself.
      await client.query('rollback').catch(() => {})
      throw error
    }
  })
}
