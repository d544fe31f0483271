import { appendFileSync, cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assessMonths, generateFacts, withEarned } from '@dipper/engine'
import { month } from '@dipper/policy'
import { connect, settingsFrom } from '@dipper/server'
import { PointsBatches } from '@dipper/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { benefitsIn, programmeIn } from '../src/policy-folder.ts'
import { inRepository, NATIONAL, run, temporaryFolder } from './running.ts'

const BENEFITS = inRepository('policies/china-telecom/benefits')
const PERIOD = month('2026-09')

const folder = temporaryFolder()
const [facts, register, data] = ['facts', 'register', 'server'].map((each) =>
  join(folder, each),
) as [string, string, string]
const io = { cwd: '/', env: {}, stdout: process.stdout, stderr: process.stderr }
const programme = programmeIn(io, NATIONAL)

const earn = (argv: readonly string[] = [], where = facts) => {
  const policies = ['--policy', NATIONAL, '--benefits', BENEFITS]
  const places = ['--facts', where, '--register', register, '--data', data]
  return run(['points', 'earn', ...policies, ...places, '--period', '2026-09', ...argv])
}

/** Rows of a query of the ledger. */
async function ledger<T extends object>(sql: string): Promise<T[]> {
  const connected = await connect(settingsFrom({}, { data }))
  try {
    return (await connected.owner.query<T>(sql)).rows
  } finally {
    await connected.stop()
  }
}

const balances = async () =>
  new Map(
    (
      await ledger<{ customer_id: string; balance: bigint }>(
        'select customer_id, balance from dipper.points_account where balance > 0',
      )
    ).map((row) => [row.customer_id, BigInt(row.balance)]),
  )

/** What the period has earned by these facts, from the file that the engine writes. */
async function expected(where: string): Promise<Map<string, bigint>> {
  const [points] = await withEarned(
    {
      programme,
      benefits: benefitsIn(io, BENEFITS),
      facts: where,
      register,
      periods: { from: PERIOD, through: PERIOD },
      knownBy: null,
      work: join(folder, 'work'),
    },
    async ({ file }) => {
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
      return new Map(
        lines.map((line): [string, bigint] => {
          const [id = '', each = ''] = line.split(',')
          return [id, BigInt(each)]
        }),
      )
    },
  )
  return points as Map<string, bigint>
}

beforeAll(async () => {
  const through = month('2026-10')
  const made = { customers: 600, periods: 15, seed: 5, format: 'csv' as const }
  await generateFacts({ ...made, through, out: facts })
  await assessMonths({ programme, facts, register, from: PERIOD, through, knownBy: null })
})

describe('dipper points earn', () => {
  it('posts what everybody has earned, and nothing the second time', async () => {
    const first = await earn(['--json'])
    expect(first.status).toBe(0)
    const points = await expected(facts)
    expect(points.size).toBeGreaterThan(300)
    expect(await balances()).toEqual(points)
    const said = JSON.parse(first.stdout)
    const sum = Number([...points.values()].reduce((all, each) => all + each, 0n))
    expect(said).toMatchObject({
      period: '2026-09',
      revision: 1,
      did: 'earned',
      customers: points.size,
      changed: points.size,
      points: sum,
    })

    const second = await earn(['--json'])
    expect(JSON.parse(second.stdout)).toEqual({ ...said, did: 'unchanged', changed: 0 })
    const people = await earn()
    expect(people.stdout).toMatch(/^star +customers +points\n[-]+\nnone .*\n(.*\n)*\nrevision +1\n/)
    expect(people.stderr).toMatch(/as revision 1 has it already; nothing changed\n$/)
  })

  it('posts the difference that other charges make as the next revision, and back again', async () => {
    const mended = join(folder, 'mended')
    const before = await balances()
    const changed = mendedFacts(mended, [...before.keys()])
    const second = JSON.parse((await earn(['--json'], mended)).stdout)
    expect(second).toMatchObject({ revision: 2, did: 'earned', changed: changed.length })
    const after = await balances()
    expect(after).toEqual(await expected(mended))
    const differ = [...before].filter(([id, each]) => after.get(id) !== each)
    expect(differ.map(([id]) => id).toSorted()).toEqual(changed.toSorted())
    expect(JSON.parse((await earn(['--json'], mended)).stdout)).toMatchObject({
      revision: 2,
      did: 'unchanged',
    })

    expect(JSON.parse((await earn(['--json'])).stdout)).toMatchObject({ revision: 3 })
    expect(await balances()).toEqual(before)
    expect(await earn(['--revision', '2'], mended)).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/later than 2 was brought before; nothing changed/),
    })
    const differs = await earn(['--revision', '3', '--json'], mended)
    expect(differs.status).toBe(2)
    expect(JSON.parse(differs.stdout).error).toMatchObject({
      code: 'points-revision-differs',
      params: { period: '2026-09', revision: 3 },
    })
    expect(differs.stderr).toMatch(/^revision 3 of 2026-09 was brought with other points; leave/)
    expect(await balances()).toEqual(before)
  })

  it('refuses what is not known or not begun', async () => {
    const beyond = await earn(['--period', '2026-11'])
    expect([beyond.status, beyond.stderr]).toEqual([
      2,
      expect.stringMatching(/has no month 2026-11/),
    ])
    const wrong = await earn(['--benefits', NATIONAL])
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringMatching(/mistakes? in/)])
  })
})

