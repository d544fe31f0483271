import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Database, generateFacts, monthRows } from '@dipper/engine'
import type { AssessedExplanation, Preview } from '@dipper/explanation'
import { LANGUAGES, month } from '@dipper/policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { explainCustomers } from '../src/explain-customers.ts'
import { programmeIn } from '../src/policy-folder.ts'
import { previewCustomer } from '../src/preview-customer.ts'
import { displayWidth } from '../src/table.ts'
import {
  csv,
  NATIONAL,
  periods,
  run,
  temporaryFolder,
  writeFiles,
  writeWorkedExample,
} from './running.ts'

const UPDATING = process.env['UPDATE']?.split(',').includes('preview') && !process.env['CI']

const folder = temporaryFolder()
const facts = join(folder, 'facts')
const register = join(folder, 'register')
const places = ['--policy', NATIONAL, '--facts', facts, '--register', register]
const preview = (...more: string[]) =>
  run(['preview', ...places, '--tariff', '59', '--from', '2021-07', ...more])

beforeAll(async () => {
  writeWorkedExample(facts)
  const more = [
    'L2,2020-03-05,2021-02-20,individual,',
    'N3,2021-04-09,,individual,',
    'E4,2020-03-05,,enterprise,',
  ]
  const customers = readFileSync(join(facts, 'customers.csv'), 'utf8')
  writeFileSync(join(facts, 'customers.csv'), `${customers}${more.join('\n')}\n`)
  await run(['assess', ...places, '--from', '2020-04', '--through', '2021-04'])
})

describe('dipper preview', () => {
  it.each(LANGUAGES)('says the same in %s', async (language) => {
    const { status, stdout, stderr } = await preview('--customer', 'W1', '--lang', language)
    expect(status).toBe(0)
    expect(stderr).toMatch(/^[^\n]+\n$/)
    const file = new URL(`preview/${language}.txt`, import.meta.url)
    if (UPDATING) writeFileSync(file, stdout)
    expect(stdout).toBe(readFileSync(file, 'utf8'))
  })

  it.each(LANGUAGES)('keeps its tables within a terminal, aligned, in %s', async (language) => {
    const { stdout } = await preview('--customer', 'W1', '--lang', language)
    const tables = stdout.split('\n\n').filter((each) => /^2021-/m.test(each))
    expect(tables).toHaveLength(2)
    for (const table of tables) {
      const lines = table.trimEnd().split('\n')
      const ruled = lines.findIndex((line) => /^-+$/.test(line))
      expect(ruled).toBe(2)
      for (const line of lines) {
        expect(displayWidth(line)).toBeLessThanOrEqual(displayWidth(lines[ruled] as string))
        expect(displayWidth(line)).toBeLessThanOrEqual(100)
      }
    }
  })

  it('is what the register has once the tariff is billed', async () => {
    const { stdout } = await preview('--customer', 'W1', '--json')
    const { months } = JSON.parse(stdout) as Preview & { readonly months: object[] }
    const [billed, assessed] = [join(folder, 'billed'), join(folder, 'assessed')]
    cpSync(facts, billed, { recursive: true })
    cpSync(register, assessed, { recursive: true })
    const fen = (period: string) => (period < '2021-07' ? 12900 : 5900)
    writeFiles(billed, {
      'charges.csv': csv(
        'charges',
        periods('2020-03', 25).map((each) => `${each},W1,,L1,mobile,recurring,${fen(each)}`),
      ),
    })
    const [out, there] = [join(folder, 'stars.csv'), ['--register', assessed]]
    const span = ['--from', '2021-05', '--through', '2022-04']
    await run(['assess', '--policy', NATIONAL, '--facts', billed, ...there, ...span])
    await run(['register', 'export', ...there, ...span, '--out', out])
    const rows = readFileSync(out, 'utf8').trim().split('\n').slice(1)
    expect(months.map(({ changed }: { changed?: object }) => Object.values(changed ?? {}))).toEqual(
      rows
        .filter((row) => row.startsWith('W1,'))
        .map((row) => row.split(',').slice(1).map(valueOf)),
    )
  })

  it.each([
    ['L2', /last day in net is 20 February 2021/],
    ['N3', /who joined on 9 April 2021/],
    ['E4', /segment enterprise does not take part/],
  ])('says of %s why there is nothing', async (customer, said) => {
    const { status, stdout, stderr } = await preview('--customer', customer, '--lang', 'en')
    expect(status).toBe(0)
    expect(stdout).toMatch(said)
    expect(stderr).toMatch(/^nothing to preview for .. after 2021-04/)
    const { stdout: json } = await preview('--customer', customer, '--json')
    expect(JSON.parse(json)).toMatchObject({ status: 'none', customerId: customer })
  })

  it.each([
    [['--customer', 'nobody'], /^customer `nobody` has no row in 2021-04/],
    [['--customer', 'W1', '--from', '2021-03'], /--from is `2021-03`; .* 2021-04 through 2022-03/],
    [['--customer', 'W1', '--from', '2022-04'], /--from is `2022-04`; .* 2021-04 through 2022-03/],
    [['--customer', 'W1', '--months', '2'], /--from is `2021-07`; .* 2021-04 through 2021-05/],
    [['--customer', 'W1', '--months', '61'], /whole number from 1 to 60/],
    [['--customer', 'W1', '--kind', 'satellite'], /--kind does not know `satellite`/],
    [['--customer', 'W1', '--register', folder], /^there is no assessed month in the register/],
  ])('%j is wrong, and says what to write', async (more, said) => {
    const { status, stderr } = await preview(...more)
    expect(status).toBe(2)
    expect(stderr).toMatch(said)
  })
})

