import { join } from 'node:path'
import { type Customer, notCounted, rulesFor, standingIn } from '@dipper/assessment'
import { formatMonth, type Month, type PolicyValues, type Programme } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessMonths, compileMonth, Problem, type SimulatedMonth, simulate } from '../src/index.ts'
import { type Accepted, acceptFacts } from './accepted.ts'
import { assessAll, differences, inFolder, keptFacts, registerLines } from './agreement.ts'
import { national } from './national.ts'
import { programme } from './policies.ts'
import { population, SPAN, seedOf } from './population.ts'

const POLICIES = Math.max(3, Math.ceil(Number(process.env['DIPPER_POLICIES'] ?? 10) / 10))
const MULTIPLIER = ['1', '1', '1.5', '2', '2.5', '3', '4', '5']
const seed = seedOf(40_261)

/** Points per star as the spec says them, in plain TypeScript. */
const TIMES = [100n, 100n, 150n, 200n, 250n, 300n, 400n, 500n]

describe(`a what-if is an assessment under the draft (SEED=${seed})`, () => {
  const facts = population(300, seed)
  const { customers } = acceptFacts(facts, null)
  const folder = keptFacts(facts)

  const pairs = fc.sample(fc.tuple(programme, programme, fc.nat(12)), { seed, numRuns: POLICIES })
  test.each(pairs.map((pair, n) => [n, ...pair] as const))(
    'row by row, move by move, point by point: pair %i',
    async (_, against, draft, later) => {
      await inFolder(async (out) => {
        const register = join(out, 'register')
        await assessMonths({
          programme: against,
          facts: folder(),
          register,
          ...SPAN,
          knownBy: null,
        })
        const from = SPAN.from + later
        const keep = join(out, 'kept')
        const other = stricter(draft)
        const options = {
          against,
          facts: folder(),
          register,
          from,
          through: SPAN.through,
          multiplier: MULTIPLIER,
        }
        const swept = await simulate({ ...options, drafts: [draft, other], keep })

        const draftOf = (m: Month) => compileMonth(m < from ? against : draft, m)
        const expected = assessAll(draftOf, customers.values(), SPAN)
        const ofSpan = new Map(
          [...expected].filter(([key]) => key.slice(0, 7) >= formatMonth(from)),
        )
        const kept = await registerLines(keep)
        const found = new Map([...kept].filter(([key]) => key.slice(0, 7) >= formatMonth(from)))
        expect(differences(ofSpan, found).slice(0, 5)).toEqual([])
        expect(found.size).toBeGreaterThan(200)

        const inForce = assessAll(against, customers.values(), SPAN)
        const months = swept.drafts[0]?.months ?? []
        for (const simulated of months) {
          expect(told(simulated)).toEqual(
            counted(customers, { inForce, draft: expected }, { against, draft }, simulated),
          )
        }

        const alone = await simulate({ ...options, drafts: [other], keep: null })
        expect(swept.drafts[1]).toEqual(alone.drafts[0])
      })
    },
  )

  test('a draft equal to the policy in force changes nothing', async () => {
    await inFolder(async (out) => {
      const register = join(out, 'register')
      const against = national()
      await assessMonths({ programme: against, facts: folder(), register, ...SPAN, knownBy: null })
      const { drafts } = await simulate({
        against,
        drafts: [against],
        facts: folder(),
        register,
        ...SPAN,
        multiplier: MULTIPLIER,
        keep: null,
      })
      const moved = drafts[0]?.months.flatMap(({ groups }) =>
        groups.flatMap(({ moves }) =>
          moves.flatMap((row, a) => row.filter((n, b) => a !== b && n > 0)),
        ),
      )
      expect(moved).toEqual([])
      expect(drafts[0]?.examples).toEqual({ up: [], down: [] })
    })
  })

  test('refuses a policy that the register was not assessed under, and months it does not have', async () => {
    await inFolder(async (out) => {
      const register = join(out, 'register')
      const against = national()
      const span = { from: SPAN.from, through: SPAN.from + 2 }
      await assessMonths({ programme: against, facts: folder(), register, ...span, knownBy: null })
      const options = {
        drafts: [against],
        facts: folder(),
        register,
        ...span,
        multiplier: null,
        keep: null,
      }
      const refusal = async (change: object) =>
        simulate({ ...options, against, ...change }).catch(
          (error: unknown) => (error as Problem).code,
        )
      expect(await refusal({ against: stricter(against) })).toBe('month-changed')
      expect(await refusal({ through: SPAN.from + 3 })).toBe('month-missing')
      expect(await refusal({ keep: register })).toBe('register-exists')
      expect(await refusal({ from: SPAN.from + 1, through: SPAN.from })).toBe('months-reversed')
    })
  })
})

