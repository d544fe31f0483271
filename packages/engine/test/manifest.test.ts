import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from '@dipper/assessment'
import { answering, formatMonth, month, type PolicyAnswer, readProgramme } from '@dipper/policy'
import { version as duckdbVersion } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  assessMonths,
  Database,
  exportRegister,
  type MonthTotals,
  monthsOf,
  type RunManifest,
  showMonth,
} from '../src/index.ts'
import { writeFacts } from './agreement.ts'
import { charge, line, member, steadyFacts } from './facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'dipper-manifest-'))
const facts = join(folder, 'facts')
const register = join(folder, 'register')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const programme = (() => {
  const national = new URL('../../../policies/china-telecom/star/2016-01.yaml', import.meta.url)
  const overlay = [
    'policy: china-telecom/star',
    'region: anhui',
    'effectiveFrom: 2021-01',
    'growth: {spend: {perYuan: {mobile: 1, broadband: 1, fixed: 0.35, iptv: 1}}}',
    'sources: {growth: {source: one answer, certainty: one}}',
  ].join('\n')
  const read = readProgramme([
    { path: '2016-01.yaml', text: readFileSync(national, 'utf8') },
    { path: 'overlays/anhui/2021-01.yaml', text: overlay },
  ])
  if (read.programme === undefined) throw new Error('the policy has mistakes')
  return read.programme
})()

const steady = steadyFacts()
const people = {
  ...steady,
  customers: [
    member('c1', '2020-03-05', { note: 'x' }),
    member('later', '2021-03-20'),
    member('gone', '2020-03-05', { left_on: '2021-01-10' }),
    member('firm', '2020-03-05', { segment: 'enterprise' }),
    member('bad', '2021-02-29'),
    member('worse', '2021-02-30'),
  ],
  services: [...steady.services, line('m9', 'bad', '2020-03-05')],
  charges: [
    ...steady.charges,
    charge('gone', '2020-06', 70_000),
    charge('c1', '2020-06', 5, { kind: 'fax' }),
  ],
}

async function assess(from: string, through: string): Promise<RunManifest> {
  const { manifest } = await assessMonths({
    programme,
    facts,
    register,
    from: month(from),
    through: month(through),
    knownBy: '2022-01-31',
    threads: 2,
  })
  return manifest
}

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open()
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

const shown = (text: string): Promise<MonthTotals> =>
  withDatabase((db) => showMonth(db, register, month(text)))

/** The digests of an export, by the program that others would use. */
async function digestsOfExport(): Promise<Map<string, string>> {
  const out = join(folder, 'stars.csv')
  const months = monthsOf(register)
  const span = { from: months[0] ?? 0, through: months.at(-1) ?? 0 }
  await withDatabase((db) => exportRegister(db, register, span, out))
  const program = fileURLToPath(new URL('../../../examples/digest.mjs', import.meta.url))
  const said = execFileSync(process.execPath, [program, out], { encoding: 'utf8' })
  const lines = said.trim().split('\n')
  return new Map(lines.map((each) => each.split(' ') as [string, string]))
}

const manifestOf = (run: string) =>
  JSON.parse(readFileSync(join(register, 'runs', run, 'manifest.json'), 'utf8')) as RunManifest

