import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assess } from '@dipper/assessment'
import { formatMonth, type Month, month } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { fileNames } from '../src/forecast/lists.ts'
import {
  assessMonths,
  compileMonth,
  type ForecastOptions,
  forecast,
  Problem,
} from '../src/index.ts'
import { type Accepted, acceptFacts, type TextFacts } from './accepted.ts'
import { differences, inFolder, writeFacts } from './agreement.ts'
import { charge, line, member } from './facts.ts'
import {
  countsIn,
  expectedCounts,
  expectedLists,
  hitsByMonth,
  listsIn,
  wheneverOf,
} from './forecast-expected.ts'
import {
  type Foreseen,
  foresee,
  happenedTo,
  heldIn,
  linesOf,
  type Origin,
  type PolicyOf,
  regionOf,
  starsIn,
  type Turned,
  turnsOf,
} from './forecast-meaning.ts'
import { watched } from './forecast-watched.ts'
import { national } from './national.ts'
import { programme } from './policies.ts'
import { population, SPAN, seedOf } from './population.ts'

// Parts of a hundred customers, so that all that is added up over parts is.
vi.mock(import('../src/register/write.ts'), async (original) => {
  const actual = await original()
  const chunksOf: typeof actual.chunksOf = async (db) => {
    const [{ customers } = { customers: 0 }] = await actual.chunksOf(db)
    return [0, 1, 2].map((part) => ({
      part,
      where: `customer >= ${part * 100} AND customer < ${part === 2 ? 1e9 : (part + 1) * 100}`,
      done: part === 2 ? customers : (part + 1) * 100,
      customers,
    }))
  }
  return { ...actual, chunksOf }
})
const POLICIES = Math.max(4, Math.ceil(Number(process.env['DIPPER_POLICIES'] ?? 10) / 10))
const NEAR = 150
const seed = seedOf(50_261)
const LAST = month('2024-03')
const MONTHS = 12

function billedBefore(facts: TextFacts, period: Month): TextFacts {
  const before = formatMonth(period)
  return { ...facts, charges: facts.charges.filter((row) => (row['period'] ?? '') < before) }
}

/** What the meaning says of a forecast and its back-test, and what happened. */
function meant(
  policyOf: PolicyOf,
  { customers }: Accepted,
  { month: from, billed, back }: { month: Month; billed: Month; back: Month },
) {
  const all = [...customers.values()]
  const happened = happenedTo(policyOf, all, { from: SPAN.from, through: from })
  const origin: Origin = { month: from, billed, leavings: from === LAST }
  const earlier: Origin = { month: back, billed: back - 1, leavings: false }
  const through = from + MONTHS
  const ahead = foresee(policyOf, all, origin, through, heldIn(happened, from))
  const behind = foresee(policyOf, all, earlier, from, heldIn(happened, back))
  const inNet = all.map((each) => regionOf(policyOf, each, origin)).filter((r) => r !== undefined)
  return { origin, through, ahead, behind, happened, regions: new Set(inNet) }
}

describe(`a forecast is month after month of the meaning (SEED=${seed})`, () => {
  const everything = population(280, seed)
  const programmes = fc.sample(programme, { seed, numRuns: POLICIES })
  const cuts = [LAST, LAST + 1, LAST + 30, LAST + 5]
  const cases = programmes.map((each, n) => [n, each, cuts[n % cuts.length] as Month] as const)

  test.each(cases)('row by row, list by list, hit by hit: policy %i', async (n, generated, cut) => {
    const facts = billedBefore(everything, cut)
    const knownBy = n % 3 === 2 ? '2024-03-10' : null
    const accepted = acceptFacts(facts, knownBy)
    await inFolder(async (folder) => {
      writeFacts(folder, facts)
      const register = join(folder, 'register')
      const options = { programme: generated, facts: folder, register, threads: 2 }
      await assessMonths({ ...options, from: SPAN.from, through: LAST, knownBy })
      const out = join(folder, 'lists')
      const earlier = n % 4 === 3
      const from = earlier ? LAST - 2 : LAST
      const { result, lines } = await watched({
        ...options,
        month: earlier ? from : null,
        months: MONTHS,
        near: NEAR,
        backTest: earlier ? from - 5 : null,
        out,
      })
      const back = earlier ? from - 5 : from - 12
      const billed = earlier
        ? from - 1
        : Math.min(Math.max(cut - 1, LAST - 1), SPAN.through, LAST + MONTHS - 1)
      expect([result.month, result.billed, result.backTest?.month]).toEqual([from, billed, back])

      const policyOf: PolicyOf = (m) => compileMonth(generated, m)
      const said = meant(policyOf, accepted, { month: from, billed, back })
      const expected = new Map([...linesOf(said.behind), ...linesOf(said.ahead)])
      expect(differences(expected, lines).slice(0, 3)).toEqual([])
      expect(lines.size).toBeGreaterThan(300)

      const turns = turnsOf(policyOf, said.ahead, said.origin, {
        through: said.through,
        near: NEAR,
        now: starsIn(said.happened, from),
      })
      expect(listsIn(result)).toEqual(expectedLists(turns, said.regions))
      expect(countsIn(result)).toEqual(expectedCounts(turns))
      expect(result.backTest?.months).toEqual(hitsByMonth(said.behind, said.happened, back, from))
      expect(result.backTest?.whenever).toEqual(wheneverOf(said.behind, said.happened, back, from))
    })
  })
})