describe('dipper points check', () => {
  const check = (argv: readonly string[] = []) => run(['points', 'check', '--data', data, ...argv])

  it('finds nothing, shows the seals, and ends with 0', async () => {
    const { status, stdout } = await check(['--json'])
    expect(status).toBe(0)
    const found = JSON.parse(stdout)
    expect(found).toMatchObject({ wrong: 0, findings: [] })
    expect(found.seals.map((each: { period: string; revision: number }) => each)).toMatchObject([
      { period: '2026-09', revision: 1 },
      { period: '2026-09', revision: 2 },
      { period: '2026-09', revision: 3 },
    ])
    const { seal } = JSON.parse((await earn(['--json'])).stdout)
    expect(found.seals.at(-1).seal).toBe(seal)
    const { stdout: text } = await check()
    expect(text).toContain(seal)
  })

  it('finds a balance that somebody changed, in the language asked for, and ends with 1', async () => {
    const [victim] = [...(await balances()).keys()]
    const add = (points: number) =>
      ledger(
        `update dipper.points_account set balance = balance + ${points} where customer_id = '${victim}'`,
      )
    await add(7)
    const [json, chinese, english] = [
      await check(['--json']),
      await check(['--lang', 'zh-CN']),
      await check(),
    ]
    expect([json.status, chinese.status, english.status]).toEqual([1, 1, 1])
    const found = JSON.parse(json.stdout)
    expect(found).toMatchObject({ wrong: 1, findings: [{ code: 'balance-differs' }] })
    expect(found.findings[0].customer).toBe(victim)
    expect(english.stdout).toContain(found.findings[0].sentence)
    expect(chinese.stdout).toContain(victim)
    expect(chinese.stderr).toMatch(/有 1 处不符/)
    await add(-7)
    expect((await check()).status).toBe(0)
  })
})

describe('dipper points expire', () => {
  it('posts what is due, and nothing where nothing is', async () => {
    const expire = async () =>
      JSON.parse((await run(['points', 'expire', '--data', data, '--json'])).stdout)
    expect(await expire()).toEqual({ accounts: 0 })
    const connected = await connect(settingsFrom({}, { data }))
    async function* rows() {
      yield 'old,5\n'
    }
    await new PointsBatches(connected.owner).earn({
      period: month('2022-05'),
      revision: 1,
      on: '2022-06-02',
      rows: rows(),
      customers: 1,
      points: 5n,
    })
    await connected.stop()
    expect(await expire()).toEqual({ accounts: 1 })
    expect((await balances()).has('old')).toBe(false)
    expect(await expire()).toEqual({ accounts: 0 })
  })
})

/** The same facts without controls, where three customers have 100 yuan more in the period; gives who. */
function mendedFacts(out: string, ids: readonly string[]): string[] {
  cpSync(facts, out, { recursive: true })
  rmSync(join(out, 'controls.csv'))
  const some = [ids[3], ids[50], ids[200]] as string[]
  const rows = some.map((id) => `2026-09,${id},,,mobile,recurring,10000,2026-10-03\n`)
  appendFileSync(join(out, 'charges', '2026-09.csv'), rows.join(''))
  return some
}
