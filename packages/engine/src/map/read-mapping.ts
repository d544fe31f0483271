import { nearest } from '@dipper/policy'
import { TABLES, type Table } from '../facts/tables.ts'
import { type WideForm, wideNames, widePattern } from './forms.ts'
import {
  expectList,
  expectMap,
  expectScalar,
  onlyKeys,
  reportWord,
  requiredEntry,
  scalars,
  wordOf,
} from './keys.ts'
import {
  type Block,
  type Each,
  ENCODINGS,
  type Expression,
  type Mapping,
  type Source,
  type Wide,
} from './language.ts'
import type { Report } from './mistakes.ts'
import { readCondition } from './read-condition.ts'
import { readExpression } from './read-expression.ts'
import { entryOf, readWritten, type Written, type WrittenMap } from './written.ts'

const SOURCE_KEYS = ['files', 'delimiter', 'quote', 'encoding', 'header', 'values'] as const
const BLOCK_KEYS = ['from', 'where', 'wide', 'each', 'columns'] as const

/** The mapping that a text says; what is wrong with it is reported, each mistake at its place. */
export function readMapping(text: string, report: Report): Mapping | undefined {
  const root = readWritten(text, report)
  if (root === undefined) return undefined
  onlyKeys(root, ['sources', 'facts'], report)
  const sources = readSources(root, report)
  const facts = requiredMap(root, 'facts', 'customers: …', report)
  if (facts === undefined) return undefined
  onlyKeys(
    facts,
    TABLES.map(({ name }) => name),
    report,
  )
  const tables = TABLES.flatMap((table) => {
    const blocks = readTable(table, facts, sources, report)
    return blocks === undefined ? [] : [[table.name, blocks] as const]
  })
  return { sources, tables: new Map(tables) }
}

function requiredMap(
  map: WrittenMap,
  key: string,
  example: string,
  report: Report,
): WrittenMap | undefined {
  const entry = requiredEntry(map, key, example, report)
  return entry && expectMap(entry.value, example, report)
}

function readSources(root: WrittenMap, report: Report): Map<string, Source> {
  const map = requiredMap(root, 'sources', "bills: {files: 'bills/*.csv'}", report)
  const sources = new Map<string, Source>()
  for (const { key, place, value } of map?.entries ?? []) {
    const written = expectMap(value, '{files: customers.csv}', report)
    if (written !== undefined) sources.set(key, readSource({ name: key, place }, written, report))
  }
  return sources
}

function readSource(
  named: Pick<Source, 'name' | 'place'>,
  map: WrittenMap,
  report: Report,
): Source {
  onlyKeys(map, SOURCE_KEYS, report)
  const [files, header, encoding] = ['files', 'header', 'encoding'].map((key) => entryOf(map, key))
  const written = files === undefined ? [] : scalars(files.value, 'customers.csv', report)
  const names = header && scalars(header.value, '[客户编码, 入网时间]', report)
  return {
    ...named,
    files: written.map(({ text, place }) => ({ text, place })),
    delimiter: character(map, 'delimiter', ',', report),
    quote: character(map, 'quote', '"', report),
    encoding: (encoding && wordOf(encoding.value, ENCODINGS, report)) ?? 'utf-8',
    header: names?.map(({ text }) => text) ?? null,
    values: readColumns(map, 'values', report),
  }
}

/** One character; `tab` is a tab, empty quotes are no quote at all. */
function character(map: WrittenMap, key: string, usual: string, report: Report): string {
  const entry = entryOf(map, key)
  if (entry === undefined) return usual
  const scalar = expectScalar(entry.value, `'${usual}'`, report)
  if (scalar === undefined) return usual
  if (scalar.text === 'tab') return '\t'
  if (scalar.text.length === 1 || (key === 'quote' && scalar.text === '')) return scalar.text
  reportWord(scalar, [',', ';', '|', 'tab'], report)
  return usual
}

function readColumns(map: WrittenMap, key: string, report: Report): Map<string, Expression> {
  const entry = entryOf(map, key)
  const columns = entry && expectMap(entry.value, '{customer_id: 客户编码}', report)
  const read = columns?.entries.flatMap(({ key: name, value }) => {
    const expression = readExpression(value, report)
    return expression === undefined ? [] : [[name, expression] as const]
  })
  return new Map(read ?? [])
}

function readTable(
  table: Table,
  facts: WrittenMap,
  sources: ReadonlyMap<string, Source>,
  report: Report,
): Block[] | undefined {
  const entry = entryOf(facts, table.name)
  if (entry === undefined) {
    if (!table.optional) report('no-table', { table: table.name }, facts.place)
    return undefined
  }
  const example = '[{from: 客户表, columns: …}]'
  const several = entry.value.kind === 'list'
  const written = several ? expectList(entry.value, example, report) : [entry.value]
  return written?.flatMap((block) => readBlock(table, block, sources, report) ?? [])
}

