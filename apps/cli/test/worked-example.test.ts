import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  csv,
  NATIONAL,
  periods,
  run,
  temporaryFolder,
  writeFiles,
  writeWorkedExample,
} from './running.ts'

const folder = temporaryFolder()
const facts = join(folder, 'facts')
const register = join(folder, 'register')
const reading = ['--policy', NATIONAL, '--facts', facts, '--register', register]
const assess = (from: string, through: string, ...more: string[]) =>
  run(['assess', ...reading, '--from', from, '--through', through, ...more])
const explain = (...more: string[]) =>
  run(['explain', ...reading, '--customer', 'W1', '--month', '2021-03', ...more])

beforeAll(async () => {
  writeWorkedExample(facts)
  await assess('2020-04', '2020-12')
})

describe('the worked example from facts to register', () => {
  it('goes on after the months already there', async () => {
    const { status, stdout, stderr } = await assess('2020-04', '2021-04', '--json')
    const { already, months } = JSON.parse(stdout)
    expect({ status, already: already.length, months: months.length }).toEqual({
      status: 0,
      already: 9,
      months: 4,
    })
    expect(stderr).toBe(
      `assessed 4 months, 2021-01 to 2021-04, into ${register}: 1 rows in 2021-04; open the report ${register}/runs/0002/report.html, or see dipper register show --register ${register} --month 2021-04\n`,
    )
  })

  it('finds nothing to do the second time', async () => {
    const { status, stderr } = await assess('2020-04', '2021-04')
    expect(status).toBe(0)
    expect(stderr).toMatch(/^nothing to assess: .* has 2020-04 to 2021-04 already/)
  })

  it('has the rows of the page', async () => {
    const out = join(folder, 'stars.csv')
    const span = ['--from', '2020-04', '--through', '2021-04']
    const { status, stdout } = await run([
      'register',
      'export',
      '--register',
      register,
      ...span,
      '--out',
      out,
    ])
    expect([status, stdout]).toEqual([0, ''])
    const lines = readFileSync(out, 'utf8').split('\n')
    expect(lines[0]).toBe(
      'customer_id,month,spend_growth,tenure_growth,credit_growth,growth_value,assessed_star,star,valid_from,valid_through,outcome',
    )
    expect(lines.filter((line) => /^W1,(2020-(04|08|11)|2021-0[234]),/.test(line))).toEqual([
      'W1,2020-04,129,10,0,139,0,0,,,unrated',
      'W1,2020-08,645,50,0,695,1,1,2020-08,2021-07,awarded',
      'W1,2020-11,1032,80,0,1112,2,2,2020-11,2021-10,rose',
      'W1,2021-02,1419,110,0,1529,3,3,2021-02,2022-01,rose',
      'W1,2021-03,1548,120,-10,1658,3,3,2021-02,2022-01,kept',
      'W1,2021-04,1548,130,-10,1668,3,3,2021-02,2022-01,kept',
    ])
  })

  it('shows a month', async () => {
    const show = ['register', 'show', '--register', register, '--month', '2021-02']
    const { stdout } = await run([...show, '--json'])
    const shown = JSON.parse(stdout)
    expect(shown).toMatchObject({ month: '2021-02', customers: 1, stars: [0, 0, 0, 1, 0, 0, 0, 0] })
    expect(shown.outcomes.rose).toBe(1)
    expect(shown.moves[2][3]).toBe(1)
    expect(shown.digest).toMatch(/^[0-9a-f]{32}$/)
    expect((await run(show)).stdout).toMatch(/rose +1 +100\.0%/)
  })

  it('explains a month in Chinese unless asked otherwise', async () => {
    const { status, stdout, stderr } = await explain()
    expect(status).toBe(0)
    expect(stdout).toContain('三星')
    expect(stderr).toBe('explained W1 in 2021-03 from stored facts\n')
    expect((await explain('--lang', 'en')).stdout).toContain('3 stars')
    expect((await explain('--lang', 'zh-TW')).stdout).toContain('說明')
  })

  it.each([
    ['markdown', /^# /],
    ['html', /^<!doctype html>/i],
    ['json', /^\{/],
  ])('explains as %s', async (format, begins) => {
    expect((await explain('--format', format)).stdout).toMatch(begins)
  })

  it('explains to machines with --json', async () => {
    const explanation = JSON.parse((await explain('--json')).stdout)
    expect(explanation).toMatchObject({ customerId: 'W1', agrees: true, growth: { value: 1658 } })
  })

  it('refuses a customer without a row', async () => {
    const asked = [...reading, '--customer', 'W2', '--month', '2021-03']
    const { status, stdout, stderr } = await run(['explain', ...asked])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^customer `W2` has no row in 2021-03 .*; check the id/)
  })

  it('says when the policy is not the one of the register', async () => {
    const draft = join(folder, 'draft')
    const text = readFileSync(join(NATIONAL, '2016-01.yaml'), 'utf8')
    writeFiles(draft, { '2016-01.yaml': text.replace('perStop: -10', 'perStop: -20') })
    const asked = [
      '--facts',
      facts,
      '--register',
      register,
      '--customer',
      'W1',
      '--month',
      '2021-03',
    ]
    const { status, stderr } = await run(['explain', '--policy', draft, ...asked])
    expect(status).toBe(0)
    expect(stderr).toMatch(/^2021-03 was assessed under another version of the policy/)
    expect(stderr.split('\n')).toHaveLength(2)
  })
})

describe('what an assessment refuses', () => {
  it('leaves no gap', async () => {
    const { status, stderr } = await assess('2021-06', '2021-06')
    expect(status).toBe(2)
    expect(stderr).toMatch(/goes on with 2021-05, so that 2021-06 would leave a gap; assess from/)
  })

  it('misses a period', async () => {
    const { status, stdout } = await assess('2020-04', '2021-06', '--json')
    expect(status).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'period-missing',
      params: { periods: '2021-04, 2021-05' },
    })
  })

  it('sees that what a month read has changed', async () => {
    const file = join(facts, 'charges.csv')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('12900', '12901'))
    const { status, stderr } = await assess('2020-04', '2021-04')
    writeFileSync(file, before)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^the charges of 2020-03 are no longer as 2020-04 .* read them; bring/)
  })

  it('knows one engine', async () => {
    const { status, stderr } = await assess('2020-04', '2021-04', '--engine', 'postgres')
    expect([status, stderr]).toEqual([
      2,
      'there is no engine `postgres`; write `duckdb` or leave --engine out\n',
    ])
  })
})

