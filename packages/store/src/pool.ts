import pg, { type Pool, type PoolClient, type PoolConfig } from 'pg'

/** The role that answers requests: it cannot write stars nor change the audit. */
export const SERVING_ROLE = 'dipper_serve'

const INT8 = 20
const INT8_ARRAY = 1016
const DATE = 1082

type Parser = (text: string) => unknown

/** int8 as bigint, dates as they are written: a local date has no instant. */
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [INT8, BigInt],
  [INT8_ARRAY, (text) => text.slice(1, -1).split(',').filter(Boolean).map(BigInt)],
  [DATE, (text) => text],
])

/**
 * A pool as everything in this package needs it: int8 are bigints, dates are texts. A connection that
 * fails, in use or idle, is replaced; `onError` may log it.
 */
export function openPool(config: PoolConfig, onError: (error: Error) => void = () => {}): Pool {
  const getTypeParser = (id: number, format?: 'text' | 'binary') =>
    PARSERS.get(id) ?? (pg.types.getTypeParser(id, format as 'text') as Parser)
  const types = { getTypeParser } as NonNullable<PoolConfig['types']>
  const pool = new pg.Pool({ ...config, types })
  // Without listeners, a server that goes away would end the process. The pool only repeats what its
  // idle connections say.
  pool.on('connect', (client) => client.on('error', onError))
  pool.on('error', () => {})
  return pool
}

/** The same server and database with the rights of the serving role, for whatever a connection does. */
export function servingConfig(config: PoolConfig): PoolConfig {
  const own = [`-c role=${SERVING_ROLE}`, '-c idle_in_transaction_session_timeout=30s']
  const options = [config.options, ...own].filter(Boolean).join(' ')
  return { ...config, options }
}

/** Codes of PostgreSQL for a server that is starting, stopping, full or gone, and for waits that are over. */
const UNAVAILABLE = /^(08...|57P0[1-5]|53[0-3]00|55P03|25P03)$/
/** What Node was at when the network failed it; a file that is missing is something else. */
const ON_NETWORK = new Set(['connect', 'read', 'write', 'getaddrinfo'])
/** What `pg` says without a code. */
const DISCONNECTED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** The database cannot be reached or takes no more connections; trying again later may help. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  if (error instanceof pg.DatabaseError) return UNAVAILABLE.test(error.code ?? '')
  const { syscall } = error as NodeJS.ErrnoException
  return syscall === undefined ? DISCONNECTED.test(error.message) : ON_NETWORK.has(syscall)
}

/** Work on one connection. It goes back to the pool, or away if it is broken. */
export async function withClient<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/** All of it or nothing. `mode` such as `isolation level repeatable read, read only`. */
export async function inTransaction<T>(
  client: PoolClient,
  work: () => Promise<T>,
  mode = '',
): Promise<T> {
  await client.query(`begin ${mode}`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    // A connection that is gone has rolled back by itself.
    await client.query('rollback').catch(() => {})
    throw error
  }
}
