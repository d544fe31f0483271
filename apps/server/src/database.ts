import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Embedded,
  migrate,
  openEmbedded,
  openPool,
  type Pool,
  type PoolConfig,
  refuseEmbedded,
  servingConfig,
} from '@dipper/store'
import type { Settings } from './settings.ts'

/** The store of a server, migrated. */
export interface Connected {
  /** For migrations and publishing. */
  readonly owner: Pool
  /** For requests: cannot write stars nor change the audit. */
  readonly serving: Pool
  /** Whether the database is the embedded one. */
  readonly embedded: boolean
  /** Ends the pools, and the embedded server if it was started here. */
  stop(): Promise<void>
}

/** Connections for requests; PostgreSQL on the same small machine is fastest with about this many. */
const SERVING = 10
const OWNING = 4
/** A request that gets no connection in this time is told that the store is away. */
const CONNECTION_MS = 5_000

/** Connects and migrates. Throws StoreProblem; in production also where no database is named. */
export async function connect(
  settings: Pick<Settings, 'mode' | 'data' | 'database'>,
  onError: (error: Error) => void = () => {},
): Promise<Connected> {
  const embedded = settings.database === null ? await embeddedIn(settings) : null
  const config = settings.database ?? (embedded?.config as PoolConfig)
  const owner = openPool({ ...config, max: OWNING }, onError)
  const limits = { max: SERVING, connectionTimeoutMillis: CONNECTION_MS }
  const serving = openPool({ ...servingConfig(config), ...limits }, onError)
  const stop = async () => {
    await Promise.all([owner.end(), serving.end()])
    await embedded?.stop()
  }
  try {
    await migrate(owner)
  } catch (error) {
    await stop()
    throw error
  }
  return { owner, serving, embedded: embedded !== null, stop }
}

/** Folder of the embedded database. */
export function databaseFolder({ data }: Pick<Settings, 'data'>): string {
  return join(data, 'postgres')
}

async function embeddedIn(settings: Pick<Settings, 'mode' | 'data'>): Promise<Embedded> {
  refuseEmbedded(settings.mode)
  mkdirSync(settings.data, { recursive: true })
  return openEmbedded(databaseFolder(settings))
}
