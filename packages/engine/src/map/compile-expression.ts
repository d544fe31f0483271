import { lastDayOf, type Month, nearest, parseMonth } from '@dipper/policy'
import { literal, monthOf } from '../sql.ts'
import { evenShare, fenFrom } from './amounts.ts'
import { DAY, type DateForm, MONTH } from './forms.ts'
import type { At, Constant, Expression } from './language.ts'
import type { LeftOutReason } from './messages/catalogue.ts'
import type { Report } from './mistakes.ts'
import type { FileColumn, OpenFile } from './open-sources.ts'

export type ValueType = 'text' | 'date' | 'month' | 'amount' | 'number'

/** Why a row cannot be used: an SQL condition, and the cell that it lies in. */
export interface Fault {
  readonly test: string
  readonly reason: LeftOutReason
  /** SQL for the name of the source's column. */
  readonly column: string
  /** SQL for what the cell says. */
  readonly cell: string
}

/** An expression as SQL over the columns of one file: dates as DATE, months as counts. */
export interface Compiled {
  readonly type: ValueType
  /** NULL where the value is empty, or wrong. */
  readonly sql: string
  readonly faults: readonly Fault[]
  readonly column: string
  readonly cell: string
  /** All the texts that it can be, where they are all written in the mapping. */
  readonly constants: readonly Constant[] | null
}

/** What names mean at one place of one block, for one file. */
export interface Scope {
  readonly file: OpenFile
  readonly values: ReadonlyMap<string, Expression>
  /** Names that `wide` and `each` give. */
  readonly made: ReadonlyMap<string, Compiled>
  /** The months of `each` in SQL; null where no share can be taken. */
  readonly span: { readonly from: string; readonly through: string; readonly month: string } | null
  /** Values being worked out, so that a circle is seen. */
  readonly within: readonly string[]
  /** Takes the name of every column of the file that is read. */
  readonly uses: (column: string) => void
  readonly report: Report
}

type Of<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>

export function compile(expression: Expression, scope: Scope): Compiled {
  switch (expression.kind) {
    case 'column':
      return compileName(expression.name, expression, scope)
    case 'clean':
      return compileClean(expression, scope)
    case 'text':
      return compileText(expression, scope)
    case 'date':
      return compileDate(expression, scope)
    case 'month':
      return compileMonth(expression, scope)
    case 'amount':
      return compileAmount(expression, scope)
    case 'number':
      return moved(
        as(compile(expression.of, scope), 'number', expression, scope),
        expression,
        scope,
      )
    case 'codes':
      return compileCodes(expression, scope)
    case 'firstOf':
      return compileFirstOf(expression, scope)
    case 'firstDay':
    case 'lastDay':
      return compileDay(expression, scope)
    case 'share':
      return compileShare(expression, scope)
  }
}

const NOTHING: Compiled = {
  type: 'text',
  sql: 'NULL::VARCHAR',
  faults: [],
  column: "''",
  cell: 'NULL::VARCHAR',
  constants: null,
}

function compileName(name: string, at: At, scope: Scope): Compiled {
  const { file, values, made, within, report } = scope
  const given = made.get(name)
  if (given !== undefined) return given
  const value = values.get(name)
  if (value !== undefined) {
    if (within.includes(name)) return report('circle', { name }, at.place) ?? NOTHING
    return compile(value, { ...scope, made: new Map(), span: null, within: [...within, name] })
  }
  const column = file.columns.get(name)
  const where = { column: name, file: file.shownAs }
  if (column === undefined) {
    const meant = nearest(name, [...made.keys(), ...values.keys(), ...file.columns.keys()])
    return report('unknown-column', { ...where, meant }, at.place) ?? NOTHING
  }
  if (file.ambiguous.has(name)) report('column-twice', where, at.place)
  scope.uses(name)
  return compileColumn(name, column)
}

function compileColumn(name: string, { sql, type }: FileColumn): Compiled {
  const said = { faults: [], column: literal(name), cell: sql, constants: null }
  if (/^(DATE|TIMESTAMP)/.test(type)) {
    return { type: 'date', sql: `TRY_CAST(left(${sql}, 10) AS DATE)`, ...said }
  }
  return { type: 'text', sql: `nullif(${sql}, '')`, ...said }
}

function compileClean(expression: Of<'clean'>, scope: Scope): Compiled {
  const of = compile(expression.of, scope)
  const { trim, empty } = expression
  if (!trim && empty.length === 0) return of
  const text = as(of, 'text', expression, scope)
  const trimmed = trim ? `nullif(trim(${text.sql}, ' \t\u00a0\u3000'), '')` : text.sql
  const sql =
    empty.length === 0
      ? trimmed
      : `CASE WHEN ${trimmed} NOT IN (${empty.map(literal).join(', ')}) THEN ${trimmed} END`
  return { ...text, sql, constants: null }
}

