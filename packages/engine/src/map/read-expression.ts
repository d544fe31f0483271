import { nearest } from '@dipper/policy'
import { type DateForm, formOf } from './forms.ts'
import { expectList, expectMap, expectScalar, onlyKeys, scalars, wordOf } from './keys.ts'
import {
  type At,
  type Constant,
  type Expression,
  type Moved,
  type Part,
  REMAINDERS,
  ROUNDINGS,
  UNITS,
} from './language.ts'
import type { Report } from './mistakes.ts'
import { entryOf, type Written, type WrittenMap, type WrittenScalar } from './written.ts'

type Kind = Expression['kind']
type Reader = (map: WrittenMap, head: Written, report: Report) => Expression | undefined

/** The key that says what an expression is, the keys that may stand beside it, and its reader. */
const HEADS: Readonly<
  Record<string, { readonly beside: readonly string[]; readonly read: Reader }>
> = {
  column: { beside: ['trim', 'empty'], read: readClean },
  text: { beside: [], read: readText },
  date: { beside: ['form'], read: readDate },
  month: { beside: ['form', 'plus', 'minus'], read: readMonth },
  amount: { beside: ['unit', 'round', 'plus', 'minus'], read: readAmount },
  number: { beside: ['plus', 'minus'], read: readNumber },
  codes: { beside: ['of', 'else'], read: readCodes },
  firstOf: { beside: [], read: readFirstOf },
  firstDay: { beside: [], read: (map, head, report) => readDay('firstDay', map, head, report) },
  lastDay: { beside: [], read: (map, head, report) => readDay('lastDay', map, head, report) },
  share: { beside: ['remainder'], read: readShare },
}

const EXAMPLE = '{text: mobile}'

/** What a cell is made of: the name of a column, or a map with one of the heads. */
export function readExpression(written: Written, report: Report): Expression | undefined {
  if (written.kind !== 'map') {
    const scalar = expectScalar(written, EXAMPLE, report)
    return scalar && { kind: 'column', name: scalar.text, ...at(scalar) }
  }
  const heads = written.entries.filter(({ key }) => key in HEADS)
  const [head, second] = heads
  if (head === undefined) {
    const { path, place } = written
    const allowed = Object.keys(HEADS)
    const meant = nearest(written.entries[0]?.key ?? '', allowed)
    return report('no-head', { path, allowed: allowed.join(', '), meant }, place)
  }
  if (second !== undefined) {
    const both = heads.map(({ key }) => key).join(', ')
    return report('several-heads', { path: written.path, heads: both }, second.place)
  }
  const { beside, read } = HEADS[head.key] as (typeof HEADS)[string]
  onlyKeys(written, [head.key, ...beside], report)
  return read(written, head.value, report)
}

/** A fixed text, which the place where it is used gives a type. */
export function readConstant(written: Written, report: Report): Constant | undefined {
  const scalar = expectScalar(written, 'mobile', report)
  return scalar && { text: scalar.text, ...at(scalar) }
}

function at({ place, path }: At): At {
  return { place, path }
}

function readClean(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const of = readExpression(head, report)
  const trim = entryOf(map, 'trim')
  const empty = entryOf(map, 'empty')
  const trimmed = trim && wordOf(trim.value, ['true', 'false'], report)
  const texts = empty === undefined ? [] : scalars(empty.value, "['-']", report)
  return (
    of && {
      kind: 'clean',
      of,
      trim: trimmed === 'true',
      empty: texts.map(({ text }) => text),
      ...at(map),
    }
  )
}

function readText(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const scalar = expectScalar(head, "'{客户编码}-1'", report)
  const parts = scalar && partsOf(scalar, report)
  return parts && { kind: 'text', parts, ...at(map), place: head.place }
}

