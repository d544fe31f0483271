import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { CompiledPolicy } from '@dipper/assessment'
import {
  compileMonth,
  Database,
  type Forecast,
  firstPeriodRead,
  generateFacts,
  monthRows,
  withDatabase,
} from '@dipper/engine'
import {
  type AssessedExplanation,
  type Projected,
  previewTariff,
  type TariffPreview,
} from '@dipper/explanation'
import { LANGUAGES, type Language, type Month, month } from '@dipper/policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { explainCustomers } from '../src/explain-customers.ts'
import { forecastText } from '../src/forecast/text.ts'
import { FORECAST_WORDS } from '../src/forecast/words/index.ts'
import { programmeIn } from '../src/policy-folder.ts'
import type { Session } from '../src/session.ts'
import { storedCustomers } from '../src/stored-customers.ts'
import { displayWidth } from '../src/table.ts'
import { WORDS } from '../src/words/index.ts'
import { NATIONAL, run, temporaryFolder } from './running.ts'

const folder = temporaryFolder()
const facts = join(folder, 'facts')
const register = join(folder, 'register')
const io = { stdout: process.stdout, stderr: process.stderr, cwd: '/', env: {} }
const LAST = month('2026-11')
const places = ['--facts', facts, '--register', register]
const forecast = (policy: string, ...more: string[]) =>
  run(['forecast', '--policy', policy, ...places, ...more])
const answer = async (...more: string[]) =>
  JSON.parse((await forecast(NATIONAL, '--json', ...more)).stdout)

beforeAll(async () => {
  await generateFacts({
    customers: 1_500,
    periods: 18,
    through: LAST - 1,
    seed: 11,
    out: facts,
    format: 'parquet',
  })
  const span = ['--from', '2026-08', '--through', '2026-11']
  await run(['assess', '--policy', NATIONAL, ...places, ...span])
})

interface Listed {
  readonly what: string
  readonly star: string
  readonly star_then: string
  readonly growth_then: string
}

/** `customer month` → row, of all lists in a folder. */
async function listedIn(out: string): Promise<Map<string, Listed>> {
  const db = await Database.open()
  try {
    const rows = await db.rows<Listed & { customer_id: string; month: string }>(
      `SELECT * FROM read_csv('${out}/*.csv', all_varchar = true) WHERE what <> 'near'`,
    )
    return new Map(rows.map((row) => [`${row.customer_id} ${row.month}`, row]))
  } finally {
    db.close()
  }
}

async function customersIn(from: string): Promise<string[]> {
  const db = await Database.open()
  try {
    const rows = await db.rows<{ customer_id: string }>(
      `SELECT customer_id FROM ${monthRows(from, LAST)} WHERE outcome NOT IN ('left', 'ineligible')`,
    )
    return rows.map((row) => row.customer_id)
  } finally {
    db.close()
  }
}

