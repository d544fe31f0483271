import { Kysely, type Migration, Migrator, PostgresDialect, type PostgresPool } from 'kysely'
import pg, { type Pool, type PoolClient } from 'pg'
import { withClient } from '../pool.ts'
import { StoreProblem } from '../problem.ts'
import { publishedMonths } from './0001-published-months.ts'
import { serving } from './0002-serving.ts'
import { points } from './0003-points.ts'
import { uses } from './0004-uses.ts'
import { objections } from './0005-objections.ts'

/** In order. What was released is never changed: a change is a new migration. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-published-months': publishedMonths,
  '0002-serving': serving,
  '0003-points': points,
  '0004-uses': uses,
  '0005-objections': objections,
}

export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS)

/** Key of the advisory lock for as long as the schema is looked at and changed. */
const LOCK = 4_727_001

export interface Migrated {
  /** Names of the migrations that were applied now; empty where the schema was up to date. */
  readonly applied: readonly string[]
}

/**
 * Brings the database of a pool of its owner to this version's schema, all or nothing. Several
 * processes may do it at once; one works, the others wait. `through` stops at a migration.
 * Throws `schema-newer`, `migrate-forbidden`.
 */
export function migrate(pool: Pool, through?: string): Promise<Migrated> {
  return withClient(pool, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    try {
      await makeSchema(client)
      await refuseNewer(client)
      return { applied: await apply(client, through) }
    } catch (error) {
      throw isForbidden(error)
        ? new StoreProblem('migrate-forbidden', { why: error.message })
        : error
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    }
  })
}

async function makeSchema(client: PoolClient): Promise<void> {
  const found = await client.query(`select from pg_namespace where nspname = 'dipper'`)
  if (found.rowCount === 0) await client.query('create schema dipper')
}

async function refuseNewer(client: PoolClient): Promise<void> {
  const names = await appliedNames(client)
  const found = names.find((name) => !MIGRATION_NAMES.includes(name))
  if (found === undefined) return
  throw new StoreProblem('schema-newer', { found, known: MIGRATION_NAMES.at(-1) as string })
}

async function appliedNames(client: PoolClient): Promise<string[]> {
  const table = await client.query(`select from pg_tables
    where schemaname = 'dipper' and tablename = 'kysely_migration'`)
  if (table.rowCount === 0) return []
  const { rows } = await client.query<{ name: string }>('select name from dipper.kysely_migration')
  return rows.map(({ name }) => name)
}

async function apply(client: PoolClient, through?: string): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOf(client) }) })
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableSchema: 'dipper',
  })
  const { error, results } = await (through === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(through))
  if (error !== undefined) throw error
  return (results ?? []).map(({ migrationName }) => migrationName)
}

/** The one connection that holds the lock, as Kysely takes them; it uses one at a time. */
function poolOf(client: PoolClient): PostgresPool {
  const shared = { query: client.query.bind(client), release: () => {} }
  return { connect: async () => shared, end: async () => {} } as PostgresPool
}

function isForbidden(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code === '42501'
}
