import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { databaseFolder } from './database.ts'
import { ServerProblem } from './problem.ts'
import type { Settings } from './settings.ts'

type Stored = Pick<Settings, 'data' | 'database'>

/** Where a dump of a database that is not the embedded one lies in a backup. */
const DUMP = 'dipper.dump'
const COPY = 'postgres'

/**
 * Copies the store into a new folder: a stopped embedded database as it is, any other by `pg_dump`.
 * Throws `backup-exists`, `backup-running`, `program-failed`.
 */
export function backup(settings: Stored, folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new ServerProblem('backup-exists', { folder })
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (settings.database === null) copyWhole(stoppedDatabase(settings), join(folder, COPY))
  else dump('pg_dump', settings, ['--format=custom', `--file=${join(folder, DUMP)}`])
}

/**
 * Puts a backup in the place of the store; what was there of an embedded database is kept beside it.
 * Throws `backup-missing`, `backup-running`, `program-failed`.
 */
export function restore(settings: Stored, folder: string): void {
  const [from, wanted] =
    settings.database === null ? [join(folder, COPY), COPY] : [join(folder, DUMP), DUMP]
  if (!existsSync(from)) throw new ServerProblem('backup-missing', { folder, wanted })
  if (settings.database !== null) {
    dump('pg_restore', settings, [
      '--clean',
      '--if-exists',
      '--exit-on-error',
      '--single-transaction',
      from,
    ])
    return
  }
  const database = stoppedDatabase(settings)
  const partial = `${database}.restored`
  copyWhole(from, partial)
  if (existsSync(database)) renameSync(database, freeName(`${database}.before`))
  renameSync(partial, database)
}

function stoppedDatabase(settings: Stored): string {
  const database = databaseFolder(settings)
  const pid = join(database, 'data', 'postmaster.pid')
  if (existsSync(pid)) throw new ServerProblem('backup-running', { folder: database })
  return database
}

/** Modes too, which not every Node copies: PostgreSQL starts on a folder of its owner's alone. */
function copyWhole(from: string, into: string): void {
  cpSync(from, into, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  const entries = readdirSync(from, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((each) => !each.isSymbolicLink())) {
    const path = join(entry.parentPath, entry.name)
    chmodSync(join(into, relative(from, path)), statSync(path).mode)
  }
  chmodSync(into, statSync(from).mode)
}

/** Runs a program of PostgreSQL; the password goes by the environment and shows in no list of processes. */
function dump(program: string, { database }: Stored, args: readonly string[]): void {
  const url = new URL(database?.connectionString ?? '')
  const password = decodeURIComponent(url.password)
  url.password = ''
  const { error, status, stderr } = spawnSync(program, [...args, `--dbname=${url.href}`], {
    env: { ...process.env, PGPASSWORD: password },
    encoding: 'utf8',
  })
  if (status === 0) return
  const why = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
  throw new ServerProblem('program-failed', { program, why })
}

function freeName(name: string): string {
  for (let n = 1; ; n++) if (!existsSync(`${name}-${n}`)) return `${name}-${n}`
}
