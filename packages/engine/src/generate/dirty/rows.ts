import { type TableName, tableNamed } from '../../facts/tables.ts'
import type { World } from '../world.ts'
import { at, extend, pick, quote } from '../world.ts'
import { type Kind, kindsOf } from './kinds.ts'

/** At most one clean row in so many has a bad copy; more of a small table, for the sake of AT_LEAST. */
const ONE_IN = 500
/** How many of each kind are to be expected. */
const AT_LEAST = 16

/** Rows a thousand customers give in all periods and in each one. */
const ROWS: Readonly<Record<TableName, { readonly once: number; readonly monthly: number }>> = {
  customers: { once: 1000, monthly: 0 },
  attributes: { once: 0, monthly: 2 },
  services: { once: 1900, monthly: 0 },
  charges: { once: 0, monthly: 1500 },
  stops: { once: 0, monthly: 22 },
  controls: { once: 0, monthly: 0 },
  profiles: { once: 1000, monthly: 0 },
}

/**
 * SQL of the rows of a table, clean and bad, all cells as text, with `wrong`: why a row is rejected, as
 * `column|reason`, or null; and `meant`, the clean row's `kind` where the table has one. `rows` is SQL
 * of the clean ones with `owner`, `line` and `draw`, a number of the row, null for rows that are never
 * copied. Bad rows follow the row they copy.
 */
export function dirtied(world: World, table: TableName, rows: string): string {
  const kinds = kindsOf(world, table)
  const columns = columnsOf(table)
  const texts = columns.map((column) => `${cellText(table, column)} AS "${column}"`)
  const read = `SELECT ${texts.join(', ')}, owner, line, draw FROM (${rows})`
  const word = badWord(world, table, { key: 'draw', kinds: kinds.length })
  const drawn = extend(extend(read, { word }), { bad: badKind(kinds) })
  const twice = numbersOf(kinds, (kind) => kind.twice === true)
  const copies =
    `SELECT *, unnest(CASE WHEN bad = 0 THEN [0] WHEN bad IN ${twice} THEN [0, 1, 1] ` +
    `ELSE [0, 1] END) = 1 AS copied FROM (${drawn})`
  const cells = columns.map((column) => `${changed(kinds, column)} AS "${column}"`)
  const meant = columns.includes('kind') ? 'kind' : 'NULL::VARCHAR'
  return (
    `SELECT *, ${wrong(world, table, kinds)} AS wrong FROM ` +
    `(SELECT ${cells.join(', ')}, owner, line, bad, copied, ${meant} AS meant FROM (${copies}))`
  )
}

/** The columns of a dirty table, all of those that it may have. */
function columnsOf(table: TableName): string[] {
  return tableNamed(table).columns.map(({ name }) => name)
}

/** SQL of the rows that `dirtied` gives, as the file has them. */
export function fileRows(table: TableName, dirty: string): string {
  const columns = columnsOf(table).map((column) => `"${column}"`)
  return `SELECT ${columns.join(', ')} FROM (${dirty})`
}

/**
 * SQL of the list of rejects of one file, as `facts check --rejects` writes it; of charges also what the
 * controls need to know.
 */
export function listRows(table: TableName, file: string, dirty: string): string {
  const columns = columnsOf(table).map((column) => `WHEN ${quote(column)} THEN "${column}"`)
  const numbered = `SELECT *, row_number() OVER () AS file_row FROM (${dirty})`
  const split = extend(numbered, { at_fault: `split_part(wrong, '|', 1)` }, 'wrong IS NOT NULL')
  const more = table === 'charges' ? ', "period", meant, amount_fen' : ''
  return (
    `SELECT ${quote(table)} AS "table", ${quote(file)} AS file, file_row AS row, ` +
    `at_fault AS "column", CASE at_fault ${columns.join(' ')} END AS value, ` +
    `split_part(wrong, '|', 2) AS reason${more} FROM (${split})`
  )
}

function cellText(table: TableName, column: string): string {
  return table === 'charges' && column === 'charge_id' ? 'NULL::VARCHAR' : `"${column}"::VARCHAR`
}

