import { formatMonth } from '@dipper/policy'
import { code, literal, monthCount, name } from '../sql.ts'
import { type SourceFile, scan } from './sources.ts'
import { type Column, type Table, tableNamed } from './tables.ts'

/** Amounts beyond ±10¹¹ fen are not believed. */
export const AMOUNT_LIMIT = 100_000_000_000

export interface ReadOptions {
  /** Rows recorded after this day are unseen. */
  readonly knownBy: string | null
  /** With `file` and `row` of each row: 1 is the first record after the header. */
  readonly numbered: boolean
  /** Also each cell as text, named `raw_…`, for the rejects table. */
  readonly raw?: boolean
  /** Columns that are read although nothing of an assessment needs them. */
  readonly also?: readonly string[]
  /** Only rows for which this SQL condition on the file's own columns holds. */
  readonly where?: string
}

/**
 * SQL that reads the files of one table: each column with its value (ids, text and regions as text,
 * dates as DATE, months and words as integers, amounts as BIGINT; NULL where the cell is empty or bad)
 * and `verdict` as the cells alone give it: NULL accepted, `unseen` and `superseded` accepted without
 * counting, anything else why the row is rejected, as `column|reason`.
 */
export function readTable(files: readonly SourceFile[], options: ReadOptions): string {
  return files.map((file) => readFile(file, options)).join('\nUNION ALL\n')
}

function readFile(file: SourceFile, options: ReadOptions): string {
  const table = tableNamed(file.table)
  const columns = table.columns.map((column) => `${valueOf(column, file)} AS ${name(column.name)}`)
  const texts = table.columns.map((column) => `${textOf(column, file)} AS ${raw(column)}`)
  const where = options.where === undefined ? '' : ` WHERE ${options.where}`
  const numbers = options.numbered ? [`${file.index} AS file`, `${rowNumber(file)} AS row`] : []
  // The row number must be given before any filter.
  const source =
    options.numbered && file.format === 'csv'
      ? `(SELECT row_number() OVER () AS "file row", * FROM ${scan(file, true)})`
      : scan(file, options.numbered)
  const kept = options.raw ? table.columns.map(raw) : []
  const read = table.columns
    .filter((column) => !column.unread || options.also?.includes(column.name))
    .map((column) => name(column.name))
  const names = [...(options.numbered ? ['file', 'row'] : []), ...read]
  return `SELECT ${[...names, ...kept].join(', ')}, ${verdictOf(table, file, options)} AS verdict
FROM (SELECT ${[...numbers, ...columns, ...texts].join(', ')} FROM ${source}${where})`
}

function rowNumber(file: SourceFile): string {
  return file.format === 'csv' ? '"file row"' : 'file_row_number + 1'
}

function raw(column: Column): string {
  return name(`raw_${column.name}`)
}

/** The cell as text; NULL where it is empty. */
function textOf(column: Column, file: SourceFile): string {
  const type = file.columns.get(column.name)
  if (type === undefined) return pathPeriod(column, file) ?? 'NULL::VARCHAR'
  return type === 'VARCHAR' ? `nullif(${name(column.name)}, '')` : `${name(column.name)}::VARCHAR`
}

function pathPeriod(column: Column, file: SourceFile): string | null {
  const given = column.type === 'month' && file.pathPeriod !== null
  return given ? literal(formatMonth(file.pathPeriod)) : null
}

function valueOf(column: Column, file: SourceFile): string {
  const text = textOf(column, file)
  const type = file.columns.get(column.name)
  if (Array.isArray(column.type)) return code(text, column.type)
  switch (column.type) {
    case 'date':
      return type === 'DATE' ? plausibleDate(name(column.name)) : dateFrom(text)
    case 'month':
      return monthFrom(text)
    case 'amount':
    case 'count':
      return type === 'VARCHAR' || type === undefined
        ? integerFrom(text)
        : `TRY_CAST(${name(column.name)} AS BIGINT)`
    default:
      return text
  }
}

/** Written YYYY-MM-DD and a day of the calendar; nothing else that DuckDB would take for a date. */
function dateFrom(text: string): string {
  const value = `TRY_CAST(${text} AS DATE)`
  return `CASE WHEN strlen(${text}) = 10 AND ${value}::VARCHAR = ${text} THEN ${value} END`
}

function plausibleDate(column: string): string {
  return `CASE WHEN year(${column}) BETWEEN 1 AND 9999 THEN ${column} END`
}

function monthFrom(text: string): string {
  const written = `regexp_full_match(${text}, '[0-9]{4}-(0[1-9]|1[0-2])') AND ${text} >= '0001'`
  return `CASE WHEN ${written} THEN ${monthCount(text)} END`
}

function integerFrom(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '-?[0-9]{1,18}') THEN TRY_CAST(${text} AS BIGINT) END`
}

/** The first mistake by the order of the columns. */
function verdictOf(table: Table, file: SourceFile, { knownBy }: ReadOptions): string {
  const cells = table.columns.map((column) => mistakeIn(column))
  const all = [...cells, pathMistake(file), ...orderMistakes(table)].filter((sql) => sql !== null)
  const unseen =
    knownBy === null ? [] : [`WHEN recorded_on > DATE ${literal(knownBy)} THEN 'unseen'`]
  const recorded = table.columns.some((column) => column.name === 'recorded_on')
  return `CASE ${[...(recorded ? unseen : []), ...all].join(' ')} END`
}

function mistakeIn(column: Column): string | null {
  const value = name(column.name)
  const say = (reason: string) => literal(`${column.name}|${reason}`)
  const malformed = say(
    typeof column.type === 'string' ? `malformed-${column.type}` : 'unknown-word',
  )
  if (column.type === 'text') {
    return column.mayBeEmpty ? null : `WHEN ${value} IS NULL THEN ${say('missing')}`
  }
  const beyond = say('amount-beyond')
  const tooLarge =
    column.type === 'amount'
      ? `WHEN regexp_full_match(${raw(column)}, '-?[0-9]+') THEN ${beyond} `
      : ''
  const bad = column.mayBeEmpty
    ? `WHEN ${value} IS NULL AND ${raw(column)} IS NOT NULL THEN ${malformed}`
    : `WHEN ${value} IS NULL THEN CASE WHEN ${raw(column)} IS NULL THEN ${say('missing')} ${tooLarge}ELSE ${malformed} END`
  if (column.type === 'id') {
    const missing = column.mayBeEmpty ? '' : `WHEN ${value} IS NULL THEN ${say('missing')} `
    return `${missing}WHEN strlen(${value}) > 64 AND length(${value}) > 64 THEN ${say('too-long')}`
  }
  if (column.type !== 'amount') return bad
  return `${bad} WHEN ${value} NOT BETWEEN -${AMOUNT_LIMIT} AND ${AMOUNT_LIMIT} THEN ${beyond}`
}

function pathMistake(file: SourceFile): string | null {
  if (file.pathPeriod === null || !file.columns.has('period')) return null
  return `WHEN period <> ${file.pathPeriod} THEN 'period|differs-from-path'`
}

function orderMistakes(table: Table): string[] {
  switch (table.name) {
    case 'customers':
      return [`WHEN left_on < joined_on THEN 'left_on|left-before-joined'`]
    case 'services':
      return [
        `WHEN held_to < held_from THEN 'held_to|held-to-before-from'`,
        `WHEN opened_on > held_from THEN 'opened_on|opened-after-held'`,
      ]
    default:
      return []
  }
}
