import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { month } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { assessMonths, Problem } from '../../src/index.ts'
import { national } from '../national.ts'
import { inRepository, mapInto, temporaryFolder, writeFiles } from './mapping.ts'

const folder = temporaryFolder()
const mapping = inRepository('examples/public-sample/mapping.yaml')

const HEADER =
  'customerID,gender,tenure,PhoneService,MultipleLines,InternetService,PaymentMethod,' +
  'MonthlyCharges,TotalCharges,Churn'

/** Invented customers in the shape of the sample: one new, one of a month, three of several. */
const INVENTED = [
  '1000-NEWAA,Female,0,Yes,No,No,Mailed check,20.25, ,No',
  '1001-ONEBB,Male,1,No,No phone service,DSL,Electronic check,29.85,29.85,No',
  '1002-LEFTC,Male,4,Yes,Yes,Fiber optic,Electronic check,99.9,350,Yes',
  '1003-CALLD,Female,3,Yes,No,No,"Bank transfer, automatic",19.5,60.07,No',
  '"1004,""E""",Male,3,No,No phone service,DSL,Mailed check,50,29.99,No',
]

function invented(name: string, rows: readonly string[]) {
  writeFiles(folder, { [`${name}.csv`]: [HEADER, ...rows, ''].join('\r\n') })
  return mapInto({ folder, mapping, sources: { churn: join(folder, `${name}.csv`) } })
}

describe('five invented customers of the public sample', () => {
  const mapped = invented('five', INVENTED)

  it('become four: one of tenure 0 is not wanted', async () => {
    const { lines, tables } = await mapped
    expect(tables[0]?.blocks[0]).toMatchObject({ rows: 5, out: 4, notWanted: 1, leftOut: 0 })
    expect(lines('customers')).toEqual([
      '1001-ONEBB,2026-10-01,,individual',
      '1002-LEFTC,2026-07-01,2026-10-31,individual',
      '1003-CALLD,2026-08-01,,individual',
      '"1004,""E""",2026-08-01,,individual',
    ])
  })

  it('have a mobile for a phone and a broadband line for internet', async () => {
    const { lines } = await mapped
    expect(lines('services')).toEqual([
      '1002-LEFTC-mobile,1002-LEFTC,mobile,2026-07-01,2026-07-01,2026-10-31',
      '1003-CALLD-mobile,1003-CALLD,mobile,2026-08-01,2026-08-01,',
      '1001-ONEBB-broadband,1001-ONEBB,broadband,2026-10-01,2026-10-01,',
      '1002-LEFTC-broadband,1002-LEFTC,broadband,2026-07-01,2026-07-01,2026-10-31',
      '"1004,""E""-broadband","1004,""E""",broadband,2026-08-01,2026-08-01,',
    ])
  })

  it('have one charge a period, floored towards minus infinity, the remainder on the first', async () => {
    const { lines, written } = await mapped
    expect(written.slice(2)).toEqual([
      'charges/2026-07.csv',
      'charges/2026-08.csv',
      'charges/2026-09.csv',
      'charges/2026-10.csv',
    ])
    expect(lines('charges')).toEqual([
      '2026-07,1002-LEFTC,1002-LEFTC-mobile,mobile,recurring,8338',
      '2026-08,1002-LEFTC,1002-LEFTC-mobile,mobile,recurring,8336',
      '2026-08,1003-CALLD,1003-CALLD-mobile,mobile,recurring,2029',
      '2026-08,"1004,""E""","1004,""E""-broadband",broadband,recurring,-1000',
      '2026-09,1002-LEFTC,1002-LEFTC-mobile,mobile,recurring,8336',
      '2026-09,1003-CALLD,1003-CALLD-mobile,mobile,recurring,2028',
      '2026-09,"1004,""E""","1004,""E""-broadband",broadband,recurring,-1001',
      '2026-10,1002-LEFTC,1002-LEFTC-mobile,mobile,recurring,9990',
      '2026-10,1003-CALLD,1003-CALLD-mobile,mobile,recurring,1950',
      '2026-10,"1004,""E""","1004,""E""-broadband",broadband,recurring,5000',
      '2026-10,1001-ONEBB,1001-ONEBB-broadband,broadband,recurring,2985',
    ])
  })

  it('are left out, and named, with an amount that is not one', async () => {
    const row = '1005-BADDD,Male,2,Yes,No,No,Mailed check,20.255,40,No'
    const { rejects } = await invented('bad', [...INVENTED, row])
    expect(rejects.map((each) => each.replace(folder, '…'))).toEqual([
      'charges,…/bad.csv,6,MonthlyCharges,20.255,not-whole-fen,amount_fen',
      'charges,…/bad.csv,6,MonthlyCharges,20.255,not-whole-fen,amount_fen',
    ])
  })

  it('are not replaced by a source that the mapping does not have', async () => {
    const wrong = mapInto({ folder, mapping, sources: { chrun: 'five.csv' } })
    await expect(wrong).rejects.toThrow(Problem)
  })
})

