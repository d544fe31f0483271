import type { Column, Table } from '../facts/tables.ts'
import { list, literal, name } from '../sql.ts'
import { compileCondition } from './compile-condition.ts'
import { as, type Compiled, compile, type Fault, type Scope } from './compile-expression.ts'
import { reportWord } from './keys.ts'
import type { Block, Each } from './language.ts'
import type { LeftOutReason } from './messages/catalogue.ts'
import type { Report } from './mistakes.ts'
import type { OpenFile } from './open-sources.ts'
import { spread } from './wide.ts'

/** Verdicts below 0; at 0 and above it is a place in `Faults`, and NULL is a row of facts. */
export const NOT_WANTED = -1
/** An empty cell of a wide month, or no month to make a row for. */
export const NOTHING_THERE = -2

/** What can be wrong with the rows of a table: a verdict is a place in this list. */
export type Faults = { readonly reason: LeftOutReason; readonly into: string }[]

interface Target {
  readonly table: Table
  /** Position among the blocks of the table. */
  readonly index: number
  /** Filled with what can be wrong. */
  readonly faults: Faults
  readonly uses: (file: OpenFile, column: string) => void
  readonly report: Report
}

/** One thing that settles what becomes of a row: the first whose test holds. */
interface Check {
  readonly test: string
  readonly verdict: number
  readonly column: string
  readonly cell: string
}

/** SQL that makes the rows of one block from one file, each with its verdict. */
export function compileBlock(block: Block, file: OpenFile, target: Target): string {
  const scope = scopeOf(block, file, target)
  const wide = block.wide === null ? null : spread(block.wide, scope)
  const inner = wide === null ? scope : { ...scope, made: wide.made }
  const wanted = block.where === null ? null : compileCondition(block.where, inner)
  const span = block.each === null ? null : spanOf(block.each, inner)
  const before = [
    ...(wide === null ? [] : [settled(`coalesce(wide_cell, '') = ''`, NOTHING_THERE)]),
    ...checksOf(wanted?.faults ?? [], 'where', target),
    ...(wanted === null ? [] : [settled(`NOT ${wanted.sql}`, NOT_WANTED)]),
    ...checksOf(span?.faults ?? [], 'each', target),
  ]
  const outer = block.each === null ? inner : withMonth(block.each, inner)
  const cells = target.table.columns.map((column) => cellOf(column, block, outer, target))
  const checks = [
    ...before,
    ...(span === null ? [] : [settled('each_month IS NULL', NOTHING_THERE)]),
    ...cells.flatMap((cell) => cell.checks),
  ]
  const scan = wide === null ? file.scan : wide.rows(file.scan)
  const rows = span === null ? scan : monthRows(span, before, scan)
  const values = cells.map(
    ({ sql }, at) => `${sql} AS ${name(target.table.columns[at]?.name ?? '')}`,
  )
  return `SELECT ${target.index} AS block, ${file.index} AS file, row, verdict,
  ${pick(checks, 'column')} AS wrong_column, ${pick(checks, 'cell')} AS wrong_value,
  ${values.join(', ')}
FROM (SELECT *, ${verdictOf(checks)} AS verdict FROM (${rows}))`
}

function scopeOf({ source, wide, each }: Block, file: OpenFile, target: Target): Scope {
  const { report, uses } = target
  const taken = (each: string, place: Parameters<Report>[2]) => {
    if (file.columns.has(each)) report('name-taken', { name: each, file: file.shownAs }, place)
  }
  if (wide !== null) for (const made of [wide.month, wide.value]) taken(made, wide.place)
  if (each !== null) taken(each.month, each.place)
  const scope: Scope = {
    file,
    values: source.values,
    made: new Map(),
    span: null,
    within: [],
    uses: (column) => uses(file, column),
    report,
  }
  for (const [value, expression] of source.values) {
    taken(value, expression.place)
    compile(expression, { ...scope, within: [value], uses: () => undefined })
  }
  return scope
}

function settled(test: string, verdict: number): Check {
  return { test, verdict, column: 'NULL', cell: 'NULL' }
}

function checksOf(faults: readonly Fault[], into: string, target: Target): Check[] {
  return faults.map(({ test, reason, column, cell }) => {
    const known = target.faults.findIndex((each) => each.reason === reason && each.into === into)
    const verdict = known === -1 ? target.faults.push({ reason, into }) - 1 : known
    return { test, verdict, column, cell }
  })
}

