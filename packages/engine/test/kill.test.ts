import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatMonth, month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type AssessResult,
  assessMonths,
  Database,
  monthManifest,
  monthsOf,
  showMonth,
} from '../src/index.ts'
import { inFolder, writeFacts } from './agreement.ts'
import { national } from './national.ts'
import { population, seedOf } from './population.ts'

/** `DIPPER_KILLS=50` tries more instants. */
const KILLS = Number(process.env['DIPPER_KILLS'] ?? 8)
const SEED = seedOf(17)
const FROM = month('2023-01')
const THROUGH = month('2023-12')

const built = (path: string) => new URL(`../../${path}/dist/index.js`, import.meta.url).href
const policies = new URL('../../../policies/china-telecom/star/2016-01.yaml', import.meta.url)

/** A run of the built engine; what goes wrong is one line on stderr. */
const SCRIPT = `
import { readFileSync } from 'node:fs'
import { assessMonths, Problem, problemSentence } from '${built('engine')}'
import { readProgramme } from '${built('policy')}'
const [facts, register] = process.argv.slice(-2)
const text = readFileSync(new URL('${policies.href}'), 'utf8')
const { programme } = readProgramme([{ path: '2016-01.yaml', text }])
const span = { from: ${FROM}, through: ${THROUGH} }
try {
  await assessMonths({ programme, facts, register, ...span, knownBy: null, threads: 1 })
} catch (error) {
  const known = error instanceof Problem
  console.error(known ? error.code + ': ' + problemSentence(error, 'en') : 'fault: ' + error.stack)
  process.exitCode = known ? 2 : 70
}
`

const home = mkdtempSync(join(tmpdir(), 'dipper-'))
const facts = join(home, 'facts')
const script = join(home, 'run.mjs')
/** Of a run that nothing interrupts. */
const whole = { milliseconds: 0, digests: [] as string[], rejects: '' }

beforeAll(async () => {
  mkdirSync(facts)
  writeFacts(facts, population(150, SEED))
  writeFileSync(script, SCRIPT)
  const register = join(home, 'whole')
  const began = performance.now()
  expect(await started(register).ended).toEqual({ status: 0, errors: '' })
  whole.milliseconds = performance.now() - began
  whole.digests = digestsOf(register)
  whole.rejects = readFileSync(join(register, 'runs', '0001', 'rejects.csv'), 'utf8')
  expect(whole.digests.length).toBe(12)
})

afterAll(() => {
  rmSync(home, { recursive: true })
})

describe('killed', () => {
  const instants = Array.from({ length: KILLS }, (_, n) => (n + part(n)) / KILLS)

  test.each(instants)('at %f of its time, a run leaves whole months', async (instant) => {
    await inFolder(async (folder) => {
      const register = join(folder, 'register')
      const { child, ended } = started(register)
      await new Promise((wait) => setTimeout(wait, instant * whole.milliseconds))
      child.kill('SIGKILL')
      await ended
      await expectWhole(register)
      await expectToEnd(register)
    })
  })

  test('again and again, it ends all the same', async () => {
    await inFolder(async (folder) => {
      const register = join(folder, 'register')
      for (const instant of [0.6, 0.85]) {
        const { child, ended } = started(register)
        await new Promise((wait) => setTimeout(wait, instant * whole.milliseconds))
        child.kill('SIGKILL')
        await ended
      }
      await expectWhole(register)
      await expectToEnd(register)
    })
  })
})

describe('two runs on one register', () => {
  test('exclude each other, and the one that is refused says so', async () => {
    await inFolder(async (folder) => {
      const register = join(folder, 'register')
      const runs = await Promise.all([started(register).ended, started(register).ended])
      const [first, second] = runs.toSorted((a, b) => Number(a.status) - Number(b.status))
      expect(first).toEqual({ status: 0, errors: '' })
      expect(second?.errors).toMatch(/^register-busy: another run is writing .*; .*\n$|^$/)
      await expectWhole(register)
      await expectToEnd(register)
    })
  })

  test('the later one begins where the earlier one ended', async () => {
    await inFolder(async (folder) => {
      const register = join(folder, 'register')
      const open = Database.open.bind(Database)
      vi.spyOn(Database, 'open').mockImplementationOnce(async (options) => {
        expect(await started(register).ended).toEqual({ status: 0, errors: '' })
        return open(options)
      })
      const { already, months } = await assessed(register)
      expect([already.length, months.length]).toEqual([12, 0])
      await expectWhole(register)
    })
  })
})

