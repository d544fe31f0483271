import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHARGES, CUSTOMERS, mapInto, SERVICES, temporaryFolder, writeFiles } from './mapping.ts'

const folder = temporaryFolder()
const RUNS = { numRuns: 3, seed: 20261031 }
const MOST = 99_999_999_999

interface Person {
  readonly fee: string
  readonly months: number
}

/** The charges of people with a fee each, by the SQL-free way: through a mapping. */
async function chargesOf(name: string, people: readonly Person[], charges: string) {
  const rows = people.map(({ fee, months }, at) => `P${at},2020-01-01,${fee},${months}`)
  writeFiles(folder, {
    [`${name}.csv`]: ['id,joined,fee,months', ...rows, ''].join('\n'),
    [`${name}.yaml`]: `sources:\n  people: {files: ${name}.csv}\nfacts:\n${CUSTOMERS}${SERVICES}${charges}`,
  })
  return mapInto({ folder: join(folder, name), mapping: join(folder, `${name}.yaml`) })
}

const fen = fc.integer({ min: -MOST, max: MOST })
const months = fc.integer({ min: 1, max: 40 })
const several = { minLength: 200, maxLength: 300 }

/** 1205 → `12.05`. */
function yuanText(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

describe('an amount', () => {
  it('in yuan to the cent is the same fen, whatever its size', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fen, several), async (amounts) => {
        const people = amounts.map((amount) => ({ fee: yuanText(amount), months: 1 }))
        run += 1
        const { lines, tables } = await chargesOf(`yuan-${run}`, people, CHARGES)
        expect(lines('charges').map((line) => Number(line.split(',').at(-1)))).toEqual(amounts)
        expect(tables.map(({ leftOut }) => leftOut)).toEqual([0, 0, 0])
      }),
      RUNS,
    )
  })

  it('is shared evenly, adds up, and has its remainder on one month', async () => {
    const charges = CHARGES.replace('period: {text: 2026-10}', 'period: month')
      .replace(
        '    columns:',
        '    each: {month: month, from: {month: {text: 2026-11}, minus: {number: months}}, through: {text: 2026-10}}\n    columns:',
      )
      .replace('{amount: fee, unit: yuan}', '{share: {amount: fee, unit: yuan}, remainder: last}')
    let run = 0
    const person = fc.record({ fee: fen, months })
    await fc.assert(
      fc.asyncProperty(fc.array(person, several), async (people) => {
        run += 1
        const written = people.map(({ fee, months }) => ({ fee: yuanText(fee), months }))
        const { lines } = await chargesOf(`share-${run}`, written, charges)
        const shares = new Map<string, number[]>()
        for (const line of lines('charges')) {
          const [, customer = '', , , , amount] = line.split(',')
          shares.set(customer, [...(shares.get(customer) ?? []), Number(amount)])
        }
        for (const [at, { fee, months }] of people.entries()) {
          const each = Math.floor(fee / months)
          const last = fee - each * (months - 1)
          expect(shares.get(`P${at}`)).toEqual([...Array(months - 1).fill(each), last])
        }
      }),
      RUNS,
    )
  })

  it.each([
    ['yuan', '', '12.5', 1250],
    ['yuan', '', '12.3400', 1234],
    ['yuan', '', '-0.07', -7],
    ['yuan', '', '12.345', null],
    ['yuan', ', round: down', '12.345', 1234],
    ['yuan', ', round: half-up', '12.345', 1235],
    ['yuan', ', round: half-up', '-12.345', -1235],
    ['li', '', '12340', 1234],
    ['li', '', '12345', null],
    ['li', ', round: half-up', '12345', 1235],
    ['jiao', '', '1.3', 13],
    ['fen', '', '13', 13],
    ['fen', '', '13.5', null],
    ['yuan', '', '1e3', null],
    ['yuan', '', '.5', null],
    ['yuan', '', '+5', null],
    ['yuan', '', '5 ', null],
  ])('in %s%s is read to the last digit: %s', async (unit, round, fee, wanted) => {
    const charges = CHARGES.replace('unit: yuan', `unit: ${unit}${round}`)
    const name = `one-${unit}${round.replaceAll(/\W/g, '')}${fee.replaceAll(/\W/g, '_')}`
    const people = [
      { fee: '1', months: 1 },
      { fee, months: 1 },
    ].map((each) => (unit === 'li' && each.fee === '1' ? { ...each, fee: '10' } : each))
    const { lines, rejects } = await chargesOf(name, people, charges)
    const found = lines('charges').filter((line) => line.includes('P1'))
    expect(found.map((line) => Number(line.split(',').at(-1)))).toEqual(
      wanted === null ? [] : [wanted],
    )
    expect(rejects).toHaveLength(wanted === null ? 1 : 0)
  })
})