describe('in a small province', () => {
  const province = join(folder, 'province')
  const assessed = join(folder, 'province-register')
  const io = { stdout: process.stdout, stderr: process.stderr, cwd: '/', env: {} }
  const through = month('2026-10')
  const stored = { programme: programmeIn(io, NATIONAL), facts: province, register: assessed }

  beforeAll(async () => {
    const size = { customers: 400, periods: 14, through, seed: 59 }
    await generateFacts({ ...size, out: province, format: 'parquet' })
    const there = ['--policy', NATIONAL, '--facts', province, '--register', assessed]
    await run(['assess', ...there, '--from', '2026-09', '--through', '2026-11'])
  })

  it('goes on without a change as the outlook of each explanation says', async () => {
    const customers = await someOfEachOutcome(assessed)
    const { explanations } = await explainCustomers({ ...stored, customers, month: through + 1 })
    const tariff = { kind: 'mobile', fen: 5900n, from: month('2027-03') } as const
    const statuses = new Set<string>()
    for (const customer of customers) {
      const span = { month: through + 1, months: 13 }
      const found = await previewCustomer({ ...stored, customer, tariff, ...span })
      statuses.add(found.status)
      if (found.status === 'none') continue
      const { outlook } = explanations.get(customer) as AssessedExplanation
      if (outlook.holds === 'nothing') continue
      const { atExpiry } = outlook
      const row = found.months.find((each) => each.month === atExpiry.month)
      expect(row?.unchanged).toEqual(atExpiry)
    }
    expect([...statuses].sort()).toEqual(['none', 'previewed'])
  })
})

/** Two customers of each outcome of the last month. */
async function someOfEachOutcome(from: string): Promise<string[]> {
  const db = await Database.open()
  try {
    const rows = await db.rows<{ customer_id: string }>(`
SELECT customer_id FROM ${monthRows(from, month('2026-11'))}
QUALIFY row_number() OVER (PARTITION BY outcome ORDER BY customer_id) <= 2 ORDER BY customer_id`)
    return rows.map((row) => row.customer_id)
  } finally {
    db.close()
  }
}

function valueOf(cell: string): string | number | null {
  if (cell === '') return null
  return /^-?\d+$/.test(cell) ? Number(cell) : cell
}
