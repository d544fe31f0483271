import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Database } from '../../src/index.ts'
import { CHARGES, CUSTOMERS, mapInto, SERVICES, temporaryFolder, writeFiles } from './mapping.ts'

const folder = temporaryFolder()
let count = 0

/** Maps `people.csv` and what else is there; the tables not given are the usual ones. */
async function mapped(
  files: Readonly<Record<string, string>>,
  given: { readonly sources?: string; readonly customers?: string; readonly charges?: string },
) {
  count += 1
  const at = join(folder, String(count))
  const sources = given.sources ?? '  people: {files: people.csv}\n'
  const facts = `${given.customers ?? CUSTOMERS}${SERVICES}${given.charges ?? CHARGES}`
  writeFiles(at, { ...files, 'mapping.yaml': `sources:\n${sources}facts:\n${facts}` })
  return mapInto({ folder: join(at, 'out'), mapping: join(at, 'mapping.yaml') })
}

const people = (...rows: readonly string[]) => ['id,joined,fee,x', ...rows, ''].join('\n')

/** Customers whose day of joining is made so. */
const joined = (written: string) => CUSTOMERS.replace('joined_on: joined', `joined_on: ${written}`)

describe('a day', () => {
  it.each([
    ['YYYYMMDD', '20260305'],
    ['YYYY/MM/DD', '2026/03/05'],
    ['DD.MM.YYYY', '05.03.2026'],
    ['D.M.YYYY', '5.3.2026'],
    ['YYYY年M月D日', '2026年3月5日'],
    ['YYYYMMDD*', '20260305235959'],
    ['YYYY-MM-DD*', '2026-03-05 23:59:59.123'],
    ['YYYY-MM-DD*', '2026-03-05T23:59:59Z'],
    ['[YYYYMMDD, YYYY-MM-DD]', '2026-03-05'],
  ])('in the form %s is read from %s', async (form, text) => {
    const { lines } = await mapped(
      { 'people.csv': people('C1,2020-01-01,1,', `C2,2020-01-01,1,${text}`) },
      { customers: joined(`{firstOf: [{date: x, form: ${form}}, {date: joined}]}`) },
    )
    expect(lines('customers')).toEqual(['C1,2020-01-01,individual', 'C2,2026-03-05,individual'])
  })

  it.each([
    ['YYYYMMDD', '20260229'],
    ['YYYYMMDD', '2026-02-28'],
    ['YYYYMMDD', '20260228 '],
    ['YYYYMMDD*', '20260228999'],
    ['DD.MM.YYYY', '2.28.2026'],
    ['YYYY-MM-DD', '0000-01-01'],
  ])('that is none in the form %s leaves its row out: %s', async (form, text) => {
    const { lines, rejects, tables } = await mapped(
      { 'people.csv': people('C1,2020-01-01,1,20260101', `C2,2020-01-01,1,${text}`) },
      {
        customers: joined(
          `{firstOf: [{date: {column: x, empty: '20260101'}, form: ${form}}, joined]}`,
        ),
      },
    )
    expect(lines('customers')).toEqual(['C1,2020-01-01,individual'])
    expect(rejects).toEqual([`customers,people.csv,2,x,${text},malformed-date,joined_on`])
    expect(tables[0]?.blocks[0]).toMatchObject({ rows: 2, made: 2, out: 1, leftOut: 1 })
  })
})

describe('a month', () => {
  it.each([
    ['{month: x, form: YYYYMM}', '202610', '2026-10'],
    ['{month: x, form: YYYY年M月}', '2026年1月', '2026-01'],
    ['{month: x, form: YYYYMMDD}', '20261031', '2026-10'],
    ['{month: x, minus: 3}', '2026-01', '2025-10'],
    ['{month: x, plus: {number: fee, plus: 2}}', '2026-11', '2027-02'],
    ['{month: {date: x}}', '2026-10-31', '2026-10'],
  ])('%s of %s', async (written, text, period) => {
    const { lines } = await mapped(
      { 'people.csv': people(`C1,2020-01-01,1,${text}`) },
      { charges: CHARGES.replace('period: {text: 2026-10}', `period: ${written}`) },
    )
    expect(lines('charges')).toEqual([`${period},C1,C1-1,mobile,recurring,100`])
  })

  it('has a first and a last day', async () => {
    const month = '{month: x, form: YYYYMM}'
    const { lines } = await mapped(
      { 'people.csv': people('C1,2020-01-01,1,202402') },
      { customers: joined(`{firstDay: ${month}}, left_on: {lastDay: ${month}}`) },
    )
    expect(lines('customers')).toEqual(['C1,2024-02-01,2024-02-29,individual'])
  })
})

