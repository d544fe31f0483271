import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, month } from '@dipper/policy'
import { describe, expect, test } from 'vitest'
import { assessMonths, checkFacts, monthsOf, Problem, problemSentence } from '../src/index.ts'
import type { TextRow } from './accepted.ts'
import { csv, inFolder, writeFacts } from './agreement.ts'
import { charge, steadyFacts } from './facts.ts'
import { national } from './national.ts'

/** Beside 12,900 fen of mobile in each period of 2020-03 … 2021-12. */
const MORE = [
  charge('c1', '2020-05', 5_000, { kind: 'broadband' }),
  charge('c1', '2020-05', -700),
  charge('nobody', '2020-05', 300),
]

const RIGHT = [
  control('2020-04', 'mobile', 1, 12_900),
  control('2020-05', 'mobile', 3, 12_500),
  control('2020-05', 'broadband', 1, 5_000),
]

function control(period: string, kind: string, rows: number, fen: number): TextRow {
  return { period, kind, rows: String(rows), amount_fen: String(fen) }
}

const inPlace = (row: TextRow): TextRow[] => RIGHT.map((each, n) => (n === 1 ? row : each))

interface Case {
  readonly name: string
  readonly controls: readonly TextRow[]
  readonly charges?: readonly TextRow[]
  /** What the first difference says, and how many there are; null where nothing is refused. */
  readonly says: Readonly<Record<string, string | number>> | null
}

const cases: readonly Case[] = [
  { name: 'as they came', controls: RIGHT, says: null },
  {
    name: 'a row less',
    controls: inPlace(control('2020-05', 'mobile', 4, 12_500)),
    says: { period: '2020-05', kind: 'mobile', rows: 3, rowsSent: 4, differences: 2 },
  },
  {
    name: 'a fen more',
    controls: inPlace(control('2020-05', 'mobile', 3, 12_499)),
    says: { period: '2020-05', kind: 'mobile', fen: '12500', fenSent: '12499', differences: 2 },
  },
  {
    name: 'kinds that were taken for each other',
    controls: [control('2020-05', 'mobile', 3, 5_000), control('2020-05', 'broadband', 1, 12_500)],
    says: { period: '2020-05', kind: 'mobile', fen: '12500', fenSent: '5000', differences: 2 },
  },
  {
    name: 'a kind that billing says it did not send',
    controls: RIGHT.slice(0, 2),
    says: { period: '2020-05', kind: 'broadband', rows: 1, rowsSent: 0, fenSent: '0' },
  },
  {
    name: 'a kind that did not come',
    controls: [...RIGHT, control('2020-04', 'iptv', 2, 8_000)],
    says: { period: '2020-04', kind: 'iptv', rows: 0, rowsSent: 2, fen: '0', fenSent: '8000' },
  },
  {
    name: 'the first of two periods',
    controls: [control('2020-05', 'mobile', 9, 9), control('2020-04', 'mobile', 2, 12_900)],
    says: { period: '2020-04', kind: 'mobile', differences: 5 },
  },
  {
    name: 'an amount that cannot be read: its row counts, its amount does not',
    charges: [charge('c1', '2020-05', 0, { amount_fen: '12.50' })],
    controls: inPlace(control('2020-05', 'mobile', 4, 12_500)),
    says: null,
  },
  {
    name: 'a kind that cannot be read: the period decides as a whole',
    charges: [charge('c1', '2020-05', 1_000, { kind: 'fax' })],
    controls: inPlace(control('2020-05', 'mobile', 4, 13_500)),
    says: null,
  },
  {
    name: 'a kind that cannot be read, and another sum',
    charges: [charge('c1', '2020-05', 1_000, { kind: 'fax' })],
    controls: RIGHT,
    says: { period: '2020-05', kind: 'all', rows: 5, rowsSent: 4, fen: '18500', differences: 1 },
  },
  {
    name: 'rejected rows of every kind count',
    charges: [
      charge('', '2020-05', 1_000),
      charge('c1', '2020-05', 1_000, { category: '' }),
      charge('c1', '2020-05', 1_000, { service_id: 'nothing' }),
    ],
    controls: inPlace(control('2020-05', 'mobile', 6, 15_500)),
    says: null,
  },
  {
    name: 'a row without a period is of none',
    charges: [charge('c1', '', 1_000)],
    controls: RIGHT,
    says: null,
  },
  {
    name: 'a control given twice is rejected, so that its kind is not compared with it',
    controls: [...RIGHT.slice(0, 2), ...RIGHT.slice(0, 1)],
    says: { period: '2020-05', kind: 'broadband' },
  },
  {
    name: 'a period that no month to assess reads',
    controls: [...RIGHT, control('2021-12', 'mobile', 99, 1)],
    says: null,
  },
]