/** The same programme with thresholds that are harder to reach, and half the growth of tenure. */
function stricter(lenient: Programme): Programme {
  const harder = (values: PolicyValues): PolicyValues => ({
    ...values,
    growth: { ...values.growth, tenure: { ...values.growth.tenure, capMonths: 12 } },
    star: { ...values.star, thresholds: values.star.thresholds.map((t) => t + 150) },
  })
  const documents = lenient.documents.map((each) => ({ ...each, values: harder(each.values) }))
  return { ...lenient, documents }
}

/** What `simulate` says of a month, groups in one order. */
function told({ groups }: SimulatedMonth): unknown {
  return Object.fromEntries(
    groups.map(({ region, segment, moves, points }) => [
      `${region}|${segment}`,
      { moves: sparse(moves), points },
    ]),
  )
}

function sparse(moves: readonly (readonly number[])[]): Record<string, number> {
  return Object.fromEntries(
    moves.flatMap((row, a) =>
      row.flatMap((customers, b) => (customers > 0 ? [[`${a}>${b}`, customers]] : [])),
    ),
  )
}

/** The same, counted from rows and charges one customer after the other. */
function counted(
  customers: Accepted['customers'],
  lines: { inForce: ReadonlyMap<string, string>; draft: ReadonlyMap<string, string> },
  programmes: { against: Programme; draft: Programme },
  { month, pointsPeriod }: SimulatedMonth,
): unknown {
  const against = compileMonth(programmes.against, month)
  const draft = compileMonth(programmes.draft, month)
  const groups: Record<
    string,
    { moves: Record<string, number>; points: { inForce: bigint; draft: bigint } }
  > = {}
  for (const customer of customers.values()) {
    const standing = standingIn(against, { ...customer, held: null }, month)
    if (standing.status === 'absent') continue
    const { region, segment } = standing
    const key = `${region}|${segment}`
    groups[key] ??= { moves: {}, points: { inForce: 0n, draft: 0n } }
    const a = starIn(lines.inForce, customer.id, month)
    const b = starIn(lines.draft, customer.id, month)
    const move = `${a}>${b}`
    groups[key].moves[move] = (groups[key].moves[move] ?? 0) + 1
    groups[key].points.inForce += points(customer, rulesFor(against, region), pointsPeriod, a)
    groups[key].points.draft += points(customer, rulesFor(draft, region), pointsPeriod, b)
  }
  return groups
}

function starIn(lines: ReadonlyMap<string, string>, id: string, month: Month): number {
  return Number(lines.get(`${formatMonth(month)} ${id}`)?.split(',')[5] ?? 0)
}

function points(
  { charges }: Omit<Customer, 'held'>,
  { spend }: ReturnType<typeof rulesFor>,
  period: Month,
  star: number,
): bigint {
  const fen = charges
    .filter((charge) => charge.period === period && notCounted(spend, charge) === null)
    .reduce((sum, charge) => sum + charge.fen, 0n)
  return fen <= 0n ? 0n : (fen * (TIMES[star] as bigint)) / 10_000n
}
