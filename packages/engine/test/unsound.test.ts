import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { LANGUAGES, month } from '@dipper/policy'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { assessMonths, checkFacts, Database, Problem, problemSentence } from '../src/index.ts'
import { csv, inFolder, writeFacts } from './agreement.ts'
import { charge, member, steadyFacts } from './facts.ts'
import { national } from './national.ts'

const template = mkdtempSync(join(tmpdir(), 'dipper-'))

beforeAll(async () => {
  const facts = join(template, 'facts')
  mkdirSync(facts)
  const some = steadyFacts()
  writeFacts(facts, { ...some, charges: [...some.charges, charge('nobody', '2020-03', 1)] })
  await assessed(facts, join(template, 'register'), '2020-06')
})

afterAll(() => {
  rmSync(template, { recursive: true })
})

afterEach(() => {
  vi.restoreAllMocks()
})

interface Refusal {
  readonly name: string
  readonly code: string
  /** What every sentence must name. */
  readonly names: readonly string[]
  readonly spoil: (facts: string) => void | Promise<void>
}

const charges = csv(steadyFacts().charges)

function overwrite(
  facts: string,
  file: string,
  change: (bytes: Buffer) => Uint8Array | string,
): void {
  const path = join(facts, file)
  writeFileSync(path, change(readFileSync(path)))
}

function gzipped(facts: string, change: (bytes: Buffer) => Buffer): void {
  rmSync(join(facts, 'charges.csv'))
  writeFileSync(join(facts, 'charges.csv.gz'), change(gzipSync(charges)))
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at)
  return copy
}

async function toParquet(facts: string): Promise<void> {
  const path = join(facts, 'charges')
  const db = await Database.open({ threads: 1 })
  await db.run(
    `COPY (SELECT * REPLACE (amount_fen::BIGINT AS amount_fen) FROM read_csv('${path}.csv', all_varchar = true, header = true), range(200)) TO '${path}.parquet' (FORMAT parquet)`,
  )
  db.close()
  rmSync(`${path}.csv`)
}

