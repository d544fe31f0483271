import { join } from 'node:path'
import { LANGUAGES } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { mapSentence } from '../../src/index.ts'
import {
  CHARGES,
  CUSTOMERS,
  diagnosticsOf,
  mistakesOf,
  type Request,
  SERVICES,
  temporaryFolder,
  writeFiles,
} from './mapping.ts'

const folder = temporaryFolder()
const PEOPLE = 'id,joined,fee,fee\nC1,2020-01-01,1.00,2.00\n'
writeFiles(folder, { 'people.csv': PEOPLE.replaceAll(',fee,fee', ',fee,kind') })
writeFiles(folder, { 'twice.csv': PEOPLE })

let files = 0

/** A mapping that is right but for what `change` puts into it. */
function written(change: (right: string) => string): Request {
  const right = `sources:\n  people: {files: people.csv}\nfacts:\n${CUSTOMERS}${SERVICES}${CHARGES}`
  files += 1
  writeFiles(folder, { [`mapping-${files}.yaml`]: change(right) })
  return { folder, mapping: join(folder, `mapping-${files}.yaml`) }
}

/** Puts something in the place of `joined` in line 6. */
const joined = (written: string) => (right: string) =>
  right.replace('joined_on: joined', `joined_on: ${written}`)
const file = (written: string) => (right: string) => right.replace('{files: people.csv}', written)
const customers = (written: string) => (right: string) =>
  right.replace('    from: people\n', `    from: people\n    ${written}\n`)