/** `{column}` is a column, `{{` and `}}` are braces. */
function partsOf({ text, path, place }: WrittenScalar, report: Report): Part[] | undefined {
  const parts: Part[] = []
  for (const piece of text.match(/\{\{|\}\}|\{[^{}]+\}|[{}]|[^{}]+/g) ?? []) {
    if (piece === '{' || piece === '}') {
      return report('bad-template', { path, written: text }, place)
    }
    const column = /^\{([^{}]+)\}$/.exec(piece)?.[1]
    if (column !== undefined) parts.push({ column })
    else parts.push({ text: piece === '{{' || piece === '}}' ? (piece[0] as string) : piece })
  }
  return parts
}

function readDate(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const of = readExpression(head, report)
  const forms = formsOf(map, 'date', report)
  return of && { kind: 'date', of, forms, ...at(map) }
}

function readMonth(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const of = readExpression(head, report)
  const forms = formsOf(map, 'month', report)
  const moved = readMoved(map, report)
  return of && { kind: 'month', of, forms, ...moved, ...at(map) }
}

function formsOf(map: WrittenMap, type: 'date' | 'month', report: Report): DateForm[] {
  const example = type === 'date' ? 'YYYYMMDD' : 'YYYYMM'
  const entry = entryOf(map, 'form')
  const written = entry === undefined ? [] : scalars(entry.value, example, report)
  return written.flatMap(({ text, path, place }) => {
    const form = formOf(text, type)
    return form ?? report('bad-form', { path, written: text, example }, place) ?? []
  })
}

function readAmount(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const of = readExpression(head, report)
  const unit = entryOf(map, 'unit')
  const round = entryOf(map, 'round')
  const moved = readMoved(map, report)
  const known = unit === undefined ? 'fen' : wordOf(unit.value, UNITS, report)
  const rounding = round === undefined ? null : (wordOf(round.value, ROUNDINGS, report) ?? null)
  return of && known && { kind: 'amount', of, unit: known, round: rounding, ...moved, ...at(map) }
}

function readNumber(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const of = readExpression(head, report)
  const moved = readMoved(map, report)
  return of && { kind: 'number', of, ...moved, ...at(map) }
}

function readMoved(map: WrittenMap, report: Report): Moved {
  return { plus: readStep(map, 'plus', report), minus: readStep(map, 'minus', report) }
}

/** Digits without quotes are the number here, not a column of that name. */
function readStep(map: WrittenMap, key: 'plus' | 'minus', report: Report): Expression | null {
  const written = entryOf(map, key)?.value
  if (written === undefined) return null
  if (written.kind === 'scalar' && !written.quoted && /^[0-9]+$/.test(written.text)) {
    return { kind: 'text', parts: [{ text: written.text }], ...at(written) }
  }
  return readExpression(written, report) ?? null
}

function readCodes(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const example = '{10: mobile, 20: broadband}'
  const table = expectMap(head, example, report)
  const of = entryOf(map, 'of')
  if (of === undefined) {
    return report('missing-key', { path: map.path, key: 'of', example: '业务类型' }, map.place)
  }
  const read = readExpression(of.value, report)
  const codes = table?.entries.flatMap(({ key, value }) => {
    const means = readConstant(value, report)
    return means === undefined ? [] : [{ code: key, means }]
  })
  const other = entryOf(map, 'else')
  const otherwise = other === undefined ? null : (readConstant(other.value, report) ?? null)
  return read && codes && { kind: 'codes', of: read, codes, other: otherwise, ...at(map) }
}

function readFirstOf(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const items = expectList(head, '[手机号, 宽带账号]', report)
  const of = items?.flatMap((item) => readExpression(item, report) ?? [])
  return of && { kind: 'firstOf', of, ...at(map) }
}

function readDay(
  kind: Extract<Kind, 'firstDay' | 'lastDay'>,
  map: WrittenMap,
  head: Written,
  report: Report,
): Expression | undefined {
  const of = readExpression(head, report)
  return of && { kind, of, ...at(map) }
}

function readShare(map: WrittenMap, head: Written, report: Report): Expression | undefined {
  const of = readExpression(head, report)
  const entry = entryOf(map, 'remainder')
  const remainder = entry === undefined ? 'first' : wordOf(entry.value, REMAINDERS, report)
  return of && remainder && { kind: 'share', of, remainder, ...at(map) }
}
