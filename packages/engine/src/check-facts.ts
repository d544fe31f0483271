import type { Month } from '@dipper/policy'
import type { Database } from './database.ts'
import { acceptAlone, acceptTables } from './facts/accept.ts'
import {
  type BilledSum,
  findChargeVersions,
  type LoadedFile,
  loadCharges,
  missingPeriods,
  type RowCount,
} from './facts/charges.ts'
import { filesWithRejects, tableSql } from './facts/checked.ts'
import { type ControlDifference, controlDifferences } from './facts/controls.ts'
import {
  collectChargeRejects,
  collectRejects,
  countVerdicts,
  createRejects,
  type TableCount,
  tableCount,
  writeRejects,
} from './facts/rejects.ts'
import { digestOf, readingFacts, requireSameFiles } from './facts/soundness.ts'
import { type Facts, filesNamed, openFacts } from './facts/sources.ts'
import { TABLES, type TableName } from './facts/tables.ts'
import type { RejectReason } from './messages/catalogue.ts'
import { withDatabase } from './scratch.ts'

export interface CheckOptions {
  readonly facts: string
  /** Rows recorded after this day are unseen; null: everything is seen. */
  readonly knownBy: string | null
  /** Where to write every reject as CSV; null: nowhere. */
  readonly rejects: string | null
  readonly threads?: number
  /** After each file of charges. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface CheckResult {
  /** In the order of the facts page, tables that the folder has. */
  readonly tables: readonly TableCount[]
  /** Periods that charges have, rising. */
  readonly periods: readonly Month[]
  /** Periods between the first and the last that charges do not have. */
  readonly missingPeriods: readonly Month[]
  /** Periods of which other rows or amounts came than `controls` says were sent. */
  readonly controls: readonly ControlDifference[]
  readonly unknownColumns: readonly { readonly file: string; readonly columns: readonly string[] }[]
  /** Optional tables that the folder does not have. */
  readonly absent: readonly TableName[]
  /** The first rejects of each table, column and reason. */
  readonly examples: readonly Reject[]
}

/** A rejected row and the first thing that is wrong with it. */
export interface Reject {
  readonly table: TableName
  readonly file: string
  /** 1 is the first after the header. */
  readonly row: number
  readonly column: string
  readonly value: string | null
  readonly reason: RejectReason
}

/** Rejects shown of each table, column and reason. */
const EXAMPLES = 3

const SETTLED = ['customers', 'attributes', 'services', 'stops'] as const
/** Tables that no other depends on. */
const ALONE = ['controls', 'profiles'] as const

/**
 * Reads a whole facts folder as an assessment would and says what became of every row. Throws a
 * Problem where a table or column is not there or a file cannot be read.
 */
export async function checkFacts(options: CheckOptions): Promise<CheckResult> {
  return withDatabase((db) => check(db, options), options)
}

async function check(db: Database, options: CheckOptions): Promise<CheckResult> {
  const facts = await openFacts(db, options.facts)
  return readingFacts(facts, () => checkOpened(db, facts, options))
}

async function checkOpened(
  db: Database,
  facts: Facts,
  options: CheckOptions,
): Promise<CheckResult> {
  const { knownBy } = options
  for (const file of facts.files) await digestOf(file)
  await createRejects(db)
  await acceptTables(db, (table) => tableSql(facts, table, { knownBy, numbered: true }))
  const counts = new Map<TableName, TableCount>()
  for (const table of SETTLED) {
    counts.set(table, tableCount(table, await countVerdicts(db, table)))
    await collectRejects(db, facts, table)
  }
  const charges = await checkCharges(db, facts, options)
  counts.set('charges', tableCount('charges', charges.counts))
  for (const table of ALONE) {
    await acceptAlone(db, table, tableSql(facts, table, { knownBy: null, numbered: true }))
    counts.set(table, tableCount(table, await countVerdicts(db, table)))
    await collectRejects(db, facts, table)
  }
  requireSameFiles(facts)
  if (options.rejects !== null) await writeRejects(db, facts, options.rejects)
  const has = ({ name }: { readonly name: TableName }) => filesNamed(facts, name).length > 0
  return {
    tables: TABLES.filter(has).map(({ name }) => counts.get(name) as TableCount),
    periods: charges.periods,
    controls: await controlDifferences(db, charges.billed, charges.periods),
    missingPeriods: missingPeriods(charges.periods, charges.periods.at(-1) ?? 0),
    unknownColumns: facts.files
      .filter(({ unknownColumns }) => unknownColumns.length > 0)
      .map(({ shownAs, unknownColumns }) => ({ file: shownAs, columns: unknownColumns })),
    absent: TABLES.filter((table) => !has(table)).map(({ name }) => name),
    examples: await examplesOf(db, facts),
  }
}

async function checkCharges(
  db: Database,
  facts: Facts,
  { knownBy, onProgress }: CheckOptions,
): Promise<Pick<LoadedFile, 'counts' | 'billed'> & { readonly periods: Month[] }> {
  const files = filesNamed(facts, 'charges')
  const periods = new Set<Month>()
  const counts: RowCount[] = []
  const billed: BilledSum[] = []
  await findChargeVersions(db, files, { knownBy })
  for (const [index, file] of files.entries()) {
    const loaded = await loadCharges(db, file, knownBy)
    for (const period of loaded.periods) periods.add(period)
    counts.push(...loaded.counts)
    billed.push(...loaded.billed)
    onProgress?.(index + 1, files.length)
  }
  for (const file of filesWithRejects(facts, counts)) {
    await collectChargeRejects(db, file, { knownBy })
  }
  return { periods: [...periods].toSorted((a, b) => a - b), counts, billed }
}

async function examplesOf(db: Database, facts: Facts): Promise<Reject[]> {
  const rows = await db.rows<Omit<Reject, 'table' | 'file'> & { file: number }>(`
SELECT file, row::DOUBLE AS row, "column", value, reason FROM (
  SELECT *, row_number() OVER (PARTITION BY file, "column", reason ORDER BY row) AS nth FROM reject)
WHERE nth <= ${EXAMPLES} ORDER BY file, "column", reason, row`)
  const shown = new Map<string, number>()
  return rows.flatMap(({ file: index, ...reject }) => {
    const file = facts.files[index]
    if (file === undefined) return []
    const key = `${file.table}|${reject.column}|${reject.reason}`
    const before = shown.get(key) ?? 0
    shown.set(key, before + 1)
    return before < EXAMPLES ? [{ table: file.table, file: file.shownAs, ...reject }] : []
  })
}