describe('without room on the disk', () => {
  /** Kilobytes that a file may have: too few for the lock, and for the list of rejects. */
  test.skipIf(process.platform === 'win32').each([4, 14])(
    'for files of more than %i kilobytes, a run says so and leaves whole months',
    async (kilobytes) => {
      await inFolder(async (folder) => {
        const register = join(folder, 'register')
        const { status, errors } = await started(register, kilobytes).ended
        expect(errors).toMatch(/^disk-full: there is no room for what is written to .*; .*\n$/)
        expect(status).toBe(2)
        await expectWhole(register)
        await expectToEnd(register)
      })
    },
  )

  test.skipIf(!mayMount())('on a disk that is full, a run goes on once there is some', async () => {
    await inFolder(async (folder) => {
      const disk = join(folder, 'disk')
      const register = join(disk, 'register')
      mkdirSync(disk)
      mounted(disk, '100k')
      try {
        const { status, errors } = await started(register).ended
        expect(errors).toMatch(/^disk-full: .*\n$/)
        expect(status).toBe(2)
        await expectWhole(register)
        expect(monthsOf(register).length).toBeGreaterThan(0)
        expect(monthsOf(register).length).toBeLessThan(12)
        mounted(disk, 'remount,size=64m')
        await expectToEnd(register)
      } finally {
        spawnSync('umount', [disk])
      }
    })
  })
})

function started(register: string, kilobytes?: number) {
  const run = [process.execPath, script, facts, register]
  const limited = `ulimit -f ${kilobytes}; exec "$@"`
  const command = kilobytes === undefined ? run : ['bash', '-c', limited, 'bash', ...run]
  const [program = '', ...rest] = command
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (data: Buffer) => {
    errors += String(data)
  })
  const ended = new Promise<{ status: number | null; errors: string }>((done) => {
    child.on('close', (status) => done({ status, errors }))
  })
  return { child, ended }
}

/** Files are there whole, months with all that belongs to them, and their rows are those of an unbroken run. */
async function expectWhole(register: string): Promise<void> {
  for (const path of filesIn(register)) {
    const text = () => readFileSync(path, 'utf8')
    if (path.endsWith('.json')) expect(() => JSON.parse(text()) as unknown, path).not.toThrow()
    if (path.endsWith('runs/0001/rejects.csv')) expect(text()).toBe(whole.rejects)
  }
  const db = await Database.open({ threads: 1 })
  try {
    for (const [n, each] of monthsOf(register).entries()) {
      const folder = join(register, `month=${formatMonth(each)}`)
      expect(readdirSync(folder).toSorted()).toEqual(['manifest.json', 'part-0000.parquet'])
      const { digest, customers } = await showMonth(db, register, each)
      expect([digest, monthManifest(register, each).digest]).toEqual(
        Array(2).fill(whole.digests[n]),
      )
      const { distinct } = await db.one<{ distinct: number }>(
        `SELECT count(DISTINCT customer_id)::DOUBLE AS "distinct" FROM '${folder}/part-0000.parquet'`,
      )
      expect(distinct).toBe(customers)
    }
  } finally {
    db.close()
  }
}

function assessed(register: string): Promise<AssessResult> {
  return assessMonths({
    programme: national(),
    facts,
    register,
    from: FROM,
    through: THROUGH,
    knownBy: null,
    threads: 1,
  })
}

/** The next run goes on after the months that are there and ends as an unbroken one. */
async function expectToEnd(register: string): Promise<void> {
  const there = monthsOf(register)
  const { already, months } = await assessed(register)
  expect(already).toEqual(there)
  expect(months.length).toBe(12 - there.length)
  expect(digestsOf(register)).toEqual(whole.digests)
  await expectWhole(register)
  expect(filesIn(join(register, '.work'))).toEqual([join(register, '.work', 'lock.duckdb')])
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function digestsOf(register: string): string[] {
  return monthsOf(register).map((each) => monthManifest(register, each).digest)
}

/** A fraction that the seed gives. */
function part(n: number): number {
  return (((n + 1) * 7919 + SEED * 104_729) % 1000) / 1000
}

/** A small disk of its own needs Linux and the right to mount one. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'dipper-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
  if (status === 0) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true })
  return status === 0
}

function mounted(folder: string, size: string): void {
  const options = size.startsWith('remount') ? size : `size=${size}`
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  if (status !== 0) throw new Error(`a disk of ${size} cannot be mounted`)
}