const unreadable: readonly Refusal[] = [
  {
    name: 'a gzip that is cut off',
    code: 'file-unreadable',
    names: ['charges.csv.gz'],
    spoil: (facts) => gzipped(facts, (bytes) => bytes.subarray(0, bytes.length - 20)),
  },
  {
    name: 'a gzip cut off before its check sum',
    code: 'file-unreadable',
    names: ['charges.csv.gz'],
    spoil: (facts) => gzipped(facts, (bytes) => bytes.subarray(0, bytes.length - 4)),
  },
  {
    name: 'a gzip with a flipped byte',
    code: 'file-unreadable',
    names: ['charges.csv.gz'],
    spoil: (facts) => gzipped(facts, (bytes) => flipped(bytes, bytes.length >> 1)),
  },
  {
    name: 'a gzip whose check sum differs',
    code: 'file-unreadable',
    names: ['charges.csv.gz'],
    spoil: (facts) => gzipped(facts, (bytes) => flipped(bytes, bytes.length - 6)),
  },
  {
    name: 'a gzip that is none',
    code: 'file-unreadable',
    names: ['charges.csv.gz'],
    spoil: (facts) => gzipped(facts, () => Buffer.from(charges)),
  },
  {
    name: 'a Parquet file that is cut off',
    code: 'file-unreadable',
    names: ['charges.parquet'],
    spoil: async (facts) => {
      await toParquet(facts)
      overwrite(facts, 'charges.parquet', (bytes) => bytes.subarray(0, bytes.length - 100))
    },
  },
  {
    name: 'a Parquet file whose pages are overwritten',
    code: 'file-unreadable',
    names: ['charges.parquet'],
    spoil: async (facts) => {
      await toParquet(facts)
      overwrite(facts, 'charges.parquet', (bytes) => {
        const size = statSync(join(facts, 'charges.parquet')).size
        return Buffer.from(bytes).fill(0xff, 4, Math.min(2000, size >> 1))
      })
    },
  },
  {
    name: 'a Parquet file that is none',
    code: 'file-unreadable',
    names: ['stops.parquet'],
    spoil: (facts) => writeFileSync(join(facts, 'stops.parquet'), 'a letter to my love'),
  },
  {
    name: 'a Parquet file without a byte',
    code: 'file-unreadable',
    names: ['stops.parquet'],
    spoil: (facts) => writeFileSync(join(facts, 'stops.parquet'), ''),
  },
  {
    name: 'bytes that are no UTF-8',
    code: 'file-unreadable',
    names: ['charges.csv'],
    spoil: (facts) =>
      appendFileSync(
        join(facts, 'charges.csv'),
        Buffer.concat([
          Buffer.from('2020-07,'),
          Buffer.from([0xb9, 0xfa]),
          Buffer.from(',,mobile,usage,1\n'),
        ]),
      ),
  },
  {
    name: 'UTF-16',
    code: 'column-missing',
    names: ['customers.csv', 'customer_id'],
    spoil: (facts) =>
      overwrite(facts, 'customers.csv', (bytes) =>
        Buffer.from(`\uFEFF${String(bytes)}`, 'utf16le'),
      ),
  },
  {
    name: 'a quote that is never closed',
    code: 'file-unreadable',
    names: ['charges.csv'],
    spoil: (facts) => appendFileSync(join(facts, 'charges.csv'), '2020-07,"c1,,mobile,usage,1\n'),
  },
  {
    name: 'a row with too many cells',
    code: 'file-unreadable',
    names: ['charges.csv'],
    spoil: (facts) =>
      appendFileSync(join(facts, 'charges.csv'), '2020-07,c1,,mobile,usage,1,2,3\n'),
  },
  {
    name: 'a header that names a column twice',
    code: 'file-unreadable',
    names: ['services.csv', 'kind'],
    spoil: (facts) =>
      overwrite(facts, 'services.csv', (bytes) => String(bytes).replace('held_to', 'kind')),
  },
  {
    name: 'a file without a byte',
    code: 'file-unreadable',
    names: ['customers.csv'],
    spoil: (facts) => writeFileSync(join(facts, 'customers.csv'), ''),
  },
  {
    name: 'an empty folder',
    code: 'table-missing',
    names: ['facts', 'customers'],
    spoil: (facts) => {
      rmSync(facts, { recursive: true })
      mkdirSync(facts)
    },
  },
  {
    name: 'a table that is an empty folder',
    code: 'table-missing',
    names: ['facts', 'charges'],
    spoil: (facts) => {
      rmSync(join(facts, 'charges.csv'))
      mkdirSync(join(facts, 'charges'))
    },
  },
  {
    name: 'no folder',
    code: 'facts-folder-missing',
    names: ['facts'],
    spoil: (facts) => rmSync(facts, { recursive: true }),
  },
]

describe('a folder that cannot be read is refused, by an assessment and by a check', () => {
  test.each(unreadable.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    await begun(async ({ facts, register, goOn }) => {
      await each.spoil(facts)
      const before = listing(register)
      for (const refused of [await problemIn(goOn), await problemIn(() => check(facts))]) {
        expect(refused.code).toBe(each.code)
        expectNamed(refused, each.names)
      }
      expect(listing(register)).toEqual(before)
    })
  })

  test.skipIf(process.getuid?.() === 0)('a file that nobody may read', async () => {
    await begun(async ({ facts, register, goOn }) => {
      chmodSync(join(facts, 'charges.csv'), 0)
      const before = listing(register)
      expectNamed(await problemIn(goOn), ['charges.csv'])
      expect(listing(register)).toEqual(before)
    })
  })

  test('a missing period is named', async () => {
    await begun(async ({ facts, register, goOn }) => {
      overwrite(facts, 'charges.csv', (bytes) => String(bytes).replace(/^2020-07.*\n/m, ''))
      const before = listing(register)
      const refused = await problemIn(goOn)
      expect(refused.code).toBe('period-missing')
      expectNamed(refused, ['2020-07'])
      expect(listing(register)).toEqual(before)
    })
  })

  test('a register that has no month yet stays without one', async () => {
    await begun(async ({ facts, folder }) => {
      gzipped(facts, (bytes) => bytes.subarray(0, bytes.length - 20))
      const fresh = join(folder, 'fresh')
      await problemIn(() => assessed(facts, fresh, '2020-06'))
      expect(listing(fresh)).toEqual([])
    })
  })
})

