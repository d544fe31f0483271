import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Customer, notCounted, rulesFor } from '@dipper/assessment'
import {
  answeringBenefits,
  type BenefitsProgramme,
  benefitsValuesFor,
  formatMonth,
  lastDayOf,
  type Month,
  month,
  type PolicyFile,
  type Programme,
  readBenefits,
} from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessMonths, compileMonth, type Earned, Problem, withEarned } from '../src/index.ts'
import { type Accepted, acceptFacts, type TextFacts } from './accepted.ts'
import { assessAll, csv, inFolder, keptFacts, writeFacts } from './agreement.ts'
import { national } from './national.ts'
import { programme } from './policies.ts'
import { population, SPAN, seedOf } from './population.ts'

const POLICIES = Math.max(3, Math.ceil(Number(process.env['DIPPER_POLICIES'] ?? 10) / 10))
const seed = seedOf(52_009)
const PERIODS = { from: SPAN.from + 2, through: SPAN.from + 7 }

/** The shipped document, a later one with other multipliers, and a region with its own. */
const benefits = benefitsOf([
  document('2016-01', '[1, 1, 1.5, 2, 2.5, 3, 4, 5]'),
  document('2023-06', '[0.5, 1, 1.25, 2, 2.125, 3, 4, 7]'),
  {
    path: 'overlays/north/2023-04.yaml',
    text: `policy: sample/benefits
region: north
effectiveFrom: 2023-04
points: {multiplier: [0, 0.333, 1, 1, 1, 1, 1, 9]}
sources: {points: {source: a test, certainty: assumed}}
`,
  },
])

function document(from: string, multiplier: string): PolicyFile {
  const text = `policy: sample/benefits
effectiveFrom: ${from}
title: {zh-CN: 样例, zh-TW: 樣例, en: Sample}
stars: 7
points: {multiplier: ${multiplier}, years: 3}
benefits: {}
sources:
  stars: {source: a test, certainty: assumed}
  points: {source: a test, certainty: assumed}
`
  return { path: `${from}.yaml`, text }
}

function benefitsOf(files: readonly PolicyFile[]): BenefitsProgramme {
  const reading = readBenefits(files)
  if (reading.programme) return reading.programme
  throw new Error(JSON.stringify(reading.diagnostics))
}

describe(`what everybody earns (SEED=${seed})`, () => {
  const facts = population(300, seed)
  const { customers } = acceptFacts(facts, null)
  const folder = keptFacts(facts)

  /** How many earned something, by programme and period: some programmes count next to nothing. */
  const sizes: number[] = []
  const programmes = fc.sample(programme, { seed, numRuns: POLICIES })
  test.each(programmes.map((each, n) => [n, each] as const))(
    'is what the rules say of one customer after the other: programme %i',
    async (_, each) => {
      await inFolder(async (out) => {
        const register = join(out, 'register')
        await assessMonths({ programme: each, facts: folder(), register, ...SPAN, knownBy: null })
        const lines = assessAll(each, customers.values(), SPAN)
        const earned = await earnedIn(out, { programme: each, facts: folder(), register })
        expect(earned.map(({ period }) => period)).toEqual(monthsOf(PERIODS))
        for (const { period, points, text, totals } of earned) {
          const expected = pointsOf(customers, { programme: each, lines, period })
          expect([formatMonth(period), points]).toEqual([formatMonth(period), expected])
          expect(totals).toEqual({ customers: expected.size, points: sumOf(expected) })
          expect(text).toBe(csvOf(expected))
          sizes.push(expected.size)
        }
      })
    },
  )

  test('is something for many under most of them', () => {
    expect(sizes.filter((size) => size > 20).length).toBeGreaterThan(sizes.length / 2)
  })

  test('is the same bytes for shuffled and split files', async () => {
    await inFolder(async (out) => {
      const other = join(out, 'facts')
      mkdirSync(other)
      writeShuffled(other, facts)
      const register = join(out, 'register')
      const each = national()
      await assessMonths({ programme: each, facts: folder(), register, ...SPAN, knownBy: null })
      const places = { programme: each, register }
      const [straight, shuffled] = [
        await earnedIn(out, { ...places, facts: folder() }),
        await earnedIn(out, { ...places, facts: other, threads: 1 }),
      ]
      expect(shuffled).toEqual(straight)
    })
  })

  test('is by the star of the row, and of nobody without one as of no star', async () => {
    await inFolder(async (out) => {
      const register = join(out, 'register')
      const each = national()
      await assessMonths({ programme: each, facts: folder(), register, ...SPAN, knownBy: null })
      const lines = assessAll(each, customers.values(), SPAN)
      const [first] = await earnedIn(out, { programme: each, facts: folder(), register })
      const ids = [...(first?.points.keys() ?? [])]
      const rowless = ids.filter((id) => !lines.has(`${formatMonth(PERIODS.from)} ${id}`))
      expect(rowless.length).toBeGreaterThan(0)
      expect(ids.length).toBeGreaterThan(rowless.length)
    })
  })

  test('is not known where a month, a period or a document is not there', async () => {
    await inFolder(async (out) => {
      const register = join(out, 'register')
      const span = { from: SPAN.from, through: SPAN.from + 2 }
      const each = national()
      await assessMonths({ programme: each, facts: folder(), register, ...span, knownBy: null })
      const refusal = (change: object) =>
        earnedIn(out, { programme: each, facts: folder(), register, ...change }).then(
          () => 'earned',
          (error: unknown) => (error instanceof Problem ? error.code : String(error)),
        )
      const last = { from: span.through, through: span.through }
      expect(await refusal({ periods: last })).toBe('earned')
      expect(await refusal({ periods: { from: span.through, through: span.through + 1 } })).toBe(
        'month-missing',
      )
      expect(await refusal({ register: out, periods: last })).toBe('register-missing')
      const [, later] = benefits.documents
      const silent = { ...benefits, documents: [later], overlays: [] }
      expect(await refusal({ periods: last, benefits: silent })).toBe('policy-silent')
      const late = join(out, 'late')
      mkdirSync(late)
      const charges = facts.charges.filter(({ period = '' }) => period > formatMonth(span.through))
      writeFacts(late, { ...facts, charges })
      expect(await refusal({ periods: last, facts: late })).toBe('period-missing')
    })
  })
})

