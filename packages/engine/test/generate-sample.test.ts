import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const script = join(repository, 'examples/public-sample/to-facts.mjs')
const folder = mkdtempSync(join(tmpdir(), 'dipper-sample-'))

afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the script as its README says. */
function toFacts(source: string, out: string): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [script, source, out], { encoding: 'utf8' })
}

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

function invented(name: string, rows: readonly string[] = INVENTED) {
  const source = join(folder, `${name}.csv`)
  writeFileSync(source, [HEADER, ...rows, ''].join('\r\n'))
  const out = join(folder, name)
  const read = (file: string) => readFileSync(join(out, file), 'utf8').trimEnd().split('\n')
  return { ...toFacts(source, out), out, read }
}

describe('five invented customers', () => {
  const facts = invented('five')

  it('become four: one of tenure 0 is left out', () => {
    expect(facts.status).toBe(0)
    expect(facts.stderr).toContain('4 customers')
    expect(facts.stderr).toContain('1 left out with tenure 0')
    expect(facts.read('customers.csv')).toEqual([
      'customer_id,joined_on,left_on,segment,region',
      '1001-ONEBB,2026-10-01,,individual,',
      '1002-LEFTC,2026-07-01,2026-10-31,individual,',
      '1003-CALLD,2026-08-01,,individual,',
      '"1004,""E""",2026-08-01,,individual,',
    ])
  })

  it('have a mobile for a phone and a broadband line for internet', () => {
    expect(facts.read('services.csv')).toEqual([
      'service_id,customer_id,account_id,kind,opened_on,held_from,held_to',
      '1001-ONEBB-broadband,1001-ONEBB,,broadband,2026-10-01,2026-10-01,',
      '1002-LEFTC-mobile,1002-LEFTC,,mobile,2026-07-01,2026-07-01,2026-10-31',
      '1002-LEFTC-broadband,1002-LEFTC,,broadband,2026-07-01,2026-07-01,2026-10-31',
      '1003-CALLD-mobile,1003-CALLD,,mobile,2026-08-01,2026-08-01,',
      '"1004,""E""-broadband","1004,""E""",,broadband,2026-08-01,2026-08-01,',
    ])
  })

  it('have one charge a period, floored towards minus infinity, the remainder on the first', () => {
    const periods = readdirSync(join(facts.out, 'charges')).sort()
    expect(periods).toEqual(['2026-07.csv', '2026-08.csv', '2026-09.csv', '2026-10.csv'])
    const charges = periods.flatMap((file) => facts.read(`charges/${file}`).slice(1))
    expect(charges).toEqual([
      '2026-07,1002-LEFTC,,1002-LEFTC-mobile,mobile,recurring,8338',
      '2026-08,1002-LEFTC,,1002-LEFTC-mobile,mobile,recurring,8336',
      '2026-08,1003-CALLD,,1003-CALLD-mobile,mobile,recurring,2029',
      '2026-08,"1004,""E""",,"1004,""E""-broadband",broadband,recurring,-1000',
      '2026-09,1002-LEFTC,,1002-LEFTC-mobile,mobile,recurring,8336',
      '2026-09,1003-CALLD,,1003-CALLD-mobile,mobile,recurring,2028',
      '2026-09,"1004,""E""",,"1004,""E""-broadband",broadband,recurring,-1001',
      '2026-10,1001-ONEBB,,1001-ONEBB-broadband,broadband,recurring,2985',
      '2026-10,1002-LEFTC,,1002-LEFTC-mobile,mobile,recurring,9990',
      '2026-10,1003-CALLD,,1003-CALLD-mobile,mobile,recurring,1950',
      '2026-10,"1004,""E""",,"1004,""E""-broadband",broadband,recurring,5000',
    ])
  })

  it('are not written over what is there', () => {
    const again = toFacts(join(folder, 'five.csv'), facts.out)
    expect(again.status).toBe(2)
    expect(again.stderr).toContain('not empty')
  })

  it('are refused with an amount that is not one, naming the customer', () => {
    const bad = invented('bad', ['1005-BADDD,Male,2,Yes,No,No,Mailed check,20.255,40,No'])
    expect(bad.status).toBe(2)
    expect(bad.stderr).toBe('customer 1005-BADDD: not an amount in cents: 20.255\n')
    expect(existsSync(bad.out)).toBe(false)
  })
})

const beside = join(repository, '../shared/data/telco-customer-churn/Telco-Customer-Churn.csv')
const sample = process.env['DIPPER_SAMPLE'] ?? beside
const there = existsSync(sample)
const why = there ? '' : ` (skipped: name its CSV in DIPPER_SAMPLE; not found at ${sample})`

describe.skipIf(!there)(`the public sample${why}`, () => {
  it('becomes facts that hold every cent', () => {
    const out = join(folder, 'sample')
    const { status, stderr } = toFacts(sample, out)
    expect(status).toBe(0)
    expect(stderr).toContain('7032 customers, 11864 services and 227990 charges of 72 periods')
    expect(stderr).toContain('11 left out with tenure 0')
    const files = readdirSync(join(out, 'charges'))
    const rows = files.flatMap((file) =>
      readFileSync(join(out, 'charges', file), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1),
    )
    const fen = rows.reduce((sum, row) => sum + Number(row.slice(row.lastIndexOf(',') + 1)), 0)
    expect(rows).toHaveLength(227_990)
    expect(fen).toBe(1_605_616_870)
  })
})
