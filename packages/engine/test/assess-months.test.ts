import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { formatMonth, month } from '@dipper/policy'
import { describe, expect, test } from 'vitest'
import {
  type AssessResult,
  assessMonths,
  Database,
  exportRegister,
  importRegister,
  monthsOf,
  Problem,
  showMonth,
} from '../src/index.ts'
import type { TextFacts } from './accepted.ts'
import { csv, inFolder, writeFacts } from './agreement.ts'
import { charge, line, member, steadyFacts, stop } from './facts.ts'
import { national } from './national.ts'
import { population } from './population.ts'

const programme = national()

interface Asked {
  readonly from: string
  readonly through: string
  readonly facts?: TextFacts
  readonly knownBy?: string
  readonly register?: string
  readonly threads?: number
}

async function assessed(folder: string, asked: Asked): Promise<AssessResult> {
  const facts = join(folder, 'facts')
  if (asked.facts) {
    rmSync(facts, { recursive: true, force: true })
    mkdirSync(facts)
    writeFacts(facts, asked.facts)
  }
  return assessMonths({
    programme,
    facts,
    register: join(folder, asked.register ?? 'register'),
    from: month(asked.from),
    through: month(asked.through),
    knownBy: asked.knownBy ?? null,
    threads: asked.threads ?? 2,
  })
}

async function exported(
  folder: string,
  from: string,
  through: string,
  register = 'register',
): Promise<string> {
  const db = await Database.open()
  try {
    const out = join(folder, 'export.csv')
    await exportRegister(
      db,
      join(folder, register),
      { from: month(from), through: month(through) },
      out,
    )
    return readFileSync(out, 'utf8')
  } finally {
    db.close()
  }
}

const problem = (code: string, params: object = {}) =>
  expect.objectContaining({
    name: 'Problem',
    code,
    params: expect.objectContaining(params) as object,
  }) as Problem

describe('the worked example', () => {
  test('comes out to the digit', async () => {
    await inFolder(async (folder) => {
      await assessed(folder, { from: '2020-04', through: '2021-04', facts: steadyFacts() })
      const rows = (await exported(folder, '2020-04', '2021-04')).split('\n')
      expect(rows[0]).toBe(
        'customer_id,month,spend_growth,tenure_growth,credit_growth,growth_value,assessed_star,star,valid_from,valid_through,outcome',
      )
      expect(rows.filter((row) => /2020-(04|08|11)|2021-0[234],/.test(row.slice(0, 11)))).toEqual([
        'c1,2020-04,129,10,0,139,0,0,,,unrated',
        'c1,2020-08,645,50,0,695,1,1,2020-08,2021-07,awarded',
        'c1,2020-11,1032,80,0,1112,2,2,2020-11,2021-10,rose',
        'c1,2021-02,1419,110,0,1529,3,3,2021-02,2022-01,rose',
        'c1,2021-03,1548,120,-10,1658,3,3,2021-02,2022-01,kept',
        'c1,2021-04,1548,130,-10,1668,3,3,2021-02,2022-01,kept',
      ])
    })
  })
})

describe('one register however it is made', () => {
  const facts = population(120, 5)
  const span = { from: '2023-01', through: '2023-12' }
  const digests = (result: AssessResult) => result.months.map(({ digest }) => digest)

  test('shuffled rows, split and gzipped files, Parquet, one thread, interruptions', async () => {
    await inFolder(async (folder) => {
      const plain = digests(await assessed(folder, { ...span, facts }))
      const reversed = Object.fromEntries(
        Object.entries(facts).map(([table, rows]) => [table, rows.toReversed()]),
      ) as unknown as TextFacts
      expect(
        digests(await assessed(folder, { ...span, facts: reversed, register: 'reversed' })),
      ).toEqual(plain)

      const alone = { ...span, register: 'alone', threads: 1 }
      expect(digests(await assessed(folder, alone))).toEqual(plain)

      const split = join(folder, 'facts')
      rmSync(join(split, 'charges.csv'))
      mkdirSync(join(split, 'charges', 'sub'), { recursive: true })
      const half = Math.floor(facts.charges.length / 2)
      writeFileSync(join(split, 'charges', 'a.csv.gz'), gzipSync(csv(facts.charges.slice(0, half))))
      const db = await Database.open()
      writeFileSync(join(folder, 'rest.csv'), csv(facts.charges.slice(half)))
      await db.run(
        `COPY (FROM read_csv('${join(folder, 'rest.csv')}', all_varchar = true, header = true)) TO '${join(split, 'charges', 'sub', 'b.parquet')}' (FORMAT parquet)`,
      )
      db.close()
      expect(digests(await assessed(folder, { ...span, register: 'split' }))).toEqual(plain)

      const steps = []
      for (const through of ['2023-02', '2023-07', '2023-12']) {
        steps.push(
          ...digests(await assessed(folder, { from: '2023-01', through, register: 'steps' })),
        )
      }
      expect(steps).toEqual(plain)
      expect(await exported(folder, '2023-01', '2023-12', 'steps')).toBe(
        await exported(folder, '2023-01', '2023-12'),
      )
    })
  })

  test('the digest shown is counted from the rows, and equals the one of the run', async () => {
    await inFolder(async (folder) => {
      const result = await assessed(folder, { ...span, facts })
      const db = await Database.open()
      for (const { month: m, ...totals } of result.months) {
        expect(await showMonth(db, join(folder, 'register'), m)).toEqual(totals)
      }
      db.close()
      const [total] = result.months.slice(5)
      if (total === undefined) throw new Error('no sixth month')
      const { moves, stars, customers } = total
      expect(moves.flat().reduce((sum, n) => sum + n, 0)).toBe(customers)
      expect(moves[0]?.map((_, to) => moves.reduce((sum, row) => sum + (row[to] ?? 0), 0))).toEqual(
        stars,
      )
    })
  })
})

