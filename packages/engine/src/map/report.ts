import type { Database } from '../database.ts'
import type { TableName } from '../facts/tables.ts'
import { literal, name } from '../sql.ts'
import { NOT_WANTED, NOTHING_THERE } from './compile-block.ts'
import type { Block } from './language.ts'
import type { LeftOutReason } from './messages/catalogue.ts'
import type { OpenFile, OpenSources } from './open-sources.ts'
import { type Plan, stagedName } from './stage.ts'

/** What became of the rows of one block: `made` = `out` + `leftOut` + `notWanted` + `empty`. */
export interface BlockCount {
  readonly source: string
  /** Line of the mapping. */
  readonly line: number
  /** Rows of the source's files. */
  readonly rows: number
  /** Rows that `wide` and `each` make of them; without these the same. */
  readonly made: number
  readonly out: number
  /** Could not be mapped, listed among the rejects. */
  readonly leftOut: number
  /** For which `where` does not hold. */
  readonly notWanted: number
  /** Empty cells of wide months, and rows with no month to make a row for. */
  readonly empty: number
}

/** A reason for which rows were left out, with a few of them. */
export interface LeftOut {
  readonly into: string
  readonly reason: LeftOutReason
  readonly rows: number
  readonly examples: readonly LeftOutRow[]
}

interface LeftOutRow {
  readonly file: string
  /** 1 is the first after the header. */
  readonly row: number
  /** Column of the source. */
  readonly column: string
  readonly value: string | null
}

/** A code that the mapping does not translate. */
interface UnmappedCode {
  readonly into: string
  readonly code: string
  readonly rows: number
}

/** What the written rows have in one column. */
export interface ColumnProfile {
  readonly column: string
  readonly empty: number
  readonly lowest: string | null
  readonly highest: string | null
  /** Rows by word, for columns that have a closed list of them. */
  readonly words: Readonly<Record<string, number>> | null
}

export interface TableProfile {
  readonly table: TableName
  readonly rows: number
  readonly leftOut: number
  readonly blocks: readonly BlockCount[]
  readonly reasons: readonly LeftOut[]
  readonly unmappedCodes: readonly UnmappedCode[]
  readonly columns: readonly ColumnProfile[]
}

export interface UnusedColumns {
  readonly file: string
  readonly columns: readonly string[]
}

const EXAMPLES = 3

/** What came out of a staged table, and what did not. */
export async function profileTable(
  db: Database,
  plan: Plan,
  blocks: readonly Block[],
  files: readonly OpenFile[],
): Promise<TableProfile> {
  const counts = await blockCounts(db, plan, blocks)
  return {
    table: plan.table.name,
    rows: counts.reduce((sum, { out }) => sum + out, 0),
    leftOut: counts.reduce((sum, { leftOut }) => sum + leftOut, 0),
    blocks: counts,
    reasons: await reasonsOf(db, plan, files),
    unmappedCodes: await unmappedCodes(db, plan),
    columns: await columnProfiles(db, plan),
  }
}

async function blockCounts(
  db: Database,
  { table }: Plan,
  blocks: readonly Block[],
): Promise<BlockCount[]> {
  const count = (filter: string) => `count(*) FILTER (${filter})::DOUBLE`
  const rows = await db.rows<Omit<BlockCount, 'source' | 'line'> & { readonly block: number }>(`
SELECT block, count(DISTINCT (file, row))::DOUBLE AS rows, count(*)::DOUBLE AS made,
  ${count('verdict IS NULL')} AS "out", ${count('verdict >= 0')} AS "leftOut",
  ${count(`verdict = ${NOT_WANTED}`)} AS "notWanted", ${count(`verdict = ${NOTHING_THERE}`)} AS "empty"
FROM ${stagedName(table.name)} GROUP BY block`)
  return blocks.map(({ source, place }, index) => {
    const found = rows.find(({ block }) => block === index)
    const { rows: read = 0, made = 0, out = 0, leftOut = 0 } = found ?? {}
    const { notWanted = 0, empty = 0 } = found ?? {}
    return {
      source: source.name,
      line: place.line,
      rows: read,
      made,
      out,
      leftOut,
      notWanted,
      empty,
    }
  })
}