describe('the back-test', () => {
  const first = month('2022-01')
  const periods = Array.from({ length: 36 }, (_, n) => formatMonth(first + n))

  /** Everybody is billed the same in every period from joining on, on two lines. */
  function steady(joined: (n: number) => Month): TextFacts {
    const people = Array.from({ length: 240 }, (_, n) => ({
      id: `c${n}`,
      joined: formatMonth(joined(n)),
      fen: 1_000 + ((n * 7_919) % 45_000),
    }))
    return {
      customers: people.map(({ id, joined }) => member(id, `${joined}-01`)),
      attributes: [],
      services: people.map(({ id, joined }) => line(`m-${id}`, id, `${joined}-01`)),
      charges: people.flatMap(({ id, joined, fen }) =>
        periods
          .filter((period) => period >= joined)
          .flatMap((period) => [
            charge(id, period, fen, { service_id: `m-${id}` }),
            charge(id, period, 777, { kind: 'iptv' }),
          ]),
      ),
      stops: [],
    }
  }

  const looked = (facts: TextFacts, more: Partial<ForecastOptions> = {}) =>
    inFolder(async (folder) => {
      writeFacts(folder, facts)
      const register = join(folder, 'register')
      const places = { programme: national(), facts: folder, register }
      await assessMonths({ ...places, from: first + 12, through: first + 26, knownBy: null })
      return forecast({
        ...places,
        month: null,
        months: 12,
        near: 0,
        backTest: null,
        out: null,
        ...more,
      })
    })

  test('finds no error where every period is like the ones before', async () => {
    const { backTest } = await looked(steady((n) => first + (n % 9)))
    expect(backTest?.month).toBe(first + 14)
    for (const each of backTest?.months ?? []) {
      expect(each).toMatchObject({ customers: 240, left: 0, joined: 0, right: 240, growthError: 0 })
      expect(each.falls.both).toBe(each.falls.forecast)
      expect(each.falls.both).toBe(each.falls.happened)
      expect(each.rises.both).toBe(each.rises.forecast)
      expect(each.rises.both).toBe(each.rises.happened)
    }
    const { rises } = backTest?.whenever ?? { rises: { both: 0 } }
    expect(rises.both).toBeGreaterThan(20)
  })

  test('counts who joins and who leaves apart', async () => {
    const facts = steady((n) => first + (n < 200 ? 0 : 16))
    const customers = facts.customers.map((row, n) =>
      n < 30 ? { ...row, left_on: `${formatMonth(first + 20)}-15` } : row,
    )
    const { backTest } = await looked({ ...facts, customers })
    const counts = backTest?.months.map(({ month, customers, left, joined }) => [
      month - first,
      customers,
      left,
      joined,
    ])
    const rest = [21, 22, 23, 24, 25, 26].map((month) => [month, 170, 30, 40])
    expect(counts).toEqual([
      [15, 200, 0, 0],
      [16, 200, 0, 0],
      [17, 200, 0, 40],
      [18, 200, 0, 40],
      [19, 200, 0, 40],
      [20, 200, 0, 40],
      ...rest,
    ])
    for (const { right, customers: compared, growthError } of backTest?.months ?? []) {
      expect([right, growthError]).toEqual([compared, 0])
    }
  })

  test('looks back as far as the register goes, and not at all from its first month', async () => {
    const facts = steady(() => first)
    expect((await looked(facts, { months: 5 })).backTest?.months).toHaveLength(5)
    const second = await looked(facts, { month: first + 13 })
    expect(second.backTest?.months.map(({ month }) => month)).toEqual([first + 13])
    expect((await looked(facts, { month: first + 12 })).backTest).toBeNull()
  })

  test('knows bills that are there, and none of them where the month looked from is named', async () => {
    const facts = steady(() => first)
    const options = { months: 5, backTest: first + 20 }
    expect((await looked(facts, options)).billed).toBe(first + 30)
    expect((await looked(facts, { ...options, month: first + 26 })).billed).toBe(first + 25)
  })

  test('refuses months that the register does not have', async () => {
    const facts = steady(() => first)
    const refused = async (more: Partial<ForecastOptions>, about: Record<string, string>) => {
      const error = await looked(facts, more).catch((each: unknown) => each)
      expect(error).toBeInstanceOf(Problem)
      expect(error).toMatchObject({ code: 'month-missing', params: about })
    }
    await refused({ month: first + 27 }, { month: formatMonth(first + 27) })
    await refused({ backTest: first + 11 }, { month: formatMonth(first + 11) })
  })
})