const changes: readonly (readonly [string, string, (facts: string) => void])[] = [
  ['grows', 'charges.csv', (facts) => appendFileSync(join(facts, 'charges.csv'), '\n')],
  ['is removed', 'charges.csv', (facts) => rmSync(join(facts, 'charges.csv'))],
  ['is cut off', 'charges.csv', (facts) => truncateSync(join(facts, 'charges.csv'), 100)],
  [
    'is cut off in a cell',
    'services.csv',
    (facts) => truncateSync(join(facts, 'services.csv'), 70),
  ],
  [
    'is replaced by one of the same size',
    'charges.csv',
    (facts) => {
      const path = join(facts, 'charges.csv')
      overwrite(facts, 'charges.csv', (bytes) => String(bytes).replace('12900', '12901'))
      utimesSync(path, new Date(), new Date(Date.now() + 1000))
    },
  ],
  [
    'becomes another kind of file',
    'customers.csv',
    (facts) => overwrite(facts, 'customers.csv', () => Buffer.alloc(500, 0xff)),
  ],
  ['is removed after it was read', 'stops.csv', (facts) => rmSync(join(facts, 'stops.csv'))],
]

/** Statements at which somebody writes to the folder: before the first file is read, and the last. */
const INSTANTS = ['CREATE TABLE customers', 'CREATE OR REPLACE TEMP TABLE billed']

describe('a file that changes under a running run', () => {
  const cases = changes.flatMap(([how, file, change]) =>
    INSTANTS.map((instant) => [file, how, instant, change] as const),
  )

  test.each(cases)('%s %s at %s', async (file, _how, instant, change) => {
    await begun(async ({ facts, register, goOn }) => {
      const before = listing(register)
      at(instant, () => change(facts))
      const refused = await problemIn(goOn)
      expect(refused.code).toBe('file-changed')
      expectNamed(refused, [file])
      expect(listing(register)).toEqual(before)
    })
  })

  test.each(changes)('a check: %s %s', async (_how, file, change) => {
    await begun(async ({ facts }) => {
      at('CREATE TABLE service AS', () => change(facts))
      const refused = await problemIn(() => check(facts))
      expect(refused.code).toBe('file-changed')
      expectNamed(refused, [file])
    })
  })

  test('while rejects are collected', async () => {
    await begun(async ({ facts, register, goOn }) => {
      writeFileSync(
        join(facts, 'customers.csv'),
        csv([member('c1', '2020-03-05'), member('', '2020-03-05')]),
      )
      const before = listing(register)
      at('INSERT INTO reject', () => appendFileSync(join(facts, 'customers.csv'), '\n'))
      expect((await problemIn(goOn)).code).toBe('file-changed')
      expect(listing(register)).toEqual(before)
    })
  })

  test('after all was read it may', async () => {
    await begun(async ({ facts, goOn }) => {
      at('CREATE TABLE held_after', () => rmSync(facts, { recursive: true }))
      expect((await goOn()).months.length).toBe(2)
    })
  })
})