describe('the manifest of a run', () => {
  let manifest: RunManifest

  beforeAll(async () => {
    mkdirSync(facts)
    writeFacts(facts, people)
    await assess('2020-12', '2020-12')
    await assess('2020-12', '2021-03')
    manifest = manifestOf('0002')
  })

  test('is what the run gives', async () => {
    const third = await assess('2021-01', '2021-03')
    expect(manifestOf('0003')).toEqual(third)
    expect(third.months).toEqual([])
    expect(third.policies).toEqual([])
    expect(third.already).toEqual(['2021-01', '2021-02', '2021-03'])
    expect(third.registerDigest).toBe(manifest.registerDigest)
  })

  test('names the run, the engine and the versions', () => {
    const file = new URL('../package.json', import.meta.url)
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
    expect(manifest).toMatchObject({
      run: 2,
      policy: 'china-telecom/star',
      engine: 'duckdb',
      versions: { dipper: version, duckdb: duckdbVersion() },
      from: '2020-12',
      through: '2021-03',
      knownBy: '2022-01-31',
      already: ['2020-12'],
    })
    expect(Object.keys(manifest.took)).toEqual(['digest', 'check', 'load', 'assess'])
    expect(Object.values(manifest.took).every(Number.isInteger)).toBe(true)
  })

  test('has every input with its digest', () => {
    expect(manifest.inputs.map(({ table }) => table).toSorted()).toEqual(
      ['charges', 'customers', 'services', 'stops'].toSorted(),
    )
    for (const input of manifest.inputs) {
      const path = join(facts, input.file)
      expect(input.bytes).toBe(statSync(path).size)
      expect(input.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
    }
    const unknown = manifest.inputs.map(({ table, unknownColumns }) => [table, unknownColumns])
    expect(Object.fromEntries(unknown)).toMatchObject({ customers: ['note'], stops: undefined })
    expect(manifest.absent).toEqual([])
    const charges = manifest.inputs.find(({ table }) => table === 'charges')
    expect(charges?.periods).toEqual([...new Set(steady.charges.map((row) => row['period']))])
  })

  test('counts the rows of every table, with reasons, and names the list', () => {
    const counts = manifest.tables.map(({ table, rows, accepted, rejected, reasons }) => ({
      [table]: [rows, accepted, rejected, reasons],
    }))
    expect(Object.assign({}, ...counts)).toEqual({
      customers: [6, 4, 2, { 'joined_on|malformed-date': 2 }],
      attributes: [0, 0, 0, {}],
      services: [2, 1, 1, { 'customer_id|unknown-customer': 1 }],
      stops: [1, 1, 0, {}],
      charges: [24, 23, 1, { 'kind|unknown-word': 1 }],
    })
    expect(manifest.rejects).toBe('rejects.csv')
    expect(existsSync(join(register, 'runs', '0002', 'rejects.csv'))).toBe(true)
    expect(manifest.periodsBeforeFirst).toEqual(['2020-01', '2020-02'])
  })

  test('has the totals of each month as its rows give them, and of the month before', async () => {
    expect(manifest.months.map((each) => each.month)).toEqual(['2021-01', '2021-02', '2021-03'])
    for (const each of manifest.months) {
      expect(each).toMatchObject(await shown(each.month))
      const last = formatMonth(month(each.month) - 1)
      const { customers, stars, outcomes, digest } = await shown(last)
      expect(each.before).toMatchObject({ month: last, customers, stars, outcomes, digest })
      expect(each.knownBy).toBe('2022-01-31')
    }
    expect(manifestOf('0001').months.map(({ before }) => before)).toEqual([null])
  })

  test('says who was assessed, who was not, and why', () => {
    expect(manifest.months.map(({ assessed, excluded }) => ({ assessed, ...excluded }))).toEqual([
      { assessed: 2, 'joins-later': 1, left: 0, ineligible: 1 },
      { assessed: 1, 'joins-later': 1, left: 1, ineligible: 1 },
      { assessed: 1, 'joins-later': 1, left: 1, ineligible: 1 },
    ])
    for (const { customers, assessed, outcomes } of manifest.months) {
      expect(assessed + outcomes.left + outcomes.ineligible).toBe(customers)
    }
  })

  test('names the document and the overlays in force, with their digest', () => {
    const digestIn = (text: string) =>
      compile(answering(programme, month(text)) as PolicyAnswer).digest
    for (const each of manifest.months) expect(each.policyDigest).toBe(digestIn(each.month))
    const plain = { policy: 'china-telecom/star', document: '2016-01.yaml' }
    expect(manifest.policies).toEqual([
      {
        ...plain,
        digest: digestIn('2021-01'),
        overlays: { anhui: 'overlays/anhui/2021-01.yaml' },
        months: ['2021-01', '2021-02', '2021-03'],
      },
    ])
    expect(manifestOf('0001').policies).toEqual([
      { ...plain, digest: digestIn('2020-12'), overlays: {}, months: ['2020-12'] },
    ])
  })

  test('has the digest of the register: what the rows of an export add up to', async () => {
    const digests = await digestsOfExport()
    expect([...digests.keys()]).toEqual(['2020-12', '2021-01', '2021-02', '2021-03'])
    for (const each of manifest.months) expect(digests.get(each.month)).toBe(each.digest)
    const sum = [...digests.values()].reduce((total, each) => total + BigInt(`0x${each}`), 0n)
    expect(BigInt(`0x${manifest.registerDigest}`)).toBe(BigInt.asUintN(128, sum))
  })
})
