import type { Database } from '../database.ts'
import { literal, name } from '../sql.ts'
import { type ReadOptions, readTable } from './cells.ts'
import { chargeRows, type RowCount } from './charges.ts'
import { type Facts, filesNamed, type SourceFile } from './sources.ts'
import { type TableName, tableNamed } from './tables.ts'

/** What became of the rows of one table: `rows` = `accepted` + `rejected`, always. */
export interface TableCount {
  readonly table: TableName
  readonly rows: number
  readonly accepted: number
  /** Of the accepted: rows that a later version replaces, and rows not known by the day. */
  readonly superseded: number
  readonly unseen: number
  readonly rejected: number
  /** Rejects by `column|reason`. */
  readonly reasons: Readonly<Record<string, number>>
}

const ACCEPTED: readonly (string | null)[] = [null, 'superseded', 'unseen']

/** `reject`: one row per rejected row, with the first thing that is wrong with it. */
export async function createRejects(db: Database): Promise<void> {
  await db.run(`CREATE TABLE reject
(file INTEGER, row BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR)`)
}

/** Adds the rejects of a table whose verdicts are settled (`acceptTables`). */
export async function collectRejects(db: Database, facts: Facts, table: TableName): Promise<void> {
  const files = filesNamed(facts, table)
  if (
    files.length === 0 ||
    !(await some(db, `SELECT 1 FROM ${table} WHERE ${rejected('verdict')}`))
  ) {
    return
  }
  const raw = readTable(files, { knownBy: null, numbered: true, raw: true })
  const settled = `SELECT file, row, verdict FROM ${table} WHERE ${rejected('verdict')}`
  await insertRejects(
    db,
    table,
    `SELECT r.* EXCLUDE (verdict), t.verdict FROM (${raw}) r JOIN (${settled}) t USING (file, row)`,
  )
}

/** Adds the rejected charges of a file. */
export async function collectChargeRejects(
  db: Database,
  file: SourceFile,
  options: Pick<ReadOptions, 'knownBy'>,
): Promise<void> {
  const rows = chargeRows(
    readTable([file], { knownBy: options.knownBy, numbered: true, raw: true }),
    true,
  )
  await insertRejects(db, 'charges', `SELECT * FROM (${rows}) WHERE ${rejected('verdict')}`)
}

/** Verdicts of a settled table, counted. */
export async function countVerdicts(db: Database, table: TableName): Promise<RowCount[]> {
  return db.rows(`SELECT file, verdict, count(*)::DOUBLE AS rows FROM ${table} GROUP BY ALL`)
}

export function tableCount(table: TableName, counts: readonly RowCount[]): TableCount {
  const of = (wanted: (verdict: string | null) => boolean) =>
    counts.filter(({ verdict }) => wanted(verdict)).reduce((sum, { rows }) => sum + rows, 0)
  const reasons: Record<string, number> = {}
  for (const { verdict, rows } of counts) {
    if (verdict !== null && !ACCEPTED.includes(verdict)) {
      reasons[verdict] = (reasons[verdict] ?? 0) + rows
    }
  }
  return {
    table,
    rows: of(() => true),
    accepted: of((verdict) => ACCEPTED.includes(verdict)),
    superseded: of((verdict) => verdict === 'superseded'),
    unseen: of((verdict) => verdict === 'unseen'),
    rejected: of((verdict) => !ACCEPTED.includes(verdict)),
    reasons,
  }
}

/** Writes the rejects as CSV: table, file, row, column, value, reason. */
export async function writeRejects(db: Database, facts: Facts, out: string): Promise<void> {
  const files = facts.files
    .map((file) => `(${file.index}, ${literal(file.table)}, ${literal(file.shownAs)})`)
    .join(', ')
  await db.run(`COPY (
  SELECT f."table", f.path AS file, r.row, r."column", r.value, r.reason
  FROM reject r JOIN (VALUES ${files || "(NULL, '', '')"}) f (file, "table", path) USING (file)
  ORDER BY r.file, r.row
) TO ${literal(out)} (FORMAT csv, HEADER)`)
}

function rejected(verdict: string): string {
  return `${verdict} IS NOT NULL AND ${verdict} NOT IN ('superseded', 'unseen')`
}

async function insertRejects(db: Database, table: TableName, rows: string): Promise<void> {
  const cells = tableNamed(table).columns.map(
    (column) => `WHEN ${literal(column.name)} THEN ${name(`raw_${column.name}`)}`,
  )
  await db.run(`INSERT INTO reject
SELECT file, row, wrong, CASE wrong ${cells.join(' ')} END, split_part(verdict, '|', 2)
FROM (SELECT *, split_part(verdict, '|', 1) AS wrong FROM (${rows}))`)
}

async function some(db: Database, sql: string): Promise<boolean> {
  const { found } = await db.one<{ found: boolean }>(
    `SELECT count(*) > 0 AS found FROM (${sql} LIMIT 1)`,
  )
  return found
}