describe('what came is compared with what billing says it sent', () => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    await inFolder(async (folder) => {
      lay(folder, each)
      const run = () => assessed(folder, '2020-07')
      if (each.says === null) {
        expect((await run()).months.length).toBe(4)
        return
      }
      const refused = await problemIn(run)
      expect(refused).toMatchObject({ code: 'controls-differ', params: each.says })
      expect(monthsOf(join(folder, 'register'))).toEqual([])
      expect(existsSync(join(folder, 'register', 'register.json'))).toBe(false)
      expectSaid(refused)
    })
  })
})

describe('a check', () => {
  test('tells all differences of all periods, and refuses nothing', async () => {
    await inFolder(async (folder) => {
      const controls = [...RIGHT.slice(0, 2), control('2021-12', 'mobile', 99, 1)]
      lay(folder, { name: '', controls, says: null })
      const options = { facts: join(folder, 'facts'), knownBy: null, rejects: null, threads: 1 }
      const { controls: found } = await checkFacts(options)
      expect(found.map(({ period, kind }) => `${period} ${kind}`)).toEqual([
        '2020-05 broadband',
        '2020-05 all',
        '2021-12 mobile',
        '2021-12 all',
      ])
      expect(found[2]).toMatchObject({ rows: 1, rowsSent: 99, fen: 12_900n, fenSent: 1n })
    })
  })

  test('rejects controls given twice, both of them', async () => {
    await inFolder(async (folder) => {
      lay(folder, { name: '', controls: [...RIGHT, ...RIGHT.slice(0, 1)], says: null })
      const options = { facts: join(folder, 'facts'), knownBy: null, rejects: null, threads: 1 }
      const { tables, controls } = await checkFacts(options)
      expect(tables.find(({ table }) => table === 'controls')).toMatchObject({
        rows: 4,
        accepted: 2,
        rejected: 2,
        reasons: { 'kind|given-twice': 2 },
      })
      expect(controls).toEqual([])
    })
  })
})

describe('a register that goes on', () => {
  test('stays as it is when the next period differs, and goes on when that is mended', async () => {
    await inFolder(async (folder) => {
      lay(folder, { name: '', controls: RIGHT, says: null })
      await assessed(folder, '2020-06')
      const wrong = [...RIGHT, control('2020-06', 'mobile', 2, 25_800)]
      writeFileSync(join(folder, 'facts', 'controls.csv'), csv(wrong))
      const refused = await problemIn(() => assessed(folder, '2020-07'))
      expect(refused).toMatchObject({ params: { period: '2020-06', differences: 2 } })
      expect(monthsOf(join(folder, 'register')).length).toBe(3)
      const right = [...RIGHT, control('2020-06', 'mobile', 1, 12_900)]
      writeFileSync(join(folder, 'facts', 'controls.csv'), csv(right))
      expect((await assessed(folder, '2020-07')).months.length).toBe(1)
    })
  })

  test('superseded and unseen rows came all the same', async () => {
    await inFolder(async (folder) => {
      const versions = ['2020-06-01', '2020-06-02', '2020-09-01'].map((recorded_on) =>
        charge('c1', '2020-05', 100, { charge_id: 'k', recorded_on }),
      )
      const controls = inPlace(control('2020-05', 'mobile', 6, 12_800))
      lay(folder, { name: '', controls, charges: versions, says: null })
      expect((await assessed(folder, '2020-07', '2020-08-01')).months.length).toBe(4)
    })
  })

  test('months that are all there need no control', async () => {
    await inFolder(async (folder) => {
      lay(folder, { name: '', controls: [], says: null })
      await assessed(folder, '2020-07')
      const wrong = [control('2020-05', 'mobile', 9, 9)]
      writeFileSync(join(folder, 'facts', 'controls.csv'), csv(wrong))
      expect((await assessed(folder, '2020-07')).months).toEqual([])
    })
  })
})

function lay(folder: string, { controls, charges = [] }: Case): void {
  const facts = join(folder, 'facts')
  rmSync(facts, { recursive: true, force: true })
  mkdirSync(facts)
  const steady = steadyFacts()
  writeFacts(facts, { ...steady, charges: [...steady.charges, ...MORE, ...charges] })
  if (controls.length > 0) writeFileSync(join(facts, 'controls.csv'), csv(controls))
}

function assessed(folder: string, through: string, knownBy: string | null = null) {
  return assessMonths({
    programme: national(),
    facts: join(folder, 'facts'),
    register: join(folder, 'register'),
    from: month('2020-04'),
    through: month(through),
    knownBy,
    threads: 1,
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

function expectSaid(problem: Problem): void {
  const said = LANGUAGES.map((language) => problemSentence(problem, language))
  const { period, kind, rows, rowsSent, fen, fenSent } = problem.params
  for (const sentence of said) {
    for (const each of [period, kind, rows, rowsSent, fen, fenSent]) {
      expect(sentence).toContain(String(each))
    }
  }
  expect(new Set(said).size).toBe(LANGUAGES.length)
}