describe('continuing', () => {
  test('months that are there stay, later customers and services do no harm', async () => {
    await inFolder(async (folder) => {
      await assessed(folder, { from: '2020-04', through: '2021-03', facts: steadyFacts() })
      const grown = steadyFacts({
        customers: [
          member('c1', '2020-03-05', { left_on: '2021-05-31' }),
          member('c2', '2021-03-20'),
        ],
        services: [
          line('m1', 'c1', '2020-03-05', { held_to: '2021-05-31' }),
          line('m2', 'c2', '2021-03-20'),
        ],
      })
      const charges = [...grown.charges, charge('c2', '2021-04', 70_000, { service_id: 'm2' })]
      const result = await assessed(folder, {
        from: '2020-04',
        through: '2021-06',
        facts: { ...grown, charges },
      })
      expect(result.already.length).toBe(12)
      expect(result.months.map((m) => formatMonth(m.month))).toEqual([
        '2021-04',
        '2021-05',
        '2021-06',
      ])
      const rows = await exported(folder, '2021-05', '2021-06')
      expect(rows).toContain('c1,2021-06,0,0,0,0,0,0,,,left')
      expect(rows).toContain('c2,2021-05,700,20,0,720,1,1,2021-05,2022-04,awarded')
    })
  })

  test.each([
    [
      'charges',
      '2020-10',
      {
        charges: steadyFacts().charges.map((row) =>
          row['period'] === '2020-10' ? { ...row, amount_fen: '12901' } : row,
        ),
      },
    ],
    [
      'charges',
      '2020-03',
      {
        charges: [
          ...steadyFacts().charges,
          charge('c1', '2020-03', 0, { kind: 'iptv', amount_fen: '1' }),
        ],
      },
    ],
    ['stops', '2020-12', { stops: [...steadyFacts().stops, stop('m1', 'c1', '2020-12-30')] }],
  ])('refuses when %s of %s changed', async (what, of, changes) => {
    await inFolder(async (folder) => {
      await assessed(folder, { from: '2020-04', through: '2021-03', facts: steadyFacts() })
      await expect(
        assessed(folder, { from: '2020-04', through: '2021-04', facts: steadyFacts(changes) }),
      ).rejects.toEqual(problem('month-changed', { what, of }))
      expect(monthsOf(join(folder, 'register')).length).toBe(12)
    })
  })

  test('a restored line, a re-split folder and a late customer are no change', async () => {
    await inFolder(async (folder) => {
      const late = charge('late', '2020-06', 5)
      const facts = steadyFacts()
      await assessed(folder, {
        from: '2020-04',
        through: '2021-03',
        facts: { ...facts, charges: [...facts.charges, late] },
      })
      const restored = facts.stops.map((row) => ({ ...row, restored_on: '2021-02-20' }))
      const again = {
        ...facts,
        stops: restored,
        customers: [...facts.customers, member('late', '2021-03-01')],
        charges: [late, ...facts.charges.toReversed()],
      }
      const result = await assessed(folder, { from: '2020-04', through: '2021-04', facts: again })
      expect(result.months.length).toBe(1)
    })
  })

  test.each([
    ['register-gap', { from: '2020-09', through: '2020-10' }, { next: '2020-07' }],
    ['register-before-first', { from: '2020-03', through: '2020-10' }, { first: '2020-04' }],
    ['months-reversed', { from: '2020-10', through: '2020-09' }, {}],
    ['period-missing', { from: '2020-04', through: '2022-03' }, { periods: '2022-01, 2022-02' }],
  ])('refuses: %s', async (code, asked, params) => {
    await inFolder(async (folder) => {
      await assessed(folder, { from: '2020-04', through: '2020-06', facts: steadyFacts() })
      await expect(assessed(folder, asked)).rejects.toEqual(problem(code, params))
    })
  })

  test('refuses a hole in the periods, and names it', async () => {
    await inFolder(async (folder) => {
      const facts = steadyFacts()
      const charges = facts.charges.filter((row) => row['period'] !== '2020-09')
      await expect(
        assessed(folder, { from: '2020-04', through: '2021-01', facts: { ...facts, charges } }),
      ).rejects.toEqual(problem('period-missing', { periods: '2020-09' }))
      expect(existsSync(join(folder, 'register', 'register.json'))).toBe(false)
    })
  })

  test('periods before the first are named', async () => {
    await inFolder(async (folder) => {
      const result = await assessed(folder, {
        from: '2020-05',
        through: '2020-06',
        facts: steadyFacts(),
      })
      expect(result.periodsBeforeFirst.map(formatMonth)).toEqual(
        ['05', '06', '07', '08', '09', '10', '11', '12', '01', '02'].map(
          (m, n) => `${n < 8 ? 2019 : 2020}-${m}`,
        ),
      )
    })
  })
})

