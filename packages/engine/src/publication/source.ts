import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type Month, parseMonth } from '@dipper/policy'
import type { Database } from '../database.ts'
import { acceptAlone, acceptTables } from '../facts/accept.ts'
import { findChargeVersions } from '../facts/charges.ts'
import { tableSql } from '../facts/checked.ts'
import { loadPeriods } from '../facts/load.ts'
import { createMonthTables } from '../facts/ready.ts'
import { digestOf, readingFacts } from '../facts/soundness.ts'
import { type Facts, filesNamed, openFacts } from '../facts/sources.ts'
import type { TableName } from '../facts/tables.ts'
import { placedSql } from '../month/standing.ts'
import { Problem } from '../problem.ts'
import {
  keptPolicy,
  type MonthManifest,
  monthManifest,
  monthsOf,
  requireHead,
} from '../register/layout.ts'
import { usingRegister } from '../run/using-register.ts'
import { inScratch, type ScratchOptions } from '../scratch.ts'
import { literal } from '../sql.ts'
import { beforeSql, billSql, customerSql, numberSql, profileSql, starSql } from './rows.ts'

export interface PublicationOptions extends ScratchOptions {
  readonly facts: string
  readonly register: string
  readonly month: Month
  /** A folder of its own for files on their way. */
  readonly work: string
}

/** Customers with `after` < id ≤ `through` by the bytes of their ids; null: without bound. */
export interface IdRange {
  readonly after: string | null
  readonly through: string | null
}

export interface PublicationPart extends IdRange {
  readonly table: 'star' | 'bill' | 'customer' | 'profile' | 'number'
  /** Of a bill. */
  readonly period: Month | null
}

/** A month of a register and the facts behind it, for a store. */
export interface PublicationSource {
  readonly manifest: MonthManifest
  readonly policy: CompiledPolicy
  /** Digests of the charges that the month read, by period. */
  readonly bills: ReadonlyMap<Month, string>
  /** Digests of what the other tables are made of. */
  readonly masters: Readonly<Record<'customer' | 'profile' | 'number', string>>
  readonly ranges: readonly IdRange[]
  /** Reads the charges of periods that parts will be asked of. Throws `month-changed`. */
  loadBills(periods: readonly Month[]): Promise<void>
  /** Writes a part as CSV without a header, the columns as docs/store.md has them; gives its rows. */
  write(part: PublicationPart): Promise<{ readonly file: string; readonly rows: number }>
}

/** Customers in one part. */
const RANGE = 100_000

/** Opens a month for publishing. Throws a Problem where month or facts are missing. */
export async function withPublication<T>(
  options: PublicationOptions,
  work: (source: PublicationSource) => Promise<T>,
): Promise<T> {
  const { register, month } = options
  requireHead(register)
  const manifest = monthManifest(register, month)
  mkdirSync(options.work, { recursive: true })
  return usingRegister(register, () =>
    inScratch(join(options.work, 'scratch'), options, async (db) => {
      const facts = await openFacts(db, options.facts)
      return readingFacts(facts, async () => {
        await accept(db, facts, options, manifest)
        return work(await sourceOf(db, facts, options, manifest))
      })
    }),
  )
}

async function accept(
  db: Database,
  facts: Facts,
  { register, month }: PublicationOptions,
  { knownBy }: MonthManifest,
): Promise<void> {
  const before = beforeSql(register, beganWith(register, month), month)
  await acceptTables(
    db,
    (table) => tableSql(facts, table, { knownBy, numbered: true, also: ['number'] }),
    before,
  )
  await acceptAlone(db, 'profiles', tableSql(facts, 'profiles', { knownBy, numbered: true }))
  await createMonthTables(db)
  await db.run(`CREATE TABLE held_row AS ${before}`)
  await db.run(`CREATE TABLE place AS WITH ${placedSql(month, 'true')}
SELECT customer_id, customer, segment, region FROM placed JOIN customer USING (customer)`)
  await db.run('CREATE TABLE bill_row (period INTEGER, customer INTEGER, line INTEGER, fen BIGINT)')
}

function beganWith(register: string, month: Month): 'month' | 'import' | 'nothing' {
  if (monthsOf(register).includes(month - 1)) return 'month'
  return requireHead(register).importedBefore === formatMonth(month) ? 'import' : 'nothing'
}

