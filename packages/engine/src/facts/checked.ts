import type { Database } from '../database.ts'
import { type ReadOptions, readTable } from './cells.ts'
import type { RowCount } from './charges.ts'
import { type Facts, filesNamed, type SourceFile } from './sources.ts'
import { type ColumnType, type TableName, tableNamed } from './tables.ts'

/** SQL that reads a table, empty if the folder does not have it. */
export function tableSql(facts: Facts, table: TableName, options: ReadOptions): string {
  const files = filesNamed(facts, table)
  return files.length > 0 ? readTable(files, options) : emptyTable(table, options.also)
}

/** Files of which rows were rejected. */
export function filesWithRejects(facts: Facts, counts: readonly RowCount[]): SourceFile[] {
  const rejected = counts.filter(
    ({ verdict }) => verdict !== null && verdict !== 'superseded' && verdict !== 'unseen',
  )
  return facts.files.filter(({ index }) => rejected.some(({ file }) => file === index))
}

/** Memberships that are not assessed in a month, and why. */
export async function excludedIn(
  db: Database,
  month: number,
  assessed: number,
): Promise<Record<'joins-later' | 'left' | 'ineligible', number>> {
  const { later, left, inForce } = await db.one<Record<'later' | 'left' | 'inForce', number>>(`
SELECT count(*) FILTER (joined >= ${month})::DOUBLE AS later,
  count(*) FILTER (joined < ${month} AND left_in < ${month})::DOUBLE AS left,
  count(*) FILTER (joined < ${month} AND (left_in IS NULL OR left_in >= ${month}))::DOUBLE AS "inForce"
FROM membership`)
  return { 'joins-later': later, left, ineligible: inForce - assessed }
}

/** SQL for a table without rows. */
export function emptyTable(table: TableName, also: readonly string[] = []): string {
  const columns = tableNamed(table)
    .columns.filter((column) => !column.unread || also.includes(column.name))
    .map(({ name, type }) => `NULL::${sqlType(type)} AS "${name}"`)
  return `SELECT NULL::INTEGER AS file, NULL::BIGINT AS row, ${columns.join(', ')}, NULL::VARCHAR AS verdict WHERE false`
}

function sqlType(type: ColumnType): string {
  if (Array.isArray(type)) return 'UTINYINT'
  return {
    id: 'VARCHAR',
    text: 'VARCHAR',
    date: 'DATE',
    month: 'INTEGER',
    amount: 'BIGINT',
    count: 'BIGINT',
  }[type as Exclude<ColumnType, readonly string[]>]
}