describe('the folder of facts', () => {
  test.each([
    ['table-missing', (facts: string) => rmSync(join(facts, 'charges.csv')), { table: 'charges' }],
    [
      'column-missing',
      (facts: string) => writeFileSync(join(facts, 'customers.csv'), 'customer_id,joined_on\n'),
      { column: 'segment' },
    ],
    ['facts-folder-missing', (facts: string) => rmSync(facts, { recursive: true }), {}],
    [
      'file-unreadable',
      (facts: string) => writeFileSync(join(facts, 'charges.parquet'), 'PAR1 no'),
      { file: 'charges.parquet' },
    ],
    [
      'no-charges',
      (facts: string) =>
        writeFileSync(join(facts, 'charges.csv'), 'period,customer_id,kind,category,amount_fen\n'),
      {},
    ],
  ])('%s', async (code, spoil, params) => {
    await inFolder(async (folder) => {
      const facts = join(folder, 'facts')
      mkdirSync(facts)
      writeFacts(facts, steadyFacts())
      spoil(facts)
      await expect(assessed(folder, { from: '2020-04', through: '2020-05' })).rejects.toEqual(
        problem(code, params),
      )
    })
  })

  test('without stops nobody was stopped, and the result says so', async () => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'facts'))
      writeFacts(join(folder, 'facts'), steadyFacts())
      rmSync(join(folder, 'facts', 'stops.csv'))
      const result = await assessed(folder, { from: '2020-04', through: '2021-03' })
      expect(result.absent).toEqual(['stops'])
      expect(await exported(folder, '2021-03', '2021-03')).toContain('c1,2021-03,1548,120,0,1668,')
    })
  })

  test('every rejected row is written out with its cell and its reason', async () => {
    await inFolder(async (folder) => {
      const facts = steadyFacts({
        services: [
          line('m1', 'c1', '2020-03-05'),
          line('m2', '', '2020-03-05'),
          line('m3', 'nobody', '2020-03-05'),
        ],
      })
      const charges = [
        charge('c1', '2020-13', 1),
        charge('c1', '2020-05', 1, { kind: 'fax' }),
        charge('c1', '2020-05', 1, { service_id: 'm3' }),
        ...facts.charges,
      ]
      const result = await assessed(folder, {
        from: '2020-04',
        through: '2020-05',
        facts: { ...facts, charges },
      })
      expect(
        readFileSync(result.rejects as string, 'utf8')
          .trim()
          .split('\n'),
      ).toEqual([
        'table,file,row,column,value,reason',
        'services,services.csv,2,customer_id,,missing',
        'services,services.csv,3,customer_id,nobody,unknown-customer',
        'charges,charges.csv,1,period,2020-13,malformed-month',
        'charges,charges.csv,2,kind,fax,unknown-word',
        'charges,charges.csv,3,service_id,m3,unknown-service',
      ])
      for (const { rows, accepted, rejected } of result.tables)
        expect(rows).toBe(accepted + rejected)
    })
  })
})