const CASES: readonly (readonly [string, (right: string) => string, string])[] = [
  ['broken YAML', (right) => `${right}  x: [`, '24:7 this cannot be read as YAML from here on; '],
  ['no mapping', () => '- a', '1:1 the file is not a mapping; write `sources:` and `facts:` '],
  ['a tag', joined('!day joined'), '6:48 tags, references to other places and lists as keys are'],
  [
    'a key twice',
    customers('from: people'),
    '6:5 `from` is written twice, first in line 5; keep one of the two',
  ],
  [
    'an unknown key',
    customers('were: {column: id, is: C1}'),
    '6:5 `facts.customers` does not know `were`; did you mean `where`? allowed here: from, where,',
  ],
  [
    'an unknown table',
    (right) => right.replace('  customers:', '  custmers:'),
    '4:3 `facts` does not know `custmers`; did you mean `customers`? allowed here: customers, ',
  ],
  [
    'a table that must be there',
    (right) => right.replace(CHARGES, ''),
    '4:3 facts need the table `charges`; write what it is made of',
  ],
  [
    'a column that must be there',
    (right) => right.replace('segment: {text: individual}', 'region: id'),
    '6:14 `customers` needs the column `segment`; write `segment: ` and what it is made of',
  ],
  [
    'an unknown source',
    (right) => right.replace('from: people', 'from: peple'),
    '5:11 there is no source `peple`; did you mean `people`? write one of: people',
  ],
  ['no files', file('{}'), '2:3 the source `people` names no files; write `files:`, or give --s'],
  [
    'files that are not there',
    file('{files: [none-*.csv]}'),
    '2:20 no file of the source `people` is at `none-*.csv`; mend the path, which starts at the',
  ],
  [
    'an unknown column',
    joined('joind'),
    '6:43 `people.csv` has no column `joind`; did you mean `joined`? write a name as its header',
  ],
  [
    'a column that the header has twice',
    (right) => right.replace('people.csv', 'twice.csv'),
    '23:28 `twice.csv` has several columns `fee`; give them names of their own with `header:`',
  ],
  [
    'a value by the name of a column',
    file('{files: people.csv, values: {fee: joined}}'),
    '2:45 `fee` is a column of `people.csv` already; choose another name',
  ],
  [
    'a value made of itself',
    file('{files: people.csv, values: {a: b, b: a}}'),
    '2:43 `b` is made of itself; make it of columns of the file',
  ],
  [
    'a head that is none',
    joined('{dat: joined}'),
    '6:43 `facts.customers.columns.joined_on` does not say what it is made of; did you mean `date`',
  ],
  [
    'two heads',
    joined('{date: joined, month: joined}'),
    '6:58 `facts.customers.columns.joined_on` is made of several things at once: date, month; keep',
  ],
  [
    'an option that the head does not have',
    joined('{date: joined, unit: yuan}'),
    '6:58 `facts.customers.columns.joined_on` does not know `unit`; allowed here: date, form',
  ],
  [
    'a form without days',
    joined('{date: joined, form: YYYYMM}'),
    '6:64 `facts.customers.columns.joined_on.form` is `YYYYMM`, which does not say each part of the',
  ],
  [
    'a fixed day that is none',
    joined('{text: 2021-02-29}'),
    '6:50 `facts.customers.columns.joined_on` is `2021-02-29`, not a day; write it such as `2026-10',
  ],
  [
    'an amount for a day',
    joined('{amount: fee}'),
    '6:43 `facts.customers.columns.joined_on` is an amount where a day is needed; take firstDay or',
  ],
  [
    'a word that the column does not know',
    (right) => right.replace('{text: individual}', '{text: person}'),
    '6:67 `facts.customers.columns.segment` cannot be `person`; write one of: individual, enterpris',
  ],
  [
    'a code for a word that the column does not know',
    (right) => right.replace('{text: individual}', '{codes: {1: indvidual}, of: fee}'),
    '6:72 `facts.customers.columns.segment.codes.1` cannot be `indvidual`; did you mean `individua',
  ],
  [
    'a unit that is none',
    (right) => right.replace('unit: yuan', 'unit: dollar'),
    '23:39 `facts.charges.columns.amount_fen.unit` cannot be `dollar`; write one of: yuan, jiao, f',
  ],
  [
    'a brace without partner',
    (right) => right.replace("'{id}-1'", "'{id-1'"),
    '10:26 `facts.services.columns.service_id.text` is `{id-1`, with a brace that has no partner; ',
  ],
  [
    'a condition without a test',
    customers('where: {column: id}'),
    '6:12 `facts.customers.where` does not test its column; write one of: is, isNot, in, notIn',
  ],
  [
    'a share of no months',
    (right) => right.replace('{amount: fee, unit: yuan}', '{share: {amount: fee}}'),
    '23:19 `facts.charges.columns.amount_fen` is a share, but of no months; write `each:` beside',
  ],
  [
    'months that no column has',
    customers("wide: {columns: 'M{YYYYMM}', month: m, value: v}"),
    '6:11 `people.csv` has no column that is a month as `M{YYYYMM}` says; write it as the header',
  ],
  [
    'months without a year',
    customers("wide: {columns: '{M}月', month: m, value: v}"),
    '6:11 `{M}月` says months without a year; write `year:` and the column that holds it',
  ],
  [
    'an encoding that is not read',
    file('{files: people.csv, encoding: gbk}'),
    '2:41 `sources.people.encoding` cannot be `gbk`; write one of: utf-8, utf-16, latin-1',
  ],
]

describe('a mapping with a mistake', () => {
  it.each(CASES)('is refused at its place: %s', async (_, change, start) => {
    const found = await mistakesOf(written(change))
    expect(found[0]).toBeDefined()
    expect(found[0]?.slice(0, start.length)).toBe(start)
  })

  it.each(LANGUAGES)('is told of in %s: what is wrong, then what to do', async (language) => {
    for (const [, change] of CASES) {
      for (const each of await diagnosticsOf(written(change))) {
        expect(mapSentence(each, language)).toMatch(/^[^;；]+(; |；)\S/)
        expect(mapSentence(each, language)).not.toMatch(/undefined|NaN/)
      }
    }
  })

  it('is right without it', async () => {
    expect(await mistakesOf(written((right) => right))).toEqual([])
  })
})