/** Empty where any column in it is. */
function compileText({ parts, ...at }: Of<'text'>, scope: Scope): Compiled {
  const compiled = parts.map((part) =>
    'text' in part
      ? { ...NOTHING, sql: literal(part.text) }
      : as(compileName(part.column, at, scope), 'text', at, scope),
  )
  const fixed = parts.every((part) => 'text' in part)
  const text = parts.map((part) => ('text' in part ? part.text : '')).join('')
  const first = compiled[parts.findIndex((part) => 'column' in part)] ?? NOTHING
  return {
    type: 'text',
    sql:
      compiled.length === 0 ? 'NULL::VARCHAR' : `(${compiled.map(({ sql }) => sql).join(' || ')})`,
    faults: compiled.flatMap(({ faults }) => faults),
    column: first.column,
    cell: first.cell,
    constants: fixed ? [{ text, place: at.place, path: at.path }] : null,
  }
}

function compileDate({ of, forms, ...at }: Of<'date'>, scope: Scope): Compiled {
  const inner = compile(of, scope)
  if (inner.type === 'text' && forms.length > 0) return parsed(inner, 'date', forms)
  return as(inner, 'date', at, scope)
}

function compileMonth(expression: Of<'month'>, scope: Scope): Compiled {
  const { of, forms } = expression
  const inner = compile(of, scope)
  if (inner.type === 'date') {
    return moved({ ...inner, type: 'month', sql: monthOf(inner.sql) }, expression, scope)
  }
  const month =
    inner.type === 'text' && forms.length > 0
      ? parsed(inner, 'month', forms)
      : as(inner, 'month', expression, scope)
  return moved(month, expression, scope)
}

/** Text in one of some forms; a fault where it is in none. */
function parsed(of: Compiled, type: 'date' | 'month', forms: readonly DateForm[]): Compiled {
  const cases = forms.map(({ pattern, iso }) => {
    const [whole, order] = [literal(pattern), literal(iso)]
    const day = `regexp_replace(${of.sql}, ${literal(`^${pattern}$`)}, ${order})`
    return `WHEN regexp_full_match(${of.sql}, ${whole}) THEN TRY_CAST(${day} AS DATE)`
  })
  const date = `CASE ${cases.join(' ')} END`
  const possible = `CASE WHEN year(${date}) BETWEEN 1 AND 9999 THEN ${date} END`
  const sql = type === 'date' ? possible : monthOf(possible)
  const reason = type === 'date' ? 'malformed-date' : 'malformed-month'
  const test = `${of.sql} IS NOT NULL AND ${possible} IS NULL`
  return { ...of, type, sql, faults: [...of.faults, faultOf(of, test, reason)], constants: null }
}

function faultOf({ column, cell }: Compiled, test: string, reason: LeftOutReason): Fault {
  return { test, reason, column, cell }
}

function compileAmount(expression: Of<'amount'>, scope: Scope): Compiled {
  const { of, unit, round } = expression
  refuseFloat(of, scope)
  const inner = compile(of, scope)
  if (inner.type === 'amount' && unit === 'fen') return moved(inner, expression, scope)
  const text = as(inner, 'text', expression, scope)
  const { fen, malformed, notWhole } = fenFrom(text.sql, unit, round)
  const faults = [
    ...text.faults,
    faultOf(text, malformed, 'malformed-amount'),
    faultOf(text, notWhole, 'not-whole-fen'),
  ]
  return moved({ ...text, type: 'amount', sql: fen, faults, constants: null }, expression, scope)
}

function refuseFloat(of: Expression, { file, report }: Scope): void {
  if (of.kind === 'clean') return refuseFloat(of.of, { file, report } as Scope)
  const type = of.kind === 'column' ? (file.columns.get(of.name)?.type ?? '') : ''
  if (of.kind !== 'column' || !/^(FLOAT|DOUBLE)$/.test(type)) return
  report('float-amount', { column: of.name, file: file.shownAs, type }, of.place)
}

/** With `plus` and `minus`: months move by numbers, amounts and numbers by their own kind. */
function moved(
  of: Compiled,
  expression: Of<'month' | 'amount' | 'number'>,
  scope: Scope,
): Compiled {
  const type = of.type === 'month' ? 'number' : of.type
  const step = (by: Expression | null) => by && as(compile(by, scope), type, by, scope)
  const [plus, minus] = [step(expression.plus), step(expression.minus)]
  if (plus === null && minus === null) return of
  const sql = `(${of.sql}${plus === null ? '' : ` + ${plus.sql}`}${minus === null ? '' : ` - ${minus.sql}`})`
  const faults = [...of.faults, ...(plus?.faults ?? []), ...(minus?.faults ?? [])]
  return { ...of, sql, faults, constants: null }
}

function compileCodes(expression: Of<'codes'>, scope: Scope): Compiled {
  const of = as(compile(expression.of, scope), 'text', expression, scope)
  const { codes, other } = expression
  const meaning = ({ text }: Constant) => (text === '' ? 'NULL' : literal(text))
  const cases = codes.map(({ code, means }) => `WHEN ${literal(code)} THEN ${meaning(means)}`)
  const value = `coalesce(${of.sql}, '')`
  const knownEmpty = codes.some(({ code }) => code === '')
  const known = [...codes.map(({ code }) => code), ...(knownEmpty ? [] : [''])]
  const rest = other === null ? 'NULL' : `CASE WHEN ${value} <> '' THEN ${meaning(other)} END`
  const test = `${value} NOT IN (${known.map(literal).join(', ')})`
  const faults = other === null ? [faultOf(of, test, 'unknown-code')] : []
  const constants = [...codes.map(({ means }) => means), ...(other === null ? [] : [other])]
  const sql = `(CASE ${value} ${cases.join(' ')} ELSE ${rest} END)::VARCHAR`
  return { ...of, type: 'text', sql, faults: [...of.faults, ...faults], constants }
}