describe('a forecast', () => {
  it('is the outlook of everybody, where no other rules lie ahead', async () => {
    const out = join(folder, 'lists')
    expect((await forecast(NATIONAL, '--out', out)).status).toBe(0)
    const listed = await listedIn(out)
    const { explanations } = await explainCustomers({
      programme: programmeIn(io, NATIONAL),
      facts,
      register,
      customers: await customersIn(register),
      month: LAST,
    })
    const seen = { rises: 0, expiries: 0, falls: 0 }
    for (const [customer, explanation] of explanations) {
      const { outlook } = explanation as AssessedExplanation
      const rise = outlook.holds === 'star' ? outlook.risesBefore : outlook.firstStar
      const next = rise ?? (outlook.holds === 'star' ? outlook.atExpiry : null)
      if (next === null || month(next.month) > LAST + 12) continue
      expect(listed.get(`${customer} ${next.month}`)).toMatchObject(rowOf(next))
      if (rise !== null) seen.rises++
      else seen.expiries++
      if (next.outcome === 'fell') seen.falls++
    }
    expect(seen.rises).toBeGreaterThan(100)
    expect(seen.expiries).toBeGreaterThan(300)
    expect(seen.falls).toBeGreaterThan(10)
  })

  it('is the preview of everybody without a new tariff, where other rules lie ahead', async () => {
    const policy = join(folder, 'dated')
    cpSync(NATIONAL, policy, { recursive: true })
    const text = readFileSync(join(NATIONAL, '2016-01.yaml'), 'utf8')
    const changed = text
      .replace('effectiveFrom: 2016-01', 'effectiveFrom: 2027-03\ntransition: reassess')
      .replace(/perYuan: 1\b/, 'perYuan: {mobile: 1.5, broadband: 0.35, fixed: 1, iptv: 1}')
      .replace('exclude: [gift', 'exclude: [usage, gift')
    writeFileSync(join(policy, '2027-03.yaml'), changed)
    const out = join(folder, 'dated-lists')
    expect((await forecast(policy, '--out', out)).status).toBe(0)
    const listed = await listedIn(out)
    const programme = programmeIn(io, policy)
    const policies = new Map(
      Array.from({ length: 13 }, (_, n) => [LAST + n, compileMonth(programme, LAST + n)]),
    )
    const customers = await withDatabase(async (db) =>
      storedCustomers(db, {
        facts,
        register,
        customers: await customersIn(register),
        knownBy: null,
        periods: { from: firstPeriodRead(policies), through: LAST - 1 },
        before: LAST + 1,
      }),
    )
    const policyOf = (each: Month) => policies.get(each) as CompiledPolicy
    const names = { 'zh-CN': [], 'zh-TW': [], en: [] }
    const tariff = { kind: 'mobile', fen: 5_900n, from: LAST } as const
    let compared = 0
    for (const customer of customers.values()) {
      const { months } = previewTariff({
        customer,
        month: LAST,
        months: 12,
        policyOf,
        names,
        tariff,
      }) as TariffPreview
      for (const { month: each, unchanged } of months) {
        const row = listed.get(`${customer.id} ${each}`)
        const turned = ['fell', 'renewed'].includes(unchanged?.outcome ?? '')
        if (row === undefined) expect(turned).toBe(false)
        else expect(row).toMatchObject(rowOf(unchanged as Projected))
        if (row !== undefined) compared++
      }
    }
    expect(compared).toBeGreaterThan(1_000)
  })
})

function rowOf({ outcome, star, growthValue }: Projected): Omit<Listed, 'star'> {
  const what = { fell: 'due-falls', renewed: 'due-renews' }[outcome as string] ?? 'rises'
  return { what, star_then: String(star), growth_then: String(growthValue) }
}

describe('dipper forecast', () => {
  it('gives machines months as text, totals that add up, and the error', async () => {
    const out = join(folder, 'machine')
    const data = await answer('--months', '3', '--near', '50', '--out', out)
    expect([data.month, data.billed]).toEqual(['2026-11', '2026-10'])
    expect(data.months.map((each: { month: string }) => each.month)).toEqual([
      '2026-12',
      '2027-01',
      '2027-02',
    ])
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
    for (const { groups, due, falls, renews, rises, customers } of data.months) {
      const all = (name: string) =>
        sum(groups.flatMap((group: Record<string, number[][]>) => group[name]?.flat()))
      expect([due, falls, renews, rises, customers]).toEqual(
        ['due', 'falls', 'renews', 'rises', 'stars'].map(all),
      )
      expect(due).toBeGreaterThanOrEqual(falls + renews)
    }
    expect(data.near.growth).toBe(50)
    expect(data.backTest.month).toBe('2026-08')
    expect(data.backTest.months).toHaveLength(3)
    for (const each of data.backTest.months) {
      expect(each.rightShare).toBeCloseTo(each.right / each.customers, 10)
      expect(each.rightShare).toBeGreaterThan(0.8)
      expect(each.growthMeanAbsoluteError).toBeGreaterThan(0)
    }
    const rows = data.lists.map(({ file }: { file: string }) =>
      readFileSync(file, 'utf8').trimEnd().split('\n'),
    )
    expect(rows.map((each: string[]) => each.length - 1)).toEqual(
      data.lists.map((list: { rows: number }) => list.rows),
    )
  })

  it.each(LANGUAGES)('says months, stars, regions and the error in %s', async (language) => {
    const { status, stdout, stderr } = await forecast(NATIONAL, '--months', '2', '--lang', language)
    expect(status).toBe(0)
    expect(stderr).toMatch(/^[^\n]*2026-12[^\n]*2027-01[^\n]*\d\d\.\d%[^\n]*\n$/)
    const { headings, labels, backTest } = FORECAST_WORDS[language]
    for (const heading of Object.values(headings)) expect(stdout).toContain(`\n\n${heading}\n\n`)
    expect(stdout).toContain(labels.growthOff)
    expect(stdout).toContain(backTest.noFalls)
    expect(stdout).toMatch(/^suzhou /m)
  })

  it('says that no error is known from the first month of a register', async () => {
    const { stdout, stderr } = await forecast(NATIONAL, '--from', '2026-09', '--months', '1')
    expect(stdout).toContain('There is no month before 2026-08 in the register')
    expect(stderr).toContain('how far off it is cannot be said')
    const data = await answer('--from', '2026-09', '--months', '1')
    expect([data.month, data.billed, data.backTest]).toEqual(['2026-08', '2026-07', null])
  })

  it('looks back from the month asked for, and refuses others', async () => {
    const data = await answer('--months', '2', '--back-test', '2026-10')
    expect(data.backTest.months.map((each: { month: string }) => each.month)).toEqual(['2026-11'])
    const refused = async (...more: string[]) => (await forecast(NATIONAL, ...more)).stderr
    expect(await refused('--back-test', '2026-11')).toMatch(
      /write a month from 2026-08 through 2026-10/,
    )
    expect(await refused('--back-test', '2026-07')).toMatch(/--back-test is `2026-07`/)
    expect(await refused('--from', '2026-08')).toMatch(/write a month from 2026-09 through 2026-12/)
    expect(await refused('--from', '2027-01')).toMatch(/--from is `2027-01`/)
    expect(await refused('--months', '0')).toMatch(/whole number from 1 to 60/)
    const nowhere = ['forecast', '--policy', NATIONAL, '--facts', facts, '--register', 'nowhere']
    expect((await run(nowhere)).stderr).toMatch(/no assessed month in the register `nowhere`/)
  })
})