interface Places {
  readonly programme: Programme
  readonly facts: string
  readonly register: string
  readonly threads?: number
}

async function earnedIn(out: string, places: Places) {
  const options = { benefits, periods: PERIODS, knownBy: null, work: join(out, 'work'), ...places }
  return withEarned(options, async (earned) => {
    const text = readFileSync(earned.file, 'utf8')
    return { period: earned.period, text, points: read(text), totals: totalsOf(earned) }
  })
}

/** As everybody is told, and as the stars come to. */
function totalsOf({ customers, points, stars }: Earned) {
  expect(stars.reduce((sum, each) => sum + each.customers, 0)).toBe(customers)
  expect(stars.reduce((sum, each) => sum + each.points, 0n)).toBe(points)
  return { customers, points }
}

function read(text: string): Map<string, bigint> {
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line): [string, bigint] => {
        const [, id = '', points = ''] = /^(.*),(\d+)$/.exec(line) ?? []
        const quoted = id.startsWith('"') ? id.slice(1, -1).replaceAll('""', '"') : id
        return [quoted, BigInt(points)]
      }),
  )
}

function csvOf(points: ReadonlyMap<string, bigint>): string {
  const cell = (id: string) => (/[",]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id)
  return [...points].map(([id, each]) => `${cell(id)},${each}\n`).join('')
}

interface Earning {
  readonly programme: Programme
  readonly lines: ReadonlyMap<string, string>
  readonly period: Month
}

/** Who earns how much, by the bytes of the ids. */
function pointsOf(customers: Accepted['customers'], earning: Earning): Map<string, bigint> {
  const each = [...customers.values()].flatMap((customer): [string, bigint][] => {
    const points = pointsOfOne(customer, earning)
    return points > 0n ? [[customer.id, points]] : []
  })
  return new Map(each.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
}

function pointsOfOne(
  customer: Omit<Customer, 'held'>,
  { programme: each, lines, period }: Earning,
): bigint {
  const region = regionOn(customer, period)
  if (region === undefined) return 0n
  const { spend } = rulesFor(compileMonth(each, period + 1), region)
  const fen = customer.charges
    .filter((charge) => charge.period === period && notCounted(spend, charge) === null)
    .reduce((sum, charge) => sum + charge.fen, 0n)
  const answer = answeringBenefits(benefits, period)
  if (answer === undefined || fen <= 0n) return 0n
  const star = Number(lines.get(`${formatMonth(period)} ${customer.id}`)?.split(',')[5] ?? 0)
  const times = benefitsValuesFor(answer, region).points.multiplier
  const [whole = '', digits = ''] = (times[Math.min(star, times.length - 1)] ?? '').split('.')
  return (fen * BigInt(whole + digits)) / 10n ** BigInt(2 + digits.length)
}

/** Undefined where nobody had joined by the end of the period. */
function regionOn(
  { memberships, attributes }: Omit<Customer, 'held'>,
  period: Month,
): string | null | undefined {
  const joined = memberships
    .filter(({ joinedOn }) => month(joinedOn.slice(0, 7)) <= period)
    .toSorted((a, b) => (a.joinedOn < b.joinedOn ? -1 : 1))
    .at(-1)
  if (joined === undefined) return undefined
  const moved = attributes
    .filter(({ from }) => joined.joinedOn <= from && from <= lastDayOf(period))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
  return (moved ?? joined).region
}

function sumOf(points: ReadonlyMap<string, bigint>): bigint {
  return [...points.values()].reduce((sum, each) => sum + each, 0n)
}

function monthsOf({ from, through }: { from: Month; through: Month }): Month[] {
  return Array.from({ length: through - from + 1 }, (_, n) => from + n)
}

/** The same rows backwards, charges in two files. */
function writeShuffled(folder: string, facts: TextFacts): void {
  writeFacts(folder, {
    customers: facts.customers.toReversed(),
    attributes: facts.attributes.toReversed(),
    services: facts.services.toReversed(),
    stops: facts.stops.toReversed(),
    charges: [],
  })
  mkdirSync(join(folder, 'charges'))
  for (const rest of [0, 1]) {
    const some = facts.charges.toReversed().filter((_, n) => n % 2 === rest)
    writeFileSync(join(folder, 'charges', `${rest}.csv`), csv(some))
  }
}