describe('register import and export', () => {
  it('begins a register and keeps the order of bytes', async () => {
    const [there, out] = [join(folder, 'cards'), join(folder, 'cards.csv')]
    const many = join(folder, 'many')
    writeFiles(many, {
      'cards.csv': 'customer_id,star,valid_from,valid_through\n客1,4,2020-01,2021-12\na,0,,\n',
      'customers.csv': csv('customers', [
        'a,2019-01-01,,individual,',
        '"B,""1",2019-01-01,,individual,',
        '客1,2019-01-01,,individual,',
      ]),
      'services.csv': csv('services', ['L1,a,,mobile,2019-01-01,2019-01-01,']),
      'charges.csv': csv(
        'charges',
        periods('2020-01', 12).map((each) => `${each},a,,L1,mobile,usage,6000`),
      ),
    })
    const imported = await run([
      'register',
      'import',
      join(many, 'cards.csv'),
      '--register',
      there,
      '--before',
      '2021-01',
      '--json',
    ])
    expect(JSON.parse(imported.stdout)).toMatchObject({ rows: 2, before: '2021-01' })
    const span = ['--from', '2021-01', '--through', '2021-01']
    const places = ['--policy', NATIONAL, '--facts', many, '--register', there]
    expect(await run(['assess', ...places, ...span])).toMatchObject({ status: 0 })
    await run(['register', 'export', '--register', there, ...span, '--out', out])
    expect(readFileSync(out, 'utf8').split('\n').slice(1)).toEqual([
      '"B,""1",2021-01,0,0,0,0,0,0,,,unrated',
      'a,2021-01,720,240,0,960,1,1,2021-01,2021-12,awarded',
      '客1,2021-01,0,0,0,0,0,4,2020-01,2021-12,kept',
      '',
    ])
    const again = await run([
      'register',
      'import',
      join(many, 'cards.csv'),
      '--register',
      there,
      '--before',
      '2021-01',
    ])
    expect(again.status).toBe(2)
    const held = await run([
      'explain',
      ...places,
      '--customer',
      '客1',
      '--month',
      '2021-01',
      '--json',
    ])
    expect(JSON.parse(held.stdout)).toMatchObject({ held: { star: 4, outcome: 'imported' } })
  })
})
