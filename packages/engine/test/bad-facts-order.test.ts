import { describe, expect, test } from 'vitest'
import { type BadFactsCase, badFactsCases, checked, filesOf, recordsOf } from './bad-facts-cases.ts'

const cases = badFactsCases
  .filter(({ parquet }) => parquet === undefined)
  .map((each) => [each.name, each] as const)

describe('order never decides', () => {
  test.concurrent.each(cases)('%s', async (_name, each) => {
    const files = filesOf(each)
    const shuffled = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, shuffle(text, each.name.length)]),
    )
    const found = await checked(each, shuffled)
    expect(found.tables).toEqual(each.tables)
    expect(rowsNamed(found.expect, shuffled)).toEqual(rowsNamed(each.expect, files))
  })
})

/** What is rejected, by the text of its row instead of its place. */
function rowsNamed(
  found: BadFactsCase['expect'],
  files: Readonly<Record<string, string>>,
): string[] {
  const rows = found.map((one) => {
    if (!('reason' in one)) return one.says.en
    const [path = '', row = ''] = one.at.split(/:(?=\d+$)/)
    const { raw } = recordsOf(files[path] ?? '')[Number(row)] ?? {}
    return [path, raw, one.column, one.value, one.reason].join(' | ')
  })
  return rows.toSorted()
}

/** The same rows in an order that the seed gives, under the same header. */
function shuffle(text: string, seed: number): string {
  const [header, ...rows] = recordsOf(text.replace(/^\uFEFF/, ''))
  const order = rows.map(({ raw }, n) => ({ raw, place: ((n + 1) * 7919 * (seed + 1)) % 104_729 }))
  const mixed = order.toSorted((a, b) => a.place - b.place).map(({ raw }) => raw)
  return [header?.raw, ...mixed].map((raw) => `${raw}\n`).join('')
}