/** SQL of the kind of bad copy that a row with its `word` gets, from 1; 0 for none. */
function badKind(kinds: readonly Kind[]): string {
  const conditions = kinds.flatMap(({ only }, index) =>
    only === undefined ? [] : [`WHEN word = ${index} AND NOT (${only}) THEN 0`],
  )
  return (
    `CASE WHEN draw IS NULL OR word >= ${kinds.length} THEN 0 ${conditions.join(' ')} ` +
    `ELSE word + 1 END`
  )
}

/** SQL of a number that is the index of a kind for the few rows that get a bad copy. */
function badWord(
  world: World,
  table: TableName,
  draw: { readonly key: string; readonly kinds: number },
): string {
  if (table === 'controls') return `(${draw.key}) % ${draw.kinds}`
  const { once, monthly } = ROWS[table]
  const rows = (world.customers * (once + monthly * world.periods)) / 1000
  const stride = Math.min(ONE_IN, Math.max(1, Math.floor(rows / (AT_LEAST * draw.kinds))))
  const below = stride * draw.kinds
  return pick(world, { purpose: `dirty:${table}`, key: draw.key, below })
}

function changed(kinds: readonly Kind[], column: string): string {
  const cases = kinds.flatMap(({ cells }, index) => {
    const cell = cells[column]
    return cell === undefined ? [] : [`WHEN ${index + 1} THEN ${cell}`]
  })
  if (cases.length === 0) return `"${column}"`
  return `CASE WHEN copied THEN CASE bad ${cases.join(' ')} ELSE "${column}" END ELSE "${column}" END`
}

/** In the order in which facts are checked: the row itself and its key, then what it belongs to. */
function wrong(world: World, table: TableName, kinds: readonly Kind[]): string {
  const labels = kinds.map(({ column, reason }) => `${column}|${reason}`)
  const orphan = (kind: Kind) =>
    kind.reason.startsWith('unknown-') && kind.reason !== 'unknown-word'
  const itself =
    `(copied AND bad > 0 AND bad NOT IN ${numbersOf(kinds, orphan)}) ` +
    `OR (NOT copied AND bad IN ${numbersOf(kinds, (kind) => kind.spoils === true)})`
  const of = (reason: string) =>
    `(copied AND bad IN ${numbersOf(kinds, (kind) => kind.reason === reason)})`
  const cases = [`WHEN ${itself} THEN ${at(labels, '(bad - 1)')}`]
  if (OF_A_CUSTOMER.includes(table)) {
    const lost = `${of('unknown-customer')} OR ${lostCustomer(world)}`
    cases.push(`WHEN ${lost} THEN 'customer_id|unknown-customer'`)
  }
  if (OF_A_SERVICE.includes(table)) {
    const lost = `service_id IS NOT NULL AND (${of('unknown-service')} OR ${lostLine(world)})`
    cases.push(`WHEN ${lost} THEN 'service_id|unknown-service'`)
  }
  return `CASE ${cases.join(' ')} END`
}

const OF_A_CUSTOMER: readonly TableName[] = ['attributes', 'services', 'charges', 'stops']
const OF_A_SERVICE: readonly TableName[] = ['charges', 'stops']

/** SQL condition: is the only membership of the customer numbered `owner` rejected? */
function lostCustomer(world: World): string {
  return spoilt(world, 'customers', 'owner')
}

/** SQL condition: is the only holding of the line numbered `line` in conflict with another? */
function lostLine(world: World): string {
  return spoilt(world, 'services', 'line')
}

function spoilt(world: World, table: TableName, key: string): string {
  const kinds = kindsOf(world, table)
  const word = badWord(world, table, { key, kinds: kinds.length })
  const cases = kinds.flatMap(({ spoils, only = 'true' }, index) =>
    spoils ? [`WHEN ${index} THEN ${only}`] : [],
  )
  return `(CASE ${word} ${cases.join(' ')} ELSE false END)`
}

/** SQL list of the numbers, from 1, of some kinds. */
function numbersOf(kinds: readonly Kind[], wanted: (kind: Kind) => boolean): string {
  const numbers = kinds.flatMap((kind, index) => (wanted(kind) ? [index + 1] : []))
  return `(${numbers.length > 0 ? numbers.join(', ') : '-1'})`
}