/** Items after the first that is not empty are not looked at, nor are their faults. */
function compileFirstOf({ of, ...at }: Of<'firstOf'>, scope: Scope): Compiled {
  const items = of.map((each) => compile(each, scope))
  const type = items[0]?.type ?? 'text'
  const same = items.every((item) => item.type === type)
  const compiled = same ? items : items.map((item) => as(item, 'text', at, scope))
  const values = compiled.map(({ sql }) => sql)
  const faults = compiled.flatMap((item, index) =>
    item.faults.map((fault) => ({
      ...fault,
      test: [fault.test, ...values.slice(0, index).map((value) => `${value} IS NULL`)]
        .map((each) => `(${each})`)
        .join(' AND '),
    })),
  )
  const sql = `coalesce(${values.join(', ')})`
  return { ...(compiled[0] ?? NOTHING), type: same ? type : 'text', sql, faults, constants: null }
}

function compileDay({ kind, of, ...at }: Of<'firstDay' | 'lastDay'>, scope: Scope): Compiled {
  const inner = compile(of, scope)
  const month = inner.type === 'date' ? monthOf(inner.sql) : undefined
  const value = month === undefined ? as(inner, 'month', at, scope) : inner
  const count = month ?? value.sql
  const first = `make_date((${count} // 12)::BIGINT, (${count} % 12 + 1)::BIGINT, 1)`
  const sql = kind === 'firstDay' ? first : `last_day(${first})`
  return { ...value, type: 'date', sql, constants: null }
}

function compileShare({ of, remainder, ...at }: Of<'share'>, scope: Scope): Compiled {
  const amount = as(compile(of, scope), 'amount', at, scope)
  const { span } = scope
  if (span === null)
    return scope.report('share-without-each', { path: at.path }, at.place) ?? amount
  const { from, through, month } = span
  const chosen = `${month} = ${remainder === 'first' ? from : through}`
  const sql = evenShare(amount.sql, `(${through} - ${from} + 1)`, chosen)
  return { ...amount, sql, constants: null }
}

/** The value as another type, or the mistake that it cannot be one. */
export function as(of: Compiled, want: ValueType, at: At, scope: Scope): Compiled {
  if (of.type === want) return of
  if (want === 'text') return { ...of, type: 'text', sql: textOf(of), constants: null }
  if (of.type === 'text') return fromText(of, want, scope)
  const { path, place } = at
  return scope.report('wrong-type', { path, have: of.type, want }, place) ?? of
}

const EXAMPLES: Readonly<Record<ValueType, string>> = {
  text: 'mobile',
  date: '2026-10-31',
  month: '2026-10',
  amount: '1250',
  number: '3',
}

function fromText(of: Compiled, want: Exclude<ValueType, 'text'>, scope: Scope): Compiled {
  for (const { text, path, place } of of.constants ?? []) {
    if (text === '' || isWritten(text, want)) continue
    const params = { path, written: text, type: want, example: EXAMPLES[want] }
    scope.report('bad-constant', params, place)
  }
  if (want === 'date') return parsed(of, want, [DAY])
  if (want === 'month') return parsed(of, want, [MONTH])
  const amount = want === 'amount'
  const digits = `regexp_full_match(${of.sql}, '-?[0-9]{1,${amount ? 15 : 9}}')`
  const reason = amount ? 'malformed-amount' : 'malformed-number'
  const fault = faultOf(of, `${of.sql} IS NOT NULL AND NOT ${digits}`, reason)
  const sql = `CASE WHEN ${digits} THEN TRY_CAST(${of.sql} AS BIGINT) END`
  return { ...of, type: want, sql, faults: [...of.faults, fault], constants: null }
}

/** Whether a constant of the mapping is of a type, as the mapping writes it. */
export function isWritten(text: string, type: ValueType): boolean {
  if (type === 'text') return true
  if (type === 'month') return parseMonth(text) !== undefined
  if (type === 'number') return /^-?[0-9]{1,9}$/.test(text)
  if (type === 'amount') return /^-?[0-9]{1,15}$/.test(text)
  const month: Month | undefined = parseMonth(text.slice(0, 7))
  const day = /^\d{4}-\d\d-\d\d$/.test(text) && text.slice(8) >= '01'
  return month !== undefined && day && text <= lastDayOf(month)
}

function textOf({ type, sql }: Compiled): string {
  if (type !== 'month') return `${sql}::VARCHAR`
  return `printf('%04d-%02d', (${sql} // 12)::BIGINT, (${sql} % 12 + 1)::BIGINT)`
}
