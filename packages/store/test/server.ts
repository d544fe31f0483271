import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool, PoolConfig } from 'pg'
import { migrate, openEmbedded, openPool, servingConfig } from '../src/index.ts'

/** A server for one test file. */
export interface TestServer {
  /** Where the cluster is. */
  readonly folder: string
  /** A fresh database with the newest schema. */
  database(): Promise<TestDatabase>
  /** A fresh, empty database. */
  emptyDatabase(): Promise<TestDatabase>
  stop(): Promise<void>
}

export interface TestDatabase {
  readonly config: PoolConfig
  /** As its owner, and as the role that serves. */
  readonly owner: Pool
  readonly serving: Pool
}

const TEMPLATE = 'migrated'

export async function startServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-store-'))
  const server = await openEmbedded(folder)
  const root = openPool(server.config)
  await neglectSync(root)
  const pools: Pool[] = []
  let databases = 0

  const connect = (database: string): TestDatabase => {
    const config = { ...server.config, database }
    const [owner, serving] = [openPool(config), openPool(servingConfig(config))]
    pools.push(owner, serving)
    return { config, owner, serving }
  }
  const emptyDatabase = async (): Promise<TestDatabase> => {
    const name = `t${++databases}`
    await root.query(`create database ${name}`)
    return connect(name)
  }
  await root.query(`create database ${TEMPLATE}`)
  const template = openPool({ ...server.config, database: TEMPLATE })
  await migrate(template)
  await template.end()

  return {
    folder,
    emptyDatabase,
    database: async () => {
      const name = `t${++databases}`
      await root.query(`create database ${name} template ${TEMPLATE}`)
      return connect(name)
    },
    stop: async () => {
      await Promise.all([...pools, root].map((pool) => pool.end()))
      await server.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** What is written need not survive the machine, as it does a killed server: tests are faster so. */
export async function neglectSync(root: Pool): Promise<void> {
  await root.query('alter system set fsync = off')
  await root.query('select pg_reload_conf()')
}