const beside = inRepository('../shared/data/telco-customer-churn/Telco-Customer-Churn.csv')
const sample = process.env['DIPPER_SAMPLE'] ?? beside
const there = existsSync(sample)
const why = there ? '' : ` (skipped: name its CSV in DIPPER_SAMPLE; not found at ${sample})`

describe.skipIf(!there)(`the public sample${why}`, () => {
  it('becomes facts that hold every cent', async () => {
    const { tables, lines, check, written } = await mapInto({
      folder,
      mapping,
      sources: { churn: sample },
    })
    expect(tables.map(({ rows, leftOut }) => [rows, leftOut])).toEqual([
      [7_032, 0],
      [11_864, 0],
      [227_990, 0],
    ])
    expect(tables[0]?.blocks[0]?.notWanted).toBe(11)
    expect(written.filter((file) => file.startsWith('charges/'))).toHaveLength(72)
    const fen = lines('charges').reduce((sum, line) => sum + Number(line.split(',').at(-1)), 0)
    expect(fen).toBe(1_605_616_870)
    expect(check.tables.map(({ rejected }) => rejected)).toEqual([0, 0, 0])
  })
})

describe('the second extract', () => {
  const mapped = mapInto({ folder, mapping: inRepository('examples/second-extract/mapping.yaml') })

  it('becomes facts, and its four bad rows rejects', async () => {
    const { tables, rejects } = await mapped
    expect(tables.map(({ table, rows, leftOut }) => [table, rows, leftOut])).toEqual([
      ['customers', 13, 1],
      ['services', 27, 2],
      ['charges', 474, 1],
      ['stops', 5, 0],
    ])
    expect(rejects).toEqual([
      'customers,customers.csv,14,入网时间,20260231,malformed-date,joined_on',
      'services,lines.csv,28,入网时间,20260231,malformed-date,opened_on',
      'services,lines.csv,29,业务类型,70,unknown-code,kind',
      'charges,bills-2026-10.csv,1,M202606,59.005,not-whole-fen,amount_fen',
    ])
  })

  it('loses no row: made is out, left out, not wanted or empty', async () => {
    for (const { made, out, leftOut, notWanted, empty } of (await mapped).tables.flatMap(
      ({ blocks }) => blocks,
    )) {
      expect(out + leftOut + notWanted + empty).toBe(made)
    }
  })

  it('has twelve months over two files, and every stop by kind and cause', async () => {
    const { lines, written } = await mapped
    expect(written.filter((file) => file.startsWith('charges/'))).toHaveLength(12)
    expect(lines('charges')[0]).toBe(
      '830011-30-2025-11,2025-11,K2000100,A2000100,830011,mobile,package,9900',
    )
    expect(lines('stops').map((line) => line.split(',').slice(2, 5).join(' '))).toEqual([
      'single arrears 2026-03-02',
      'double arrears 2026-03-16',
      'single arrears 2026-06-02',
      'double request 2025-12-24',
      'double lost 2026-04-09',
    ])
  })

  it('is checked and assessed', async () => {
    const { facts, check } = await mapped
    expect(check.tables.map(({ table, rejected }) => [table, rejected])).toEqual([
      ['customers', 0],
      ['services', 0],
      ['charges', 20],
      ['stops', 0],
    ])
    const { months } = await assessMonths({
      programme: national(),
      facts,
      register: join(folder, 'register'),
      from: month('2026-11'),
      through: month('2026-11'),
      knownBy: null,
      threads: 2,
    })
    expect(months.map(({ customers }) => customers)).toEqual([9])
  })
})