describe('ids', () => {
  const IDS = ['a"b', 'a,b', ' a b ', '😀 号', "o'c", '{a}', 'a;b', 'NULL', '007', '1e3', '\\n']

  it('survive whatever they are, apart or joined', async () => {
    const quoted = IDS.map((id) => `"${id.replaceAll('"', '""')}",2020-01-01,1.00,`)
    const { lines, check } = await mapped({ 'people.csv': people(...quoted) }, {})
    const cell = (id: string) => (/[",]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id)
    expect(lines('customers')).toEqual(IDS.map((id) => `${cell(id)},2020-01-01,individual`))
    expect(lines('services').map((line) => line.split(',2020')[0])).toEqual(
      IDS.map((id) => `${cell(`${id}-1`)},${cell(id)},mobile`),
    )
    expect(check.tables.map(({ rejected }) => rejected)).toEqual([0, 0, 0])
  })

  it('are trimmed only where the mapping says so', async () => {
    const { lines } = await mapped(
      { 'people.csv': people('  C1　,2020-01-01,1,') },
      { customers: CUSTOMERS.replace('customer_id: id', 'customer_id: {column: id, trim: true}') },
    )
    expect(lines('customers')).toEqual(['C1,2020-01-01,individual'])
    expect(lines('services')[0]).toMatch(/^ {2}C1　-1, {2}C1　,/)
  })

  it('are empty where a part is, and leave their row out', async () => {
    const customers = CUSTOMERS.replace('customer_id: id', "customer_id: {text: '{x}-{id}'}")
    const { rejects } = await mapped(
      { 'people.csv': people('C1,2020-01-01,1,', 'C2,2020-01-01,1,a') },
      { customers },
    )
    expect(rejects).toEqual(['customers,people.csv,1,x,,missing,customer_id'])
  })
})

describe('codes', () => {
  const rows = people(
    'C1,2020-01-01,1,A',
    'C2,2020-01-01,1,B',
    'C3,2020-01-01,1,Z',
    'C4,2020-01-01,1,',
  )
  const segment = (written: string) => CUSTOMERS.replace('{text: individual}', written)

  it('that are unknown leave their row out and are counted', async () => {
    const customers = segment('{codes: {A: individual, B: enterprise}, of: x}')
    const { tables, rejects } = await mapped({ 'people.csv': rows }, { customers })
    expect(tables[0]).toMatchObject({ rows: 2, leftOut: 2 })
    expect(tables[0]?.unmappedCodes).toEqual([{ into: 'segment', code: 'Z', rows: 1 }])
    expect(rejects).toEqual([
      'customers,people.csv,3,x,Z,unknown-code,segment',
      'customers,people.csv,4,x,,missing,segment',
    ])
  })

  it('have an else, and one for nothing', async () => {
    const customers = segment("{codes: {A: government, '': enterprise}, else: individual, of: x}")
    const { lines } = await mapped({ 'people.csv': rows }, { customers })
    const words = lines('customers').map((line) => line.split(',').at(-1))
    expect(words).toEqual(['government', 'individual', 'individual', 'enterprise'])
  })
})

describe('where', () => {
  const rows = people(
    'C1,2020-01-01,5,a',
    'C2,2021-06-30,10,b',
    'C3,2022-01-01,15,',
    'C4,2023-01-01,?,c',
  )

  it.each([
    ['{column: x, is: a}', ['C1'], 0],
    ['{column: x, isNot: a}', ['C2', 'C3', 'C4'], 0],
    ['{column: x, in: [a, c]}', ['C1', 'C4'], 0],
    ['{column: x, notIn: [a, c]}', ['C2', 'C3'], 0],
    ['{column: x, empty: true}', ['C3'], 0],
    ['{column: x, empty: false}', ['C1', 'C2', 'C4'], 0],
    ['{column: fee, above: 5, atMost: 15}', ['C2', 'C3'], 1],
    ['{column: joined, atLeast: 2021-06-30, below: 2023-01-01}', ['C2', 'C3'], 0],
    ['{column: {month: {date: joined}}, above: 2021-06}', ['C3', 'C4'], 0],
    ['{column: {amount: fee, unit: yuan}, below: 1000}', ['C1'], 1],
    ['[{column: x, empty: false}, {not: {column: x, is: b}}]', ['C1', 'C4'], 0],
    [
      '{any: [{column: x, is: a}, {all: [{column: x, is: b}, {column: id, is: C2}]}]}',
      ['C1', 'C2'],
      0,
    ],
  ])('%s wants %s', async (where, ids, leftOut) => {
    const customers = CUSTOMERS.replace(
      '    from: people\n',
      `    from: people\n    where: ${where}\n`,
    )
    const { lines, tables } = await mapped({ 'people.csv': rows }, { customers })
    expect(lines('customers').map((line) => line.split(',')[0])).toEqual(ids)
    const notWanted = 4 - ids.length - leftOut
    expect(tables[0]?.blocks[0]).toMatchObject({ rows: 4, out: ids.length, leftOut, notWanted })
  })
})

describe('wide months', () => {
  const charges = (wide: string) =>
    CHARGES.replace('from: people', `from: bills\n    wide: ${wide}`)
      .replace('period: {text: 2026-10}', 'period: m')
      .replace('amount: fee', 'amount: v')
  const sources = '  people: {files: people.csv}\n  bills: {files: bills/*.csv}\n'
  const files = { 'people.csv': people('C1,2020-01-01,1,') }

  it.each([
    [
      "{columns: 'M{YYYYMM}', month: m, value: v}",
      'id,M202601,M202602\nC1,1.00,\n',
      'id,M202603\nC1,3.00\n',
    ],
    [
      "{columns: '{YYYY}年{M}月', month: m, value: v}",
      'id,2026年1月,2026年2月\nC1,1.00,\n',
      'id,2026年3月\nC1,3.00\n',
    ],
    [
      "{columns: '{MON}', year: y, month: m, value: v}",
      'id,y,Jan,FEB\nC1,2026,1.00,\n',
      'id,y,Mar\nC1,2026,3.00\n',
    ],
    [
      '{columns: {a: 1, b: 2, c: 3}, year: y, month: m, value: v}',
      'id,y,a,b\nC1,2026,1.00,\n',
      'id,y,c\nC1,2026,3.00\n',
    ],
    [
      '{columns: {a: 2026-01, b: 2026-02, c: 2026-03}, month: m, value: v}',
      'id,a,b\nC1,1.00,\n',
      'id,c\nC1,3.00\n',
    ],
  ])('are a row each: %s', async (wide, first, second) => {
    const given = { ...files, 'bills/1.csv': first, 'bills/2.csv': second }
    const { lines, tables } = await mapped(given, { sources, charges: charges(wide) })
    const rest = 'C1,C1-1,mobile,recurring'
    expect(lines('charges')).toEqual([`2026-01,${rest},100`, `2026-03,${rest},300`])
    expect(tables[2]?.blocks[0]).toMatchObject({ rows: 2, made: 3, out: 2, empty: 1, leftOut: 0 })
  })

  it('name the column of a cell that cannot be read', async () => {
    const bills = { 'bills/1.csv': 'id,M202601,M202602\nC1,1.00,x\n' }
    const made = charges("{columns: 'M{YYYYMM}', month: m, value: v}")
    const { rejects } = await mapped({ ...files, ...bills }, { sources, charges: made })
    expect(rejects).toEqual(['charges,bills/1.csv,1,M202602,x,malformed-amount,amount_fen'])
  })
})

describe('a row for each month', () => {
  it('is none where there is no month, and a reject where an end is not known', async () => {
    const each = '{month: m, from: {month: {date: joined}}, through: {month: x}}'
    const charges = CHARGES.replace('    columns:', `    each: ${each}\n    columns:`).replace(
      'period: {text: 2026-10}',
      'period: m',
    )
    const rows = people(
      'C1,2026-09-01,1,2026-10',
      'C2,2026-10-01,1,2026-09',
      'C3,2026-10-01,1,',
      'C4,1900-10-01,1,2026-10',
    )
    const { lines, rejects, tables } = await mapped({ 'people.csv': rows }, { charges })
    expect(lines('charges')).toEqual([
      '2026-09,C1,C1-1,mobile,recurring,100',
      '2026-10,C1,C1-1,mobile,recurring,100',
    ])
    expect(rejects).toEqual([
      'charges,people.csv,3,x,,missing,each',
      'charges,people.csv,4,joined,1900-10-01,too-many-months,each',
    ])
    const counts = { rows: 4, made: 5, out: 2, leftOut: 2, empty: 1, notWanted: 0 }
    expect(tables[2]?.blocks[0]).toMatchObject(counts)
  })
})

describe('files', () => {
  it('may be packed, headless, separated by tabs, Parquet, or given in the call', async () => {
    count += 1
    const at = join(folder, String(count))
    writeFiles(at, { 'mapping.yaml': '' })
    writeFileSync(join(at, 'one.tsv.gz'), gzipSync('C1\t2020-01-01\t1.00\n'))
    const db = await Database.open()
    await db.run(
      `COPY (SELECT 'C2' AS id, DATE '2020-01-02' AS joined, 2.50::DECIMAL(9,2) AS fee) TO '${at}/two.parquet' (FORMAT parquet)`,
    )
    db.close()
    const block = (source: string, table: string) =>
      table
        .replace(/ {2}(\w+):\n {4}from: people/, `    - from: ${source}`)
        .replaceAll('\n    ', '\n      ')
    const both = (table: string) =>
      `${/^ {2}\w+:\n/.exec(table)?.[0]}${block('one', table)}${block('two', table)}`
    const sources = `sources:
  one: {files: one.tsv.gz, delimiter: tab, quote: '', header: [id, joined, fee]}
  two: {}
`
    const facts = [CUSTOMERS, SERVICES, CHARGES].map(both).join('')
    writeFiles(at, { 'mapping.yaml': `${sources}facts:\n${facts}` })
    const { lines, tables } = await mapInto({
      folder: join(at, 'out'),
      mapping: join(at, 'mapping.yaml'),
      sources: { two: join(at, '*.parquet') },
    })
    expect(lines('customers')).toEqual(['C1,2020-01-01,individual', 'C2,2020-01-02,individual'])
    expect(lines('charges').map((line) => line.split(',').at(-1))).toEqual(['100', '250'])
    expect(tables[0]?.blocks.map(({ source }) => source)).toEqual(['one', 'two'])
  })

  it('with line breaks in quotes, CRLF and a byte order mark are read', async () => {
    const text = '\uFEFFid,joined,fee,x\r\nC1,2020-01-01,1.00,"a\r\nb"\r\nC2,2020-01-02,2.00\r\n'
    const { lines } = await mapped({ 'people.csv': text }, {})
    expect(lines('customers')).toEqual(['C1,2020-01-01,individual', 'C2,2020-01-02,individual'])
  })

  it('that cannot be read are a problem', async () => {
    const text = 'id,joined,fee,x\nC1,2020-01-01,1.00,a,too,many\n'
    await expect(mapped({ 'people.csv': text }, {})).rejects.toThrow(
      /^file-unreadable .*people\.csv/,
    )
  })

  it('of which nothing comes out make empty tables', async () => {
    const { tables, written } = await mapped({ 'people.csv': people() }, {})
    expect(tables.map(({ rows }) => rows)).toEqual([0, 0, 0])
    expect(written).toEqual(['customers.csv', 'services.csv', 'charges.csv'])
  })

  it('are profiled: words, lowest and highest, empties, and columns that nothing uses', async () => {
    const rows = people('C1,2020-01-01,1.00,', 'C2,2021-01-01,2.00,')
    const { tables, unused } = await mapped({ 'people.csv': rows }, {})
    expect(unused).toEqual([{ file: 'people.csv', columns: ['x'] }])
    expect(tables[0]?.columns).toEqual([
      { column: 'customer_id', empty: 0, lowest: 'C1', highest: 'C2', words: null },
      { column: 'joined_on', empty: 0, lowest: '2020-01-01', highest: '2021-01-01', words: null },
      {
        column: 'segment',
        empty: 0,
        lowest: 'individual',
        highest: 'individual',
        words: { individual: 2 },
      },
    ])
  })
})