describe('a register that begins with an import', () => {
  const rows = 'customer_id,star,valid_from,valid_through\n'

  async function imported(folder: string, text: string): Promise<number> {
    const file = join(folder, 'import.csv')
    writeFileSync(file, rows + text)
    const db = await Database.open()
    try {
      return await importRegister(db, file, join(folder, 'register'), month('2020-05'))
    } finally {
      db.close()
    }
  }

  test('holds for those the facts know and ends for those they do not', async () => {
    await inFolder(async (folder) => {
      expect(
        await imported(folder, 'c1,5,2019-06,2020-05\ngone,7,2019-06,2022-05\nzero,0,,\n'),
      ).toBe(3)
      await assessed(folder, { from: '2020-05', through: '2020-06', facts: steadyFacts() })
      expect((await exported(folder, '2020-05', '2020-06')).trim().split('\n').slice(1)).toEqual([
        'c1,2020-05,258,20,0,278,0,5,2019-06,2020-05,kept',
        'gone,2020-05,0,0,0,0,0,0,,,left',
        'zero,2020-05,0,0,0,0,0,0,,,left',
        'c1,2020-06,387,30,0,417,0,0,,,fell',
      ])
    })
  })

  test.each([
    ['c1,8x,2020-01,2020-12\n', 'star', '8x'],
    ['c1,3,,2020-12\n', 'valid_from', ''],
    ['c1,3,2020-12,2020-01\n', 'valid_through', '2020-01'],
    ['c1,0,2020-01,\n', 'valid_from', '2020-01'],
    ['c1,1,2020-01,2020-12\nc1,1,2020-01,2020-12\n', 'customer_id', 'c1'],
  ])('names the first bad row: %j', async (text, column, value) => {
    await inFolder(async (folder) => {
      await expect(imported(folder, text)).rejects.toEqual(
        problem('import-row', { row: 1, column, value }),
      )
      expect(existsSync(join(folder, 'register', 'register.json'))).toBe(false)
    })
  })

  test('is refused on a register that is there, and months before it are', async () => {
    await inFolder(async (folder) => {
      await imported(folder, 'c1,5,2019-06,2020-05\n')
      await expect(imported(folder, 'c1,5,2019-06,2020-05\n')).rejects.toEqual(
        problem('register-exists'),
      )
      await expect(
        assessed(folder, { from: '2020-04', through: '2020-06', facts: steadyFacts() }),
      ).rejects.toEqual(problem('register-before-first', { first: '2020-05' }))
    })
  })
})

describe('crashes and crowds', () => {
  const script = (folder: string, through: string) => `
import { assessMonths } from '${new URL('../dist/index.js', import.meta.url).href}'
import { readProgramme, month } from '${new URL('../../policy/dist/index.js', import.meta.url).href}'
import { readFileSync } from 'node:fs'
const path = '2016-01.yaml'
const text = readFileSync('${new URL('../../../policies/china-telecom/star/2016-01.yaml', import.meta.url).pathname}', 'utf8')
await assessMonths({ programme: readProgramme([{ path, text }]).programme, facts: '${join(folder, 'facts')}', register: '${join(folder, 'register')}',
  from: month('2020-04'), through: month('${through}'), knownBy: null, threads: 1 })`

  function started(folder: string, through: string) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script(folder, through)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.on('data', (data: Buffer) => {
      errors += String(data)
    })
    const ended = new Promise<{ code: number | null; errors: string }>((done) => {
      child.on('close', (code) => done({ code, errors }))
    })
    return { child, ended }
  }

  test('killed at any instant, the next run ends in the same register', async () => {
    await inFolder(async (folder) => {
      const whole = await assessed(folder, {
        from: '2020-04',
        through: '2022-01',
        facts: steadyFacts(),
        register: 'whole',
      })
      for (const after of [250, 400, 600, 800, 1000]) {
        const { child, ended } = started(folder, '2022-01')
        await new Promise((wait) => setTimeout(wait, after))
        child.kill('SIGKILL')
        await ended
        for (const m of monthsOf(join(folder, 'register'))) {
          expect(
            readdirSync(join(folder, 'register', `month=${formatMonth(m)}`)).toSorted(),
          ).toEqual(['manifest.json', 'part-0000.parquet'])
        }
      }
      await assessed(folder, { from: '2020-04', through: '2022-01' })
      expect(await exported(folder, '2020-04', '2022-01')).toBe(
        await exported(folder, '2020-04', '2022-01', 'whole'),
      )
      expect(whole.months.length).toBe(22)
    })
  })

  test('two runs on one register exclude each other', async () => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'facts'))
      writeFacts(join(folder, 'facts'), steadyFacts())
      const runs = await Promise.all([
        started(folder, '2022-01').ended,
        started(folder, '2022-01').ended,
      ])
      const codes = runs.map(({ code }) => code)
      expect(codes.toSorted((a, b) => Number(a) - Number(b))).toEqual([0, 1])
      expect(runs.find(({ code }) => code === 1)?.errors).toContain('register-busy')
    })
  })

  test('a register of a later format is refused', async () => {
    await inFolder(async (folder) => {
      await assessed(folder, { from: '2020-04', through: '2020-05', facts: steadyFacts() })
      writeFileSync(
        join(folder, 'register', 'register.json'),
        '{"format": 99, "importedBefore": null}',
      )
      await expect(assessed(folder, { from: '2020-04', through: '2020-06' })).rejects.toEqual(
        problem('register-newer', { format: 99 }),
      )
    })
  })
})