function verdictOf(checks: readonly Check[]): string {
  const cases = checks.map(({ test, verdict }) => `WHEN ${test} THEN ${verdict}`)
  return cases.length === 0 ? 'NULL::INTEGER' : `CASE ${cases.join(' ')} END`
}

/** The column or the cell of the check that settled the verdict. */
function pick(checks: readonly Check[], what: 'column' | 'cell'): string {
  const cases = checks.map((check) => `WHEN ${check.test} THEN ${check[what]}`)
  const sql =
    cases.length === 0 ? 'NULL' : `CASE WHEN verdict IS NULL THEN NULL ${cases.join(' ')} END`
  return `(${sql})::VARCHAR`
}

/** More months than this are a mistake in the data. */
const MOST_MONTHS = 1_200

interface Span {
  readonly from: string
  readonly through: string
  readonly faults: readonly Fault[]
}

function spanOf(each: Each, scope: Scope): Span {
  const [from, through] = [each.from, each.through].map((end) =>
    as(compile(end, scope), 'month', end, scope),
  ) as [Compiled, Compiled]
  const fault = (of: Compiled, test: string, reason: LeftOutReason): Fault => {
    return { test, reason, column: of.column, cell: of.cell }
  }
  const faults = [
    ...from.faults,
    ...through.faults,
    fault(from, `${from.sql} IS NULL`, 'missing'),
    fault(through, `${through.sql} IS NULL`, 'missing'),
    fault(from, `${through.sql} - ${from.sql} >= ${MOST_MONTHS}`, 'too-many-months'),
  ]
  return { from: from.sql, through: through.sql, faults }
}

/** A row for each month; one without a month where there is none, so that no row vanishes. */
function monthRows({ from, through }: Span, before: readonly Check[], scan: string): string {
  const months = 'generate_series(each_from::BIGINT, each_through::BIGINT)'
  const test = `before IS NULL AND each_from <= each_through`
  return `SELECT *, unnest(CASE WHEN ${test} THEN ${months} ELSE [NULL::BIGINT] END) AS each_month
FROM (SELECT *, ${verdictOf(before)} AS before, ${from} AS each_from, ${through} AS each_through FROM (${scan}))`
}

function withMonth({ month }: Each, scope: Scope): Scope {
  const made: Compiled = {
    type: 'month',
    sql: 'each_month',
    faults: [],
    column: literal(month),
    cell: 'each_month::VARCHAR',
    constants: null,
  }
  const span = { from: 'each_from', through: 'each_through', month: 'each_month' }
  return { ...scope, made: new Map([...scope.made, [month, made]]), span }
}

interface Cell {
  readonly sql: string
  readonly checks: readonly Check[]
}

const EMPTY = { amount: 'BIGINT', count: 'BIGINT', date: 'DATE', text: 'VARCHAR' } as const

function cellOf(column: Column, block: Block, scope: Scope, target: Target): Cell {
  const expression = block.columns.get(column.name)
  const words = Array.isArray(column.type) ? (column.type as readonly string[]) : null
  if (expression === undefined) {
    const type = EMPTY[column.type as keyof typeof EMPTY] ?? EMPTY.text
    return { sql: `NULL::${type}`, checks: [] }
  }
  const compiled = compile(expression, scope)
  const value = typed(column, compiled, expression, scope)
  const missing = `${value.sql} IS NULL`
  const { column: of, cell } = value
  const faults: Fault[] = [...value.faults]
  if (!column.mayBeEmpty) faults.push({ test: missing, reason: 'missing', column: of, cell })
  if (words !== null) {
    for (const constant of compiled.constants ?? []) {
      if (constant.text !== '' && !words.includes(constant.text)) {
        reportWord(constant, words, scope.report)
      }
    }
    const test = `${value.sql} NOT IN ${list(words)}`
    faults.push({ test, reason: 'unknown-word', column: of, cell })
  }
  const sql = value.type === 'month' ? as(value, 'text', expression, scope).sql : value.sql
  return { sql, checks: checksOf(faults, column.name, target) }
}

function typed(column: Column, compiled: Compiled, at: Parameters<typeof as>[2], scope: Scope) {
  switch (column.type) {
    case 'date':
    case 'month':
    case 'amount':
      return as(compiled, column.type, at, scope)
    case 'count':
      return compiled.type === 'amount' ? compiled : as(compiled, 'number', at, scope)
    default:
      return as(compiled, 'text', at, scope)
  }
}
