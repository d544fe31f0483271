import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CATEGORIES, SEGMENTS, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS, month } from '@dipper/policy'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFacts } from '../src/generate/generate.ts'
import type { GenerateOptions, GenerateResult } from '../src/generate/generate.ts'

const folder = mkdtempSync(join(tmpdir(), 'dipper-generate-'))
const through = month('2026-10')

function options(name: string, changes: Partial<GenerateOptions> = {}): GenerateOptions {
  const usual = { customers: 3000, periods: 14, through, seed: 7, format: 'parquet' } as const
  return { ...usual, threads: 2, out: join(folder, name), ...changes }
}

function digests(name: string, result: GenerateResult): Record<string, string> {
  const files = result.tables.flatMap((table) => table.files)
  const sha256 = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name, file)))
      .digest('hex')
  return Object.fromEntries(files.map((file) => [file, sha256(file)]))
}

const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')

const VIEWS = ['customers', 'attributes', 'services', 'profiles', 'controls'] as const

async function openFacts(name: string, format: 'parquet' | 'csv'): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  const read = (path: string) => {
    const file = join(folder, name, `${path}.${format}`)
    return format === 'csv' ? `read_csv('${file}', all_varchar = true)` : `read_parquet('${file}')`
  }
  for (const table of VIEWS) await connection.run(`CREATE VIEW ${table} AS FROM ${read(table)}`)
  for (const table of ['charges', 'stops']) {
    await connection.run(`CREATE VIEW ${table} AS FROM ${read(`${table}/*`)}`)
  }
  return connection
}

async function ask(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson()
}

/** Each of these must find nothing: mostly what the facts page says is rejected. */
const BAD: Record<string, string> = {
  'a missing customer id or joining day':
    'FROM customers WHERE customer_id IS NULL OR joined_on IS NULL OR segment IS NULL',
  'an unknown segment': `FROM customers WHERE segment NOT IN (${list(SEGMENTS)})`,
  'left before joined': 'FROM customers WHERE left_on < joined_on',
  'a version of a membership given twice':
    'SELECT 1 FROM customers GROUP BY customer_id, joined_on, recorded_on HAVING count(*) > 1',
  'memberships that overlap': `FROM memberships a JOIN memberships b USING (customer_id)
    WHERE a.joined_on < b.joined_on AND coalesce(a.left_on, '9999-12-31') >= b.joined_on`,
  'an attribute without a value or of nobody': `FROM attributes WHERE segment IS NULL
    OR segment NOT IN (${list(SEGMENTS)}) OR "from" IS NULL
    OR customer_id NOT IN (SELECT customer_id FROM customers)`,
  'an attribute given twice':
    'SELECT 1 FROM attributes GROUP BY customer_id, "from" HAVING count(*) > 1',
  'a holding with a missing or unknown value': `FROM services WHERE service_id IS NULL
    OR opened_on IS NULL OR held_from IS NULL OR kind NOT IN (${list(SERVICE_KINDS)})`,
  'a holding of nobody':
    'FROM services WHERE customer_id NOT IN (SELECT customer_id FROM customers)',
  'a holding outside the memberships of its holder': `FROM services
    WHERE NOT EXISTS (FROM memberships WHERE memberships.customer_id = services.customer_id AND joined_on <= held_from
    AND coalesce(left_on, '9999-12-31') >= coalesce(held_to, '9999-12-31'))`,
  'held to before held from': 'FROM services WHERE held_to < held_from',
  'opened after held from': 'FROM services WHERE opened_on > held_from',
  'a holding given twice':
    'SELECT 1 FROM services GROUP BY service_id, customer_id, held_from HAVING count(*) > 1',
  'holdings of a service that overlap or differ in kind': `FROM services a
    JOIN services b USING (service_id)
    WHERE a.held_from < b.held_from AND (coalesce(a.held_to, '9999-12-31') >= b.held_from)
    OR a.kind <> b.kind OR (a.held_from = b.held_from AND a.customer_id <> b.customer_id)`,
  'a charge with a missing or unknown value': `FROM charges WHERE amount_fen IS NULL
    OR period IS NULL OR kind IS NULL OR kind NOT IN (${list(SERVICE_KINDS)})
    OR category IS NULL OR category NOT IN (${list(CATEGORIES)})`,
  'a charge of nobody': `FROM charges
    WHERE customer_id IS NULL OR customer_id NOT IN (SELECT customer_id FROM customers)`,
  'a charge of no service': `FROM charges WHERE service_id IS NOT NULL
    AND service_id NOT IN (SELECT service_id FROM services)`,
  'a stop with a missing or unknown value': `FROM stops WHERE service_id IS NULL
    OR stopped_on IS NULL OR kind NOT IN (${list(STOP_KINDS)})
    OR cause NOT IN (${list(STOP_CAUSES)})`,
  'a stop of no customer or service': `FROM stops
    WHERE customer_id NOT IN (SELECT customer_id FROM customers)
    OR service_id NOT IN (SELECT service_id FROM services)`,
  'a stop given twice':
    'SELECT 1 FROM stops GROUP BY service_id, kind, stopped_on HAVING count(*) > 1',
  'a stop restored before it began': 'FROM stops WHERE restored_on < stopped_on',
  'controls that differ from the charges': `FROM (SELECT period, kind, count(*) AS "rows",
    sum(amount_fen) AS amount_fen FROM charges GROUP BY ALL) sent
    FULL JOIN controls USING (period, kind) WHERE sent."rows" IS DISTINCT FROM controls."rows"
    OR sent.amount_fen IS DISTINCT FROM controls.amount_fen`,
  'another number of customers than asked for': `SELECT 1 FROM (SELECT
    count(DISTINCT customer_id) AS customers FROM customers) WHERE customers <> 20000`,
}

/** Each of these must find something: what a province has and an assessment must cope with. */
const FOUND: Record<string, string> = {
  'customers who came back': 'SELECT 1 FROM memberships GROUP BY customer_id HAVING count(*) > 1',
  'a superseded version of a membership':
    'SELECT 1 FROM customers GROUP BY customer_id, joined_on HAVING count(*) > 1',
  'ids in Chinese letters': `FROM customers WHERE customer_id LIKE '连客%'`,
  'customers without a region': 'FROM customers WHERE region IS NULL',
  'joining in the last period': `FROM customers WHERE joined_on >= DATE '2026-10-01'`,
  'leaving on the last day of a month': 'FROM customers WHERE left_on = last_day(left_on)',
  'changes of segment':
    'FROM attributes a JOIN memberships m USING (customer_id) WHERE a.segment <> m.segment',
  'changes of region to none': 'FROM attributes WHERE region IS NULL',
  'transfers, the day after': `FROM services a JOIN services b USING (service_id)
    WHERE a.customer_id <> b.customer_id AND a.held_to + 1 = b.held_from
    AND a.opened_on = b.opened_on`,
  'transfers at the turn of a month': `FROM services a JOIN services b USING (service_id)
    WHERE a.held_to + 1 = b.held_from AND day(b.held_from) = 1`,
  'lines opened before they were held': 'FROM services WHERE opened_on < held_from',
  'stops without an end': `FROM stops WHERE restored_on IS NULL AND stopped_on < DATE '2026-09-01'`,
  'stops of one line in two periods': `SELECT 1 FROM stops WHERE kind = 'double'
    AND cause = 'arrears' GROUP BY service_id HAVING count(*) > 1`,
  'charges without a service': 'FROM charges WHERE service_id IS NULL',
  'charges without an account': 'FROM charges WHERE account_id IS NULL',
  discounts: `FROM charges WHERE amount_fen < 0 AND category = 'recurring'`,
  refunds: `FROM charges WHERE amount_fen < 0 AND category = 'usage'`,
  'charges of nothing': 'FROM charges WHERE amount_fen = 0',
  'late charges': `FROM charges
    WHERE recorded_on > (period || '-01')::DATE + INTERVAL 1 MONTH + INTERVAL 5 DAY`,
  'changes of tariff': `SELECT 1 FROM charges WHERE category = 'recurring' AND amount_fen > 0
    GROUP BY service_id HAVING count(DISTINCT amount_fen) > 2`,
}

let facts: DuckDBConnection

beforeAll(async () => {
  await generateFacts(options('province', { customers: 20_000 }))
  facts = await openFacts('province', 'parquet')
  await facts.run(`CREATE VIEW memberships AS FROM customers
    QUALIFY row_number() OVER (PARTITION BY customer_id, joined_on ORDER BY recorded_on DESC) = 1`)
}, 60_000)

afterAll(() => {
  facts.closeSync()
  rmSync(folder, { recursive: true })
})

describe('the bytes', () => {
  it('are the same for the same seed, whatever the number of threads', async () => {
    const one = await generateFacts(options('one', { threads: 1 }))
    const two = await generateFacts(options('two', { threads: 2, memory: '500MB' }))
    const five = await generateFacts(options('five', { threads: 5 }))
    expect(two).toEqual(one)
    expect(digests('two', two)).toEqual(digests('one', one))
    expect(digests('five', five)).toEqual(digests('one', one))
  })

  it('differ for another seed', async () => {
    const seven = await generateFacts(options('seven', { customers: 500, periods: 2 }))
    const eight = await generateFacts(options('eight', { customers: 500, periods: 2, seed: 8 }))
    const before = digests('seven', seven)
    const after = digests('eight', eight)
    const same = Object.keys(before).filter((file) => before[file] === after[file])
    expect(same).toEqual([])
  })
})

describe('the folder', () => {
  it('holds one file a table, or one a period, and nothing else', async () => {
    const result = await generateFacts(options('small', { customers: 100, periods: 2 }))
    expect(result.tables.map((table) => [table.table, table.files])).toEqual([
      ['customers', ['customers.parquet']],
      ['attributes', ['attributes.parquet']],
      ['services', ['services.parquet']],
      ['charges', ['charges/2026-09.parquet', 'charges/2026-10.parquet']],
      ['stops', ['stops/2026-09.parquet', 'stops/2026-10.parquet']],
      ['controls', ['controls.parquet']],
      ['profiles', ['profiles.parquet']],
    ])
    const files = readdirSync(join(folder, 'small'), { recursive: true, withFileTypes: true })
    const written = result.tables.flatMap((table) => table.files)
    expect(files.filter((file) => file.isFile())).toHaveLength(written.length)
  })

  it('holds the same rows as CSV and as Parquet', async () => {
    const small = { customers: 400, periods: 3 }
    const parquet = await generateFacts(options('parquet', small))
    const csv = await generateFacts(options('csv', { ...small, format: 'csv' }))
    const counts = (result: GenerateResult) => result.tables.map(({ table, rows }) => [table, rows])
    expect(counts(csv)).toEqual(counts(parquet))
    const read = async (format: 'parquet' | 'csv') => {
      const connection = await openFacts(format, format)
      const rows = []
      for (const table of [...VIEWS, 'charges', 'stops']) {
        rows.push(await ask(connection, `SELECT COLUMNS(*)::VARCHAR FROM ${table} ORDER BY ALL`))
      }
      connection.closeSync()
      return rows
    }
    expect(await read('csv')).toEqual(await read('parquet'))
  })

  it('is refused when something is in it', async () => {
    const out = join(folder, 'full')
    mkdirSync(out)
    writeFileSync(join(out, 'notes.txt'), 'mine')
    await expect(generateFacts(options('full'))).rejects.toThrow(/full is not empty/)
    expect(readdirSync(out)).toEqual(['notes.txt'])
  })

  it('is not made for options out of bounds', async () => {
    for (const changes of [{ customers: 0 }, { periods: 1.5 }, { seed: -1 }, { memory: 'much' }]) {
      await expect(generateFacts(options('never', changes))).rejects.toThrow(RangeError)
    }
    expect(existsSync(join(folder, 'never'))).toBe(false)
  })

  it('may be of one customer and one period, by any seed', async () => {
    for (let seed = 0; seed < 8; seed++) {
      const out = join(folder, `tiny-${seed}`)
      const result = await generateFacts(options('', { customers: 1, periods: 1, seed, out }))
      expect(result.tables[0]?.rows).toBeGreaterThan(0)
    }
  })

  it('comes with progress, file by file', async () => {
    const steps: { table: string; done: number; total: number }[] = []
    const onProgress = (step: (typeof steps)[number]) => steps.push(step)
    await generateFacts(options('steps', { customers: 50, periods: 2, onProgress }))
    expect(steps.map((step) => step.done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(steps.every((step) => step.total === 9)).toBe(true)
    expect(steps.at(-1)?.table).toBe('controls')
  })
})

describe('a province', () => {
  for (const [what, sql] of Object.entries(BAD)) {
    it(`never has ${what}`, async () => {
      expect(await ask(facts, `FROM (${sql}) LIMIT 3`)).toEqual([])
    })
  }

  for (const [what, sql] of Object.entries(FOUND)) {
    it(`has ${what}`, async () => {
      expect(await ask(facts, `FROM (${sql}) LIMIT 1`)).toHaveLength(1)
    })
  }

  it('has every kind, category, segment, stop and cause', async () => {
    const values = async (table: string, column: string) =>
      (await ask(facts, `SELECT DISTINCT ${column} AS v FROM ${table}`))
        .map((row) => String(row['v']))
        .sort()
    expect(await values('charges', 'kind')).toEqual([...SERVICE_KINDS].sort())
    expect(await values('charges', 'category')).toEqual([...CATEGORIES].sort())
    expect(await values('customers', 'segment')).toEqual([...SEGMENTS].sort())
    expect(await values('stops', 'kind || cause')).toEqual(
      STOP_KINDS.flatMap((kind) => STOP_CAUSES.map((cause) => kind + cause)).sort(),
    )
    expect(await values('customers', 'region')).toHaveLength(14)
  })

  it('sends its charges in no order of customers', async () => {
    const sql = `SELECT count(*) FILTER (customer_id >= before) AS up, count(*) AS "all" FROM
      (SELECT customer_id, lag(customer_id) OVER () AS before FROM charges
      WHERE period = '2026-05')`
    const [row] = await ask(facts, sql)
    expect(Number(row?.['up']) / Number(row?.['all'])).toBeGreaterThan(0.4)
    expect(Number(row?.['up']) / Number(row?.['all'])).toBeLessThan(0.9)
  })

  it('has numbers that nobody can dial and names of nobody', async () => {
    const number = `FROM services WHERE NOT regexp_full_match(number, '(000|kd)[0-9]{10}')`
    expect(await ask(facts, number)).toEqual([])
    const profile = `FROM profiles WHERE NOT regexp_full_match(name, '(客户|单位)[0-9]{9}')
      OR NOT contact_number LIKE '000%' OR born_on > DATE '2011-01-01'`
    expect(await ask(facts, `${profile} LIMIT 1`)).toEqual([])
  })
})

const NOT_COUNTED = ['gift', 'agency', 'penalty', 'one-off', 'prepaid-card', 'non-telecom']
const COUNTED = `category NOT IN (${list(NOT_COUNTED)})`

/** Stars of 2026-11 by the thresholds alone: spend of twelve periods and tenure, without stops. */
const STARS = `
  WITH spend AS (SELECT customer_id, sum(amount_fen) // 100 AS yuan FROM charges
    WHERE period >= '2025-11' AND ${COUNTED} GROUP BY ALL),
  tenure AS (SELECT customer_id,
    max(datediff('month', date_trunc('month', opened_on), DATE '2026-11-01')) AS months
    FROM services WHERE kind = 'mobile' AND held_to IS NULL GROUP BY ALL),
  growth AS (SELECT coalesce(yuan, 0) + 10 * coalesce(months, 0) AS growth FROM memberships
    LEFT JOIN spend USING (customer_id) LEFT JOIN tenure USING (customer_id)
    WHERE left_on IS NULL AND segment = 'individual')
  SELECT len(list_filter([600, 1000, 1500, 2300, 4000, 6000, 8000], lambda t: t <= growth)) AS star,
    count(*) / sum(count(*)) OVER () AS share FROM growth GROUP BY ALL ORDER BY star`

describe('the calibration', () => {
  it('gives about 2.2 charges a customer and period', async () => {
    const [row] = await ask(facts, 'SELECT count(*) / 20000 / 14 AS rows FROM charges')
    expect(Number(row?.['rows'])).toBeGreaterThan(2)
    expect(Number(row?.['rows'])).toBeLessThan(2.4)
  })

  it('gives about 45 yuan a mobile and 44 a broadband line', async () => {
    const sql = `SELECT kind, sum(amount_fen) / count(DISTINCT service_id) / 100 AS yuan
      FROM charges WHERE period = '2026-05' AND ${COUNTED} AND kind IN ('mobile', 'broadband')
      GROUP BY ALL ORDER BY kind`
    for (const row of await ask(facts, sql)) {
      expect(Number(row['yuan'])).toBeGreaterThan(41)
      expect(Number(row['yuan'])).toBeLessThan(49)
    }
  })

  it('loses about 1.2 % of its customers a month and wins as many', async () => {
    const sql = `SELECT count(*) FILTER (left_on >= DATE '2025-09-01') AS gone,
      count(*) FILTER (joined_on >= DATE '2025-09-01') AS won FROM memberships`
    const [row] = await ask(facts, sql)
    expect(Number(row?.['gone']) / 20_000 / 14).toBeGreaterThan(0.009)
    expect(Number(row?.['gone']) / 20_000 / 14).toBeLessThan(0.014)
    expect(Number(row?.['won']) / Number(row?.['gone'])).toBeGreaterThan(0.9)
    expect(Number(row?.['won']) / Number(row?.['gone'])).toBeLessThan(1.3)
  })

  it('piles up at 1 to 3 stars, with 6 and 7 well under 2 %', async () => {
    const shares = (await ask(facts, STARS)).map((row) => Number(row['share']))
    expect(shares).toHaveLength(8)
    const [, one = 0, two = 0, three = 0, , , six = 0, seven = 0] = shares
    expect(one + two + three).toBeGreaterThan(0.5)
    expect(six + seven).toBeLessThan(0.015)
  })
})