function readBlock(
  table: Table,
  written: Written,
  sources: ReadonlyMap<string, Source>,
  report: Report,
): Block | undefined {
  const map = expectMap(written, '{from: 客户表, columns: …}', report)
  if (map === undefined) return undefined
  onlyKeys(map, BLOCK_KEYS, report)
  const source = readFrom(map, sources, report)
  const columns = requiredMap(map, 'columns', '{customer_id: 客户编码}', report)
  if (columns !== undefined) checkFactsColumns(table, columns, report)
  const [where, wide, each] = ['where', 'wide', 'each'].map((key) => entryOf(map, key)?.value)
  const condition = where && readCondition(where, report)
  const spread = wide && readWide(wide, report)
  const repeated = each && readEach(each, report)
  return (
    source && {
      place: map.place,
      source,
      where: condition ?? null,
      wide: spread ?? null,
      each: repeated ?? null,
      columns: readColumns(map, 'columns', report),
    }
  )
}

function readFrom(
  map: WrittenMap,
  sources: ReadonlyMap<string, Source>,
  report: Report,
): Source | undefined {
  const names = [...sources.keys()]
  const entry = requiredEntry(map, 'from', names[0] ?? 'customers', report)
  const scalar = entry && expectScalar(entry.value, names[0] ?? 'customers', report)
  if (scalar === undefined) return undefined
  const { text, place } = scalar
  const params = { written: text, allowed: names.join(', '), meant: nearest(text, names) }
  return sources.get(text) ?? report('unknown-source', params, place)
}

function checkFactsColumns(table: Table, columns: WrittenMap, report: Report): void {
  onlyKeys(
    columns,
    table.columns.map(({ name }) => name),
    report,
  )
  for (const { name, mayBeEmpty } of table.columns) {
    if (mayBeEmpty || entryOf(columns, name) !== undefined) continue
    report('no-facts-column', { table: table.name, column: name }, columns.place)
  }
}

function readWide(written: Written, report: Report): Wide | undefined {
  const example = "{columns: 'M{YYYYMM}', month: 账期, value: 金额}"
  const map = expectMap(written, example, report)
  if (map === undefined) return undefined
  onlyKeys(map, ['columns', 'year', 'month', 'value'], report)
  const entry = requiredEntry(map, 'columns', "'M{YYYYMM}'", report)
  const columns = entry && readWideForm(entry.value, report)
  const yearEntry = entryOf(map, 'year')
  const year = yearEntry === undefined ? null : (readExpression(yearEntry.value, report) ?? null)
  const [month, value] = ['month', 'value'].map((key) => newName(map, key, report))
  if (columns === undefined || month === undefined || value === undefined) return undefined
  if (!columns.hasYear && yearEntry === undefined) {
    return report('wide-without-year', { written: columns.written }, map.place)
  }
  return { place: map.place, columns, year, month, value }
}

function newName(map: WrittenMap, key: string, report: Report): string | undefined {
  const entry = requiredEntry(map, key, key, report)
  return entry && expectScalar(entry.value, key, report)?.text
}

function readWideForm(written: Written, report: Report): WideForm | undefined {
  const example = "'M{YYYYMM}'"
  if (written.kind === 'map') {
    const names = written.entries.flatMap(({ key, value }) => {
      const month = expectScalar(value, '2026-01', report)
      return month === undefined ? [] : [[key, month.text] as const]
    })
    return wideNames(new Map(names)) ?? badWideForm(written, '…', report)
  }
  const scalar = expectScalar(written, example, report)
  return scalar && (widePattern(scalar.text) ?? badWideForm(scalar, scalar.text, report))
}

function badWideForm({ path, place }: Written, text: string, report: Report): undefined {
  return report('bad-form', { path, written: text, example: "'M{YYYYMM}'" }, place)
}

function readEach(written: Written, report: Report): Each | undefined {
  const map = expectMap(written, '{month: period, from: 入网月, through: 末月}', report)
  if (map === undefined) return undefined
  onlyKeys(map, ['month', 'from', 'through'], report)
  const month = newName(map, 'month', report)
  const from = requiredEntry(map, 'from', '入网月', report)
  const through = requiredEntry(map, 'through', '末月', report)
  const [first, last] = [from, through].map((entry) => entry && readExpression(entry.value, report))
  return month && first && last
    ? { place: map.place, month, from: first, through: last }
    : undefined
}
