import { LANGUAGES } from '@dipper/policy'
import { describe, expect, test } from 'vitest'
import { REJECT_REASONS } from '../src/index.ts'
import {
  type BadFactsCase,
  badFactsCases,
  checked,
  type ExpectedReject,
  type Found,
  filesOf,
  recordsOf,
  rejectsOf,
  rewriteExpectations,
  tableOf,
} from './bad-facts-cases.ts'

const found: Found[] = []
for (const each of badFactsCases) found.push(await checked(each))
rewriteExpectations(found)

describe('what is rejected, and in which words (bad-facts.yaml)', () => {
  test.each(badFactsCases.map((each, n) => [each.name, each, found[n] as Found] as const))(
    '%s',
    async (_name, each, { tables, expect: rejects, check }) => {
      expect({ tables, expect: rejects }).toEqual({ tables: each.tables, expect: each.expect })
      for (const { table, rows, accepted, rejected, reasons } of check?.tables ?? []) {
        expect(rows).toBe(accepted + rejected)
        expect(rejected).toBe(rejectsOf({ expect: rejects }).filter(ofTable(table)).length)
        expect(rejected).toBe(Object.values(reasons).reduce((sum, n) => sum + n, 0))
        if (each.parquet === undefined) expect(rows).toBe(rowsGiven(each, table))
      }
    },
  )

  test('every row of a case with mistakes is in the table at most once', () => {
    for (const { expect: rejects } of found) {
      const places = rejectsOf({ expect: rejects }).map(({ at }) => at)
      expect(new Set(places).size).toBe(places.length)
    }
  })

  test('every reason is met, in every table that can give it', () => {
    const met = new Set(
      found.flatMap((each) => rejectsOf(each).map(({ at, reason }) => `${tableOf(at)} ${reason}`)),
    )
    const reasons = new Set([...met].map((each) => each.split(' ')[1]))
    expect(REJECT_REASONS.filter((reason) => !reasons.has(reason))).toEqual([])
    const can = {
      customers:
        'missing malformed-date unknown-word too-long left-before-joined given-twice overlap',
      attributes: 'missing malformed-date unknown-word given-twice unknown-customer',
      services:
        'missing malformed-date unknown-word too-long held-to-before-from opened-after-held given-twice overlap unknown-customer',
      charges:
        'missing malformed-month malformed-amount unknown-word too-long amount-beyond differs-from-path given-twice unknown-customer unknown-service',
      stops:
        'missing malformed-date unknown-word too-long given-twice unknown-customer unknown-service',
      controls: 'missing malformed-month malformed-count unknown-word given-twice',
      profiles: 'missing malformed-date too-long given-twice',
    }
    const wanted = Object.entries(can).flatMap(([table, each]) =>
      each.split(' ').map((reason) => `${table} ${reason}`),
    )
    expect(wanted.filter((each) => !met.has(each))).toEqual([])
  })

  test('the sentences name the cell, and say something of their own in each language', () => {
    for (const { column, value, says } of found.flatMap((each) => rejectsOf(each))) {
      for (const language of LANGUAGES) {
        if (!/customer|service/.test(column)) expect(says[language]).toContain(column)
        if (says.en.includes(value)) expect(says[language]).toContain(value)
        expect(says[language]).not.toMatch(/undefined|null`|\[object|[.。]$/)
      }
      expect(new Set(Object.values(says)).size).toBe(LANGUAGES.length)
    }
  })
})

const ofTable =
  (table: string) =>
  ({ at }: ExpectedReject): boolean =>
    tableOf(at) === table

function rowsGiven(each: BadFactsCase, table: string): number {
  const texts = Object.entries(filesOf(each)).filter(([path]) => tableOf(path) === table)
  return texts.reduce((sum, [, text]) => sum + recordsOf(text).length - 1, 0)
}