const damages: readonly (Omit<Refusal, 'spoil'> & {
  readonly spoil: (register: string) => void
})[] = [
  {
    name: 'of a newer format',
    code: 'register-newer',
    names: ['register', '99'],
    spoil: (register) => writeFileSync(join(register, 'register.json'), '{"format": 99}'),
  },
  ...['{"format": 1', '', 'null', '{"importedBefore": null}'].map((text) => ({
    name: `whose register.json is ${text || 'empty'}`,
    code: 'register-damaged',
    names: ['register', 'register.json'],
    spoil: (register: string) => writeFileSync(join(register, 'register.json'), text),
  })),
  {
    name: 'with a month without its manifest',
    code: 'register-damaged',
    names: ['register', 'month=2020-05/manifest.json'],
    spoil: (register) => rmSync(join(register, 'month=2020-05', 'manifest.json')),
  },
  {
    name: 'with a manifest that is cut off',
    code: 'register-damaged',
    names: ['register', 'month=2020-04/manifest.json'],
    spoil: (register) => truncateSync(join(register, 'month=2020-04', 'manifest.json'), 200),
  },
  {
    name: 'with a last month without its rows',
    code: 'register-damaged',
    names: ['register', 'month=2020-06/part-0000.parquet'],
    spoil: (register) => rmSync(join(register, 'month=2020-06', 'part-0000.parquet')),
  },
  {
    name: 'with rows of the last month cut off',
    code: 'register-damaged',
    names: ['register', 'month=2020-06/part-0000.parquet'],
    spoil: (register) => truncateSync(join(register, 'month=2020-06', 'part-0000.parquet'), 300),
  },
  {
    name: 'with a manifest of the last run that is no JSON',
    code: 'register-damaged',
    names: ['register', 'runs/0001/manifest.json'],
    spoil: (register) => writeFileSync(join(register, 'runs', '0001', 'manifest.json'), 'oh'),
  },
]

describe('a register that is unsound is refused and left as it is', () => {
  test.each(damages.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    await begun(async ({ register, goOn }) => {
      each.spoil(register)
      const before = listing(register)
      const refused = await problemIn(goOn)
      expect(refused.code).toBe(each.code)
      expectNamed(refused, each.names)
      expect(listing(register)).toEqual(before)
    })
  })
})

interface Begun {
  readonly folder: string
  readonly facts: string
  readonly register: string
  /** Two more months. */
  readonly goOn: () => ReturnType<typeof assessMonths>
}

/** A register of three months and the facts they were made of, with an orphan among them. */
function begun(work: (begun: Begun) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    cpSync(template, folder, { recursive: true })
    const facts = join(folder, 'facts')
    const register = join(folder, 'register')
    await work({ folder, facts, register, goOn: () => assessed(facts, register, '2020-08') })
  })
}

function assessed(facts: string, register: string, through: string) {
  return assessMonths({
    programme: national(),
    facts,
    register,
    from: month('2020-04'),
    through: month(through),
    knownBy: null,
    threads: 1,
  })
}

function check(facts: string): Promise<unknown> {
  return checkFacts({ facts, knownBy: null, rejects: null, threads: 1 })
}

/** Does something once, before the first statement that begins so. */
function at(beginning: string, act: () => void): void {
  const run = Database.prototype.run
  let done = false
  vi.spyOn(Database.prototype, 'run').mockImplementation(function (this: Database, sql: string) {
    if (!done && sql.startsWith(beginning)) {
      done = true
      act()
    }
    return run.call(this, sql)
  })
}

async function problemIn(work: () => Promise<unknown>): Promise<Problem> {
  const error = await work().then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw error
  return error
}

function expectNamed(problem: Problem, names: readonly string[]): void {
  const said = LANGUAGES.map((language) => problemSentence(problem, language))
  for (const sentence of said) {
    for (const name of names) expect(sentence).toContain(name)
    expect(sentence).toMatch(/[;；]/)
    expect(sentence).not.toMatch(/undefined|NaN|\[object|\n|``|\(\)|（）/)
  }
  expect(new Set(said).size).toBe(LANGUAGES.length)
}

/** Every file of a register with the digest of its bytes, and every folder; not what is at work. */
function listing(register: string): string[] {
  if (!existsSync(register)) return []
  return readdirSync(register, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .map(({ entry, path }) => ({ entry, path, shown: relative(register, path) }))
    .filter(({ shown }) => !shown.startsWith('.work'))
    .map(({ entry, path, shown }) =>
      entry.isFile()
        ? `${shown} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
        : `${shown}/`,
    )
    .toSorted()
}
