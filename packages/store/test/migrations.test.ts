import { month } from '@dipper/policy'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  Audit,
  migrate,
  openPool,
  Publisher,
  Stars,
  StoreProblem,
  servingConfig,
} from '../src/index.ts'
import { MIGRATION_NAMES } from '../src/migrations/migrate.ts'
import { contentOf, ids, publish } from './content.ts'
import { startServer, type TestServer } from './server.ts'

const MONTH = month('2026-11')
const CONTENT = contentOf({ month: MONTH, customers: ids(50), ranges: 2, version: () => 3 })

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** Columns, constraints, indexes and rights, as the catalogue has them. */
async function schemaOf(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query<{ what: string }>(`
    select format('%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable) as what
    from information_schema.columns where table_schema in ('dipper', 'personal')
    union all select pg_get_constraintdef(c.oid) || ' on ' || conrelid::regclass::text
    from pg_constraint c join pg_namespace n on n.oid = connamespace where nspname in ('dipper', 'personal')
    union all select indexdef from pg_indexes where schemaname in ('dipper', 'personal')
    union all select format('%s may %s %s', grantee, privilege_type, table_name)
    from information_schema.role_table_grants where grantee = 'dipper_serve'
    order by what`)
  return rows
}

describe('migrating', () => {
  test('makes the schema from nothing, once', async () => {
    const { owner, serving } = await server.emptyDatabase()
    expect(await migrate(owner)).toEqual({ applied: MIGRATION_NAMES })
    expect(await migrate(owner)).toEqual({ applied: [] })
    await publish(new Publisher(owner), CONTENT)
    expect((await new Stars(serving).starOf('c000001'))?.star).toBe(3)
  })

  test.each(MIGRATION_NAMES.slice(0, -1))(
    'keeps what a schema of %s holds, and ends as from nothing',
    async (name) => {
      const [old, fresh] = [await server.emptyDatabase(), await server.database()]
      const through = MIGRATION_NAMES.indexOf(name) + 1
      expect(await migrate(old.owner, name)).toEqual({ applied: MIGRATION_NAMES.slice(0, through) })
      await publish(new Publisher(old.owner), CONTENT)
      const rows = () => old.owner.query('select * from dipper.star order by customer_id')
      const before = await rows()
      expect(before.rowCount).toBe(50)
      expect(await migrate(old.owner)).toEqual({ applied: MIGRATION_NAMES.slice(through) })
      expect((await rows()).rows).toEqual(before.rows)
      expect(await schemaOf(old.owner)).toEqual(await schemaOf(fresh.owner))
      expect((await new Stars(old.serving).starOf('c000001'))?.star).toBe(3)
    },
  )

  test('by several servers at the same time happens once', async () => {
    const { config, owner } = await server.emptyDatabase()
    const pools = Array.from({ length: 4 }, () => openPool(config))
    const all = await Promise.all(pools.map((pool) => migrate(pool)))
    expect(all.flatMap(({ applied }) => applied)).toEqual(MIGRATION_NAMES)
    await Promise.all(pools.map((pool) => pool.end()))
    expect(await migrate(owner)).toEqual({ applied: [] })
  })

  test('refuses a schema of a later version, and leaves it alone', async () => {
    const { owner } = await server.database()
    await owner.query(`insert into dipper.kysely_migration values ('9999-later', '2030-01-01')`)
    const before = await schemaOf(owner)
    const refused = migrate(owner)
    await expect(refused).rejects.toThrow(StoreProblem)
    await expect(refused).rejects.toMatchObject({
      code: 'schema-newer',
      params: { found: '9999-later', known: MIGRATION_NAMES.at(-1) },
    })
    expect(await schemaOf(owner)).toEqual(before)
  })
})

describe('an owner who is no superuser', () => {
  test('is told where the rights do not suffice', async () => {
    const { owner: admin, config } = await server.emptyDatabase()
    await admin.query(`create role poor login password 'poor'`)
    const poor = openPool({ ...config, user: 'poor', password: 'poor' })
    await expect(migrate(poor)).rejects.toMatchObject({ code: 'migrate-forbidden' })
    await poor.end()
  })

  test.each([
    ['that an administrator has made', 'grant dipper_serve to plain'],
    ['of their own making', 'alter role dipper_serve rename to former'],
  ])('migrates, publishes and serves with a role %s', async (_, prepare) => {
    const { owner: admin, config } = await server.emptyDatabase()
    await admin.query('drop role if exists plain')
    await admin.query(`create role plain login createrole password 'plain'`)
    await admin.query(prepare)
    await admin.query(`grant create on database ${config.database} to plain`)
    const plain = { ...config, user: 'plain', password: 'plain' }
    const [owner, serving] = [openPool(plain), openPool(servingConfig(plain))]
    await migrate(owner)
    await publish(new Publisher(owner), CONTENT)
    expect((await new Stars(serving).starOf('c000001'))?.star).toBe(3)
    expect(await new Audit(serving).list({}, { limit: 1 })).toEqual([])
    await Promise.all([owner.end(), serving.end()])
    await admin.query('reassign owned by plain to current_user; drop owned by plain')
  })
})