describe('lists', () => {
  test('what is missing a month is what brings the star, and a yuan less is not', async () => {
    const facts = acceptFacts(population(140, seed), null)
    const policyOf: PolicyOf = (m) => compileMonth(national(), m)
    const all = [...facts.customers.values()]
    const span = { from: SPAN.from, through: LAST }
    const happened = happenedTo(policyOf, all, span)
    const origin = { month: LAST, billed: LAST - 1, leavings: true }
    const through = LAST + MONTHS
    const ahead = foresee(policyOf, all, origin, through, heldIn(happened, LAST))
    const now = starsIn(happened, LAST)
    const turns = turnsOf(policyOf, ahead, origin, { through, near: 2000, now })
    const rows = new Map(ahead.map((each) => [`${each.customer} ${each.month}`, each]))
    const starWith = (turn: Turned, yuan: bigint) => {
      const { facts: known } = rows.get(`${turn.customer} ${turn.month}`) as Foreseen
      const more = Array.from({ length: turn.month - LAST }, (_, n) => ({
        period: LAST + n,
        kind: 'mobile' as const,
        category: 'recurring' as const,
        fen: yuan * 100n,
      }))
      const customer = { ...known, charges: [...known.charges, ...more], held: null }
      const assessment = assess(policyOf(turn.month), customer, turn.month)
      return assessment?.status === 'assessed' ? assessment.star.assessed : 0
    }
    const spends = turns.flatMap((turn) =>
      turn.spendMissing === null ? [] : [{ turn, yuan: turn.spendMissing }],
    )
    expect(spends.length).toBeGreaterThan(10)
    for (const { turn, yuan } of spends) {
      const star = turn.what === 'near' ? turn.star : turn.held
      expect(starWith(turn, yuan)).toBeGreaterThanOrEqual(star)
      expect(starWith(turn, yuan - 1n)).toBeLessThan(star)
    }
  })

  test('have names that every file system takes, no two the same', () => {
    const long = '长'.repeat(64)
    const regions = [
      'anhui',
      '安徽',
      'a/b',
      'a_b',
      '..',
      'Hunan',
      'hunan',
      'none',
      'x"y,z',
      long,
      ' ',
    ]
    const names = [...fileNames(regions).values()]
    expect(names.slice(0, 2)).toEqual(['forecast-anhui.csv', 'forecast-安徽.csv'])
    expect(new Set(names.map((each) => each.toLowerCase())).size).toBe(regions.length)
    expect(names).not.toContain('forecast-none.csv')
    for (const name of names) {
      expect(name).toMatch(/^forecast-[\p{L}\p{M}\p{N}_-]+\.csv$/u)
      expect(Buffer.byteLength(name)).toBeLessThan(200)
    }
  })

  test('give spreadsheets no formula, and every id can be told', async () => {
    const ids = ['=1+1', '+86', '-2', '@a', "'=x", '\t1', ' =2', '=a,"b"', '＝3', 'C1', ' C2']
    const from = month('2022-01')
    const periods = Array.from({ length: 14 }, (_, n) => formatMonth(from + n))
    await inFolder(async (folder) => {
      writeFacts(folder, {
        customers: ids.map((id) => member(id, '2022-01-01')),
        attributes: [],
        services: ids.map((id, n) => line(`l${n}`, id, '2022-01-01')),
        charges: ids.flatMap((id) => periods.map((period) => charge(id, period, 10_000))),
        stops: [],
      })
      const register = join(folder, 'register')
      const places = { programme: national(), facts: folder, register }
      await assessMonths({ ...places, from: from + 3, through: from + 4, knownBy: null })
      const out = join(folder, 'out')
      const options = { ...places, months: 3, near: 0, backTest: null, out }
      const { lists } = await forecast({ ...options, month: from + 3 })
      expect(lists).toEqual([{ region: null, file: join(out, 'forecast-none.csv'), rows: 11 }])
      const text = readFileSync(lists[0]?.file ?? '', 'utf8')
      const told = text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((row) => row.slice(0, row.indexOf(',2022-')))
      const harmless = ["'=1+1", "'+86", "'-2", "'@a", "''=x", "'\t1", "' =2", '"\'=a,""b"""']
      expect(new Set(told)).toEqual(new Set([...harmless, "'＝3", 'C1', ' C2']))
      const again = forecast({ ...options, month: null })
      await expect(again).rejects.toMatchObject({ code: 'out-not-empty' })
    })
  })
})
