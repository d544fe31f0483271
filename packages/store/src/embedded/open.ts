import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg, { type ClientConfig, type PoolConfig } from 'pg'
import { StoreProblem } from '../problem.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { dataFolder, makeCluster, OWNER, ownerPassword } from './cluster.ts'
import { findPlace, placeArguments } from './place.ts'
import { disownStalePidFile, type Postmaster, runningOn } from './postmaster.ts'
import { asOrdinaryUser, endingWithParent, startProgram } from './program.ts'

/** A PostgreSQL server of this project alone. */
export interface Embedded {
  /** How its owner, a superuser, reaches the database. */
  readonly config: PoolConfig
  /** It was running already: `stop` leaves it to whoever started it. */
  readonly reused: boolean
  /** Ends all connections and the server; what was committed is there at the next start. */
  stop(): Promise<void>
}

const DATABASE = 'dipper'
const POLL_MS = 20
/** How long a server that says it is ready may refuse connections. */
const ANSWER_MS = 10_000
/** How long processes of a server that was killed may still use its memory. */
const MEMORY_MS = 30_000
const LOG_BYTES_MAX = 10_000_000

/** For a demonstration of some million customers on a small machine; nothing personal in the log. */
const SETTINGS = {
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * The server on `folder`: made at the first time, started unless it is running, with a database
 * `dipper`. It stops with this process where the system can see to that. Throws `embedded-missing`,
 * `embedded-root`, `embedded-initdb`, `embedded-start`, `embedded-unreachable`.
 */
export async function openEmbedded(folder: string): Promise<Embedded> {
  const home = resolve(folder)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const binaries = findBinaries()
  await makeCluster(home, binaries.initdb)
  for (;;) {
    const { postmaster, child } = await startOrJoin(home, binaries)
    const config = configOf(home, postmaster)
    if (await makeDatabase(home, postmaster, config)) {
      return { config, reused: child === null, stop: () => stopServer(child) }
    }
  }
}

/** The embedded server keeps its password in a file and no copies: not for real customers. */
export function refuseEmbedded(mode: string | undefined): void {
  if (mode === 'production') throw new StoreProblem('embedded-in-production')
}

interface Started {
  readonly postmaster: Postmaster
  /** Null where another process has started it. */
  readonly child: ChildProcess | null
}

/** Of several processes that start it at once, one does and the others join. */
async function startOrJoin(home: string, binaries: Binaries): Promise<Started> {
  const givenUp = Date.now() + MEMORY_MS
  for (;;) {
    const running = runningOn(dataFolder(home))
    if (running?.ready) return { postmaster: running, child: null }
    if (running === null) {
      const started = await startServer(home, binaries)
      if ('postmaster' in started) return started
      if (!mayPass(started.why) || Date.now() > givenUp) {
        throw new StoreProblem('embedded-start', { folder: home, log: logFile(home), ...started })
      }
    }
    await wait(POLL_MS)
  }
}

/** Reasons for not starting that are gone a moment later. */
function mayPass(why: string): boolean {
  return /lock file .* already exists|shared memory block|could not bind/i.test(why)
}

/** Starts the server and waits until it is ready, or gives the reason why it ended. */
async function startServer(
  home: string,
  { postgres }: Binaries,
): Promise<Started | { readonly why: string }> {
  const data = dataFolder(home)
  disownStalePidFile(data)
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const place = placeArguments(await findPlace(home))
  const wrappers = [...asOrdinaryUser(), ...endingWithParent()]
  const log = openLog(home)
  const child = startProgram([...wrappers, postgres, '-D', data, ...place, ...settings], log.file)
  closeSync(log.file)
  const postmaster = await untilReady(child, data)
  if (postmaster === null) return { why: reasonIn(logFile(home), log.offset) }
  stopAtExit(child)
  child.unref()
  return { postmaster, child }
}

/** Recovery after a crash takes its time; null where the process ends instead. */
async function untilReady(child: ChildProcess, data: string): Promise<Postmaster | null> {
  // Without a listener, a program that cannot be started would end this process.
  child.once('error', () => {})
  while (child.pid !== undefined && !hasEnded(child)) {
    const running = runningOn(data)
    if (running?.ready && running.pid === child.pid) return running
    await wait(POLL_MS)
  }
  return null
}

/** For systems where nothing else ends it with this process. */
function stopAtExit(child: ChildProcess): void {
  const stop = () => child.kill('SIGINT')
  process.once('exit', stop)
  child.once('exit', () => process.off('exit', stop))
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function stopServer(child: ChildProcess | null): Promise<void> {
  if (child === null || hasEnded(child)) return
  await new Promise<void>((done) => {
    child.ref()
    child.once('exit', () => done())
    child.kill('SIGINT')
  })
}

function logFile(home: string): string {
  return join(home, 'server.log')
}

/** The log open for appending, and where this start's part of it begins. */
function openLog(home: string): { readonly file: number; readonly offset: number } {
  const path = logFile(home)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const full = size > LOG_BYTES_MAX
  return { file: openSync(path, full ? 'w' : 'a', 0o600), offset: full ? 0 : size }
}

/** The server's own words on why it ended. */
function reasonIn(log: string, offset: number): string {
  const lines = readFileSync(log).subarray(offset).toString().trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? ''
}

function configOf(home: string, { host, port }: Postmaster): PoolConfig {
  return { host, port, user: OWNER, password: ownerPassword(home), database: DATABASE }
}

/** False where the server is gone meanwhile. Throws `embedded-unreachable` where it does not answer. */
async function makeDatabase(
  home: string,
  postmaster: Postmaster,
  config: PoolConfig,
): Promise<boolean> {
  const client = await connected(home, postmaster, { ...config, database: 'postgres' })
  if (client === null) return false
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    if (!isDuplicate(error)) throw error
  } finally {
    await client.end()
  }
  return true
}

/** Another process made it at the same time. */
function isDuplicate(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505')
}

/** Null where the server is gone. */
async function connected(
  home: string,
  { pid }: Postmaster,
  config: ClientConfig,
): Promise<pg.Client | null> {
  const givenUp = Date.now() + ANSWER_MS
  for (;;) {
    const client = new pg.Client(config)
    // A server that goes away is found by the query that fails; said beside it, it would end the process.
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (runningOn(dataFolder(home))?.pid !== pid) return null
      if (Date.now() > givenUp) throw unreachable(home, error)
      await wait(POLL_MS)
    }
  }
}

function unreachable(home: string, error: unknown): StoreProblem {
  const why = error instanceof Error ? error.message : String(error)
  return new StoreProblem('embedded-unreachable', { folder: home, why })
}
