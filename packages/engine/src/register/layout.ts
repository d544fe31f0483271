import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type Month, parseMonth } from '@dipper/policy'
import { Problem } from '../problem.ts'
import { literal } from '../sql.ts'
import type { MonthTotals } from './totals.ts'

/** Version of the folder's layout; a register of a later one is refused. */
const FORMAT = 1

/** `register.json`: what the folder is, and where the register begins if it began with an import. */
export interface RegisterHead {
  readonly format: number
  /** Month that the imported state comes before, `YYYY-MM`; null without an import. */
  readonly importedBefore: string | null
}

/** `month=YYYY-MM/manifest.json`. */
export interface MonthManifest extends MonthTotals {
  readonly month: string
  readonly policy: string
  readonly policyDigest: string
  /** Number of the run that wrote it. */
  readonly run: number
  readonly knownBy: string | null
  readonly assessed: number
  /** Memberships that did not count, and why. */
  readonly excluded: Readonly<Record<'joins-later' | 'left' | 'ineligible', number>>
  /** Digests of the charges and the stops it read, by period. */
  readonly reads: {
    readonly charges: Readonly<Record<string, string>>
    readonly stops: Readonly<Record<string, string>>
  }
}

export function readHead(register: string): RegisterHead | null {
  const file = join(register, 'register.json')
  if (!existsSync(file)) return null
  const head = readJson<RegisterHead | null>(register, file)
  if (typeof head?.format !== 'number') {
    throw new Problem('register-damaged', { register, file: 'register.json', why: 'no format' })
  }
  if (head.format > FORMAT) {
    throw new Problem('register-newer', { register, format: head.format, known: FORMAT })
  }
  return head
}

export function requireHead(register: string): RegisterHead {
  const head = readHead(register)
  if (head === null) throw new Problem('register-missing', { register })
  return head
}

export function writeHead(register: string, importedBefore: string | null): void {
  writeJson(join(register, 'register.json'), { format: FORMAT, importedBefore })
}

/** The months that are there, whole, rising. */
export function monthsOf(register: string): Month[] {
  if (!existsSync(register)) return []
  return readdirSync(register)
    .map((entry) => (entry.startsWith('month=') ? parseMonth(entry.slice(6)) : undefined))
    .filter((month) => month !== undefined)
    .toSorted((a, b) => a - b)
}

export function monthFolder(register: string, month: Month): string {
  return join(register, `month=${formatMonth(month)}`)
}

export function monthParts(register: string, month: Month): string[] {
  const folder = monthFolder(register, month)
  if (!existsSync(folder))
    throw new Problem('month-missing', { register, month: formatMonth(month) })
  const parts = readdirSync(folder)
    .filter((file) => file.endsWith('.parquet'))
    .toSorted()
    .map((file) => join(folder, file))
  if (parts.length > 0) return parts
  const file = `month=${formatMonth(month)}/part-0000.parquet`
  throw new Problem('register-damaged', { register, file, why: 'it is not there' })
}

/** SQL that reads files of the register as they are, whatever their path says. */
export function readParts(parts: readonly string[]): string {
  return `read_parquet([${parts.map(literal).join(', ')}], hive_partitioning = false)`
}

export function monthManifest(register: string, month: Month): MonthManifest {
  const folder = monthFolder(register, month)
  if (!existsSync(folder)) {
    throw new Problem('month-missing', { register, month: formatMonth(month) })
  }
  return readJson(register, join(folder, 'manifest.json'))
}

export function importedFile(register: string): string {
  return join(register, 'imported.parquet')
}

/** A folder for what a run leaves behind until a month is whole; below the register, never read. */
export function workFolder(register: string): string {
  return join(register, '.work')
}

export function runFolder(register: string, run: number): string {
  return join(register, 'runs', String(run).padStart(4, '0'))
}

/** Number of the last run, 0 before the first. */
export function lastRun(register: string): number {
  const runs = join(register, 'runs')
  if (!existsSync(runs)) return 0
  return Math.max(0, ...readdirSync(runs).map(Number).filter(Number.isInteger))
}

export function keepPolicy(register: string, policy: CompiledPolicy): void {
  const file = join(register, 'policies', `${policy.digest}.json`)
  if (!existsSync(file)) writeJson(file, policy)
}

/** A policy that a month of the register was assessed under. */
export function keptPolicy(register: string, digest: string): CompiledPolicy {
  return readJson(register, join(register, 'policies', `${digest}.json`))
}

/** A file that a run wrote. Throws `register-damaged` where it is not there or is no JSON. */
export function readJson<T>(register: string, file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem('register-damaged', { register, file: relative(register, file), why })
  }
}

/** Writes a file whole or not at all. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  const partial = `${file}.partial`
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { flush: true })
  renameSync(partial, file)
}

/** Moves a finished folder to its name: from then on the month is there. */
export function publishFolder(partial: string, folder: string): void {
  for (const file of readdirSync(partial)) syncFile(join(partial, file))
  renameSync(partial, folder)
  syncFile(dirname(folder))
}

function syncFile(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