async function sourceOf(
  db: Database,
  facts: Facts,
  { register, month, work }: PublicationOptions,
  manifest: MonthManifest,
): Promise<PublicationSource> {
  const bills = Object.entries(manifest.reads.charges).map(
    ([period, digest]) => [parseMonth(period) as Month, digest] as const,
  )
  const digests = await mastersDigests(facts)
  const digest = (...tables: readonly TableName[]) => digestOfTables(digests, tables, manifest)
  return {
    manifest,
    policy: keptPolicy(register, manifest.policyDigest),
    bills: new Map(bills),
    masters: {
      customer: digest('customers', 'attributes', 'services', 'stops'),
      profile: digest('profiles'),
      number: digest('services'),
    },
    ranges: await rangesOf(db),
    loadBills: (periods) => loadBills(db, facts, register, manifest, periods),
    write: async (part) => {
      const file = join(work, `${part.table}.csv`)
      const { Count: rows } = await db.one<{ Count: bigint }>(
        `COPY (${partSql(register, month, part)}) TO ${literal(file)} (FORMAT csv, HEADER false)`,
      )
      return { file, rows: Number(rows) }
    },
  }
}

function partSql(register: string, month: Month, part: PublicationPart): string {
  const range = rangeSql(part)
  switch (part.table) {
    case 'star':
      return starSql(register, month, range)
    case 'bill':
      return billSql(part.period as Month, range)
    case 'customer':
      return customerSql(range)
    case 'profile':
      return profileSql(range)
    case 'number':
      return numberSql(range)
  }
}

/** Begins with the column, so that a relation's name can stand before it. */
function rangeSql({ after, through }: IdRange): string {
  const bounds = [
    ...(after === null ? [] : [`customer_id > ${literal(after)}`]),
    ...(through === null ? [] : [`customer_id <= ${literal(through)}`]),
  ]
  return bounds.length === 0 ? 'customer_id IS NOT NULL' : bounds.join(' AND ')
}

async function rangesOf(db: Database): Promise<IdRange[]> {
  const ends = await db.rows<{ id: string }>(
    `SELECT customer_id AS id FROM customer
WHERE customer % ${RANGE} = ${RANGE - 1} ORDER BY customer`,
  )
  const bounds = [null, ...ends.map(({ id }) => id), null]
  return bounds.slice(1).map((through, index) => ({ after: bounds[index] ?? null, through }))
}

/** SHA-256 of each file but those of charges, which the manifest has digests of: by table. */
async function mastersDigests(facts: Facts): Promise<ReadonlyMap<TableName, readonly string[]>> {
  const digests = new Map<TableName, string[]>()
  for (const table of ['customers', 'attributes', 'services', 'stops', 'profiles'] as const) {
    const each: string[] = []
    for (const file of filesNamed(facts, table)) each.push(await digestOf(file))
    digests.set(table, each)
  }
  return digests
}

function digestOfTables(
  digests: ReadonlyMap<TableName, readonly string[]>,
  tables: readonly TableName[],
  { month, knownBy }: MonthManifest,
): string {
  const hash = createHash('sha256').update(JSON.stringify([month, knownBy]))
  for (const table of tables) {
    for (const sha256 of digests.get(table) ?? []) hash.update(`${table}:${sha256}\n`)
  }
  return hash.digest('hex')
}

async function loadBills(
  db: Database,
  facts: Facts,
  register: string,
  { month, knownBy, reads }: MonthManifest,
  periods: readonly Month[],
): Promise<void> {
  if (periods.length === 0) return
  const files = filesNamed(facts, 'charges').map((file) => ({ ...file, identity: file.shownAs }))
  await findChargeVersions(db, files, { knownBy })
  const { digests } = await loadPeriods(db, files, {
    knownBy,
    from: Math.min(...periods),
    through: Math.max(...periods),
    recorded: new Map(),
    readBefore: new Set(),
    onBilled: () =>
      db.run(`INSERT INTO bill_row SELECT period, customer, line, fen FROM billed
WHERE period IN (${periods.join(', ')}) ORDER BY period, customer`),
  })
  for (const period of periods.map(formatMonth)) {
    if (digests[period] !== reads.charges[period]) {
      throw new Problem('month-changed', { register, month, what: 'charges', of: period })
    }
  }
}