describe('what the terminal shows of a forecast', () => {
  const HOSTILE = 'a\u001b[2Jb\u202ec\u0000d\ne'
  const stars = (...counts: number[]) => counts
  const none = [stars(0, 0, 0), stars(0, 0, 0), stars(0, 0, 0)]
  const groupOf = (region: string | null, falls: number): Forecast['months'][0]['groups'][0] => ({
    region,
    segment: 'individual',
    stars: stars(5, 6, 7),
    due: stars(0, 2, falls),
    renews: stars(0, 2, 0),
    falls: [stars(0, 0, 0), stars(0, 0, 0), stars(0, falls, 0)],
    rises: none,
  })
  const data: Forecast = {
    month: LAST,
    knownBy: null,
    billed: LAST - 1,
    months: [
      { month: LAST + 1, groups: [groupOf(HOSTILE, 1), groupOf(null, 0)] },
      {
        month: LAST + 2,
        groups: Array.from({ length: 12 }, (_, n) => groupOf(`r${n}`, n * 1_000)),
      },
    ],
    near: [{ region: 'r3', segment: 'individual', stars: stars(0, 0, 9) }],
    backTest: null,
    lists: [],
    took: {},
  }
  const textIn = (language: Language, columns: number) => {
    const stdout = Object.assign(new Writable(), { columns })
    const streams = { stdout, stderr: stdout, cwd: '/', env: {} }
    return forecastText({ io: streams, words: WORDS[language], json: false } as Session, data, 100)
  }

  it.each(LANGUAGES)(
    'has nothing that moves the cursor, and keeps within 80 columns: %s',
    (language) => {
      const text = textIn(language, 80)
      for (const each of ['\u001b', '\u202e', '\u0000']) expect(text).not.toContain(each)
      expect(text).not.toMatch(/undefined|NaN|\[object/)
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
    },
  )

  it('has the ten regions with the most falls, and says how many more there are', () => {
    const text = textIn('en', 80)
    expect(text).toMatch(/^r11 +18 +11,002 +11,000 +0 +0$/m)
    expect(text).toMatch(/^r3 +18 +3,002 +3,000 +0 +9$/m)
    expect(text).not.toMatch(/^r1 /m)
    expect(text).toContain('and 4 more regions')
    expect(text).toMatch(/^2026-12 +5 +4 +0 +1 {2}█$/m)
    expect(text).toMatch(/^2027-01 .* {2}█{20}$/m)
  })

  it('keeps to one script each', () => {
    const said = (language: Language) => JSON.stringify(FORECAST_WORDS[language], withFunctions)
    expect(said('zh-TW')).not.toMatch(/[请没这写为个级时应别账评与说户电从对将类续预测误]/)
    expect(said('zh-CN')).not.toMatch(/[請沒這寫為個級時應別帳評與說戶電從對將類續預測誤]/)
  })
})

function withFunctions(_: string, value: unknown): unknown {
  return typeof value === 'function' ? String(value) : value
}