async function reasonsOf(
  db: Database,
  { table, faults }: Plan,
  files: readonly OpenFile[],
): Promise<LeftOut[]> {
  const rows = await db.rows<{
    readonly verdict: number
    readonly rows: number
    readonly file: number
    readonly row: number
    readonly column: string
    readonly value: string | null
  }>(`
SELECT verdict, rows::DOUBLE AS rows, file, row::DOUBLE AS row, wrong_column AS "column", wrong_value AS value
FROM (SELECT *, count(*) OVER (PARTITION BY verdict) AS rows,
  row_number() OVER (PARTITION BY verdict ORDER BY file, row) AS nth
  FROM ${stagedName(table.name)} WHERE verdict >= 0)
WHERE nth <= ${EXAMPLES} ORDER BY verdict, nth`)
  return faults.flatMap(({ into, reason }, verdict) => {
    const found = rows.filter((each) => each.verdict === verdict)
    if (found.length === 0) return []
    const examples = found.map(({ file, row, column, value }) => {
      return { file: files[file]?.shownAs ?? '', row, column, value }
    })
    return [{ into, reason, rows: found[0]?.rows ?? 0, examples }]
  })
}

async function unmappedCodes(db: Database, { table, faults }: Plan): Promise<UnmappedCode[]> {
  const verdicts = faults.flatMap(({ reason }, at) => (reason === 'unknown-code' ? [at] : []))
  if (verdicts.length === 0) return []
  const rows = await db.rows<{ verdict: number; code: string; rows: number }>(`
SELECT verdict, wrong_value AS code, count(*)::DOUBLE AS rows FROM ${stagedName(table.name)}
WHERE verdict IN (${verdicts.join(', ')}) GROUP BY ALL ORDER BY rows DESC, code`)
  return rows.map(({ verdict, code, rows: count }) => {
    return { into: faults[verdict]?.into ?? '', code, rows: count }
  })
}

async function columnProfiles(db: Database, { table, columns }: Plan): Promise<ColumnProfile[]> {
  const staged = `${stagedName(table.name)} WHERE verdict IS NULL`
  const selects = columns.map((column) => {
    const of = name(column)
    return `SELECT ${literal(column)} AS "column", count(*) FILTER (${of} IS NULL)::DOUBLE AS "empty",
  min(${of})::VARCHAR AS lowest, max(${of})::VARCHAR AS highest FROM ${staged}`
  })
  const rows = await db.rows<Omit<ColumnProfile, 'words'>>(selects.join('\nUNION ALL\n'))
  const profiles: ColumnProfile[] = []
  for (const column of columns) {
    const found = rows.find((each) => each.column === column)
    const closed = table.columns.some(({ name, type }) => name === column && Array.isArray(type))
    if (found === undefined) continue
    profiles.push({ ...found, words: closed ? await wordsOf(db, column, staged) : null })
  }
  return profiles
}

async function wordsOf(db: Database, column: string, staged: string) {
  const of = name(column)
  const rows = await db.rows<{ word: string; rows: number }>(
    `SELECT ${of} AS word, count(*)::DOUBLE AS rows FROM ${staged} GROUP BY ALL ORDER BY word`,
  )
  return Object.fromEntries(rows.map(({ word, rows: count }) => [word, count]))
}

/** Columns of the sources that nothing in the mapping reads. */
export function unusedColumns(
  sources: OpenSources,
  used: ReadonlyMap<OpenFile, ReadonlySet<string>>,
): UnusedColumns[] {
  return [...sources.values()].flat().flatMap((file) => {
    const columns = [...file.columns.keys()].filter((column) => !used.get(file)?.has(column))
    return columns.length === 0 ? [] : [{ file: file.shownAs, columns }]
  })
}

/** Writes every row that was left out as CSV: table, file, row, column, value, reason, into. */
export async function writeLeftOut(
  db: Database,
  plans: readonly Plan[],
  files: readonly OpenFile[],
  out: string,
): Promise<void> {
  const named = files.map(({ index, shownAs }) => `(${index}, ${literal(shownAs)})`).join(', ')
  const reasons = plans.flatMap(({ table, faults }) =>
    faults.map(({ reason, into }, verdict) => {
      return `(${[table.name, reason, into].map(literal).join(', ')}, ${verdict})`
    }),
  )
  const staged = plans.map(({ table }, order) => {
    const of = literal(table.name)
    return `SELECT ${order} AS nth, ${of} AS "table", block, file, row, verdict, wrong_column, wrong_value
FROM ${stagedName(table.name)} WHERE verdict >= 0`
  })
  await db.run(`COPY (
  SELECT s."table", f.path AS file, s.row, s.wrong_column AS "column", s.wrong_value AS value, r.reason, r."into"
  FROM (${staged.join('\nUNION ALL\n')}) s
  JOIN (VALUES ${named || "(NULL, '')"}) f (file, path) USING (file)
  JOIN (VALUES ${reasons.join(', ') || "('', '', '', NULL)"}) r ("table", reason, "into", verdict)
    USING ("table", verdict)
  ORDER BY s.nth, s.block, s.file, s.row, s.wrong_column
) TO ${literal(out)} (FORMAT csv, HEADER)`)
}
