import { readFileSync } from 'node:fs'
import { assessInOrder, type Customer, compile, toHeld, toRegisterRow } from '@dipper/assessment'
import type { Direction, Histogram, SimulatedGroup, SimulatedMonth } from '@dipper/engine'
import { type Explanation, explain } from '@dipper/explanation'
import {
  answering,
  type Costs,
  type Month,
  month,
  type PolicyAnswer,
  type Programme,
  readCosts,
  readProgramme,
  type Segment,
  type VariedValue,
} from '@dipper/policy'
import { compareCosts } from '../src/what-if/costs.ts'
import type { ExplainedExample, Sweep, WhatIf } from '../src/what-if/what-if.ts'

const POLICIES = new URL('../../../policies/china-telecom/', import.meta.url)
const TEXT = readFileSync(new URL('star/2016-01.yaml', POLICIES), 'utf8')
const IN_FORCE = programmeOf(TEXT)
const DRAFT = programmeOf(
  TEXT.replace('capMonths: null', 'capMonths: 60').replace('6000, 8000]', '6000, 7500]'),
)
const COSTS = costsIn('costs/2026-illustrative.yaml')
const SHARES = [0.28, 0.2, 0.15, 0.14, 0.12, 0.06, 0.03, 0.02]
const KINDS: readonly (readonly [Segment, number])[] = [
  ['individual', 0.9],
  ['enterprise', 0.1],
]
const [FROM, THROUGH] = [month('2025-12'), month('2026-11')]

/** Twelve months of customers in these regions and segments, capped tenure, and 7★ a little lower. */
export function whatIfSample({
  customers = 900,
  regions = ['anhui', 'guizhou', null] as readonly (string | null)[],
  ids = (n: number) => `C${1000 + n}`,
} = {}): WhatIf {
  const all = Array.from({ length: THROUGH - FROM + 1 }, (_, n) => FROM + n)
  const months = all.map((each) => monthOf(each, customers, regions))
  return {
    draft: 'drafts/star',
    against: 'policies/china-telecom/star',
    asOf: null,
    from: FROM,
    through: THROUGH,
    knownBy: '2026-12-05',
    changes: [
      { region: null, path: 'growth.tenure.capMonths', before: null, after: 60 },
      {
        region: null,
        path: 'star.thresholds',
        before: [600, 1000, 1500, 2300, 4000, 6000, 8000],
        after: [600, 1000, 1500, 2300, 4000, 6000, 7500],
      },
      { region: 'anhui', path: 'star.validity.atExpiry', before: 'reassess', after: 'one-step' },
    ],
    months,
    histograms: histograms(customers),
    examples: {
      down: Array.from({ length: 10 }, (_, n) => example('down', ids(n), regions[n % 2] ?? null)),
      up: Array.from({ length: 3 }, (_, n) => example('up', ids(n + 50), regions[n % 2] ?? null)),
    },
    costs: compareCosts(COSTS, months),
  }
}

/** Nothing changes, nothing is known of cost, and only one month was looked at. */
export function quietSample(): WhatIf {
  const { months, ...rest } = whatIfSample()
  const last = months.at(-1) as SimulatedMonth
  const groups = last.groups.map((group) => ({
    ...group,
    moves: group.moves.map((row, from) =>
      row.map((_, to) => (from === to ? row.reduce((a, b) => a + b) : 0)),
    ),
  }))
  return {
    ...rest,
    from: THROUGH,
    asOf: month('2027-01'),
    knownBy: null,
    changes: [],
    months: [{ ...last, groups }],
    examples: { up: [], down: [] },
    costs: null,
  }
}

/** Values of one setting, or of two, that give ever fewer customers the higher stars. */
export function sweepSample({ customers = 900, two = false, priced = true } = {}): Sweep {
  const caps: readonly VariedValue[] = [12, 36, 60, 120, null]
  const tops: readonly VariedValue[] = two ? [7000, 7500, 8000] : [8000]
  const settings = caps.flatMap((cap, strict) =>
    tops.map((top, low) => ({
      parts: [5 - strict, two ? 2 - low : 0] as const,
      settings: [
        { path: 'growth.tenure.capMonths', value: cap },
        ...(two ? [{ path: 'star.thresholds[6]', value: top }] : []),
      ],
    })),
  )
  const inForce = starsFrom(customers, 0, 0)
  return {
    draft: 'drafts/star',
    against: 'policies/china-telecom/star',
    asOf: month('2027-01'),
    from: FROM,
    through: THROUGH,
    knownBy: null,
    varied: [
      { path: 'growth.tenure.capMonths', values: caps },
      ...(two ? [{ path: 'star.thresholds[6]', values: tops }] : []),
    ],
    costs: priced ? COSTS : null,
    overlaysKept: ['overlays/anhui/2020-01.yaml'],
    inForce: { stars: inForce, cost: priced ? costOf(inForce) : null },
    points: settings.map(({ parts: [strict, low], settings: each }) => {
      const stars = starsFrom(customers, strict === 1 ? 0 : strict, low)
      return {
        settings: each,
        stars,
        cost: priced ? costOf(stars) : null,
        up: low * Math.round(customers / 300),
        down: (strict === 1 ? 0 : strict) * Math.round(customers / 60),
      }
    }),
  }
}

function monthOf(
  each: Month,
  customers: number,
  regions: readonly (string | null)[],
): SimulatedMonth {
  const late = (each - FROM + 1) / 12
  const groups = regions.flatMap((region, index) =>
    KINDS.map(([segment, part]): SimulatedGroup => {
      const size = (customers * part * (regions.length - index)) / (regions.length ** 2 / 2 + 1)
      const moves = SHARES.map((share, from) => movesFrom(Math.round(size * share), from, late))
      const earned = BigInt(moves.flat().reduce((a, b) => a + b)) * 90n
      return {
        region,
        segment,
        moves,
        points: { inForce: earned, draft: (earned * 97n) / 100n },
      }
    }),
  )
  return { month: each, pointsPeriod: Math.min(each, THROUGH - 1), groups }
}

/** From each star some fall by one, a few by two, and from 6★ some rise. */
function movesFrom(customers: number, from: number, late: number): number[] {
  const row = SHARES.map(() => 0)
  const [down, far, up] = [
    from > 1 ? Math.round(customers * 0.12 * late) : 0,
    from > 3 ? Math.round(customers * 0.02 * late) : 0,
    from === 6 ? Math.round(customers * 0.04) : 0,
  ]
  const put = (to: number, count: number) => {
    if (to in row) row[to] = (row[to] ?? 0) + count
  }
  put(from - 1, down)
  put(from - 2, far)
  put(from + 1, up)
  put(from, customers - down - far - up)
  return row
}

function histograms(customers: number): Histogram[] {
  const [before, after] = [IN_FORCE, DRAFT].map(
    (programme) => programme.documents[0]?.values.star.thresholds ?? [],
  ) as [readonly number[], readonly number[]]
  return before.map((threshold, index) => {
    const [low, high] = [threshold, after[index] ?? threshold].sort((a, b) => a - b) as [
      number,
      number,
    ]
    const width = high / 50 > 100 ? 200 : high / 50 > 20 ? 50 : 20
    const from = (Math.floor(low / width) - 10) * width
    const bins = Math.ceil((high - from) / width) + 10
    const count = (bin: number, shift: number) =>
      Math.round((customers / 60) * Math.exp(-(bin + shift) / 14) * (1 + Math.sin(bin * 2) / 4))
    return {
      star: index + 1,
      thresholds: { inForce: threshold, draft: after[index] ?? null },
      from,
      width,
      inForce: Array.from({ length: bins }, (_, bin) => count(bin, 0)),
      draft: Array.from({ length: bins }, (_, bin) => count(bin, 4)),
    }
  })
}

function example(
  direction: Direction,
  customerId: string,
  region: string | null,
): ExplainedExample {
  const fen = direction === 'up' ? 60_000n : 20_900n
  const customer = customerOf(customerId, region, fen)
  const [before, after] = [explained(IN_FORCE, customer), explained(DRAFT, customer)]
  return {
    customerId,
    region,
    segment: 'individual',
    inForce: before.row.star,
    draft: after.row.star,
    inForceExplanation: before,
    draftExplanation: after,
    deciding: {
      how: direction === 'up' ? 'together' : 'alone',
      settings:
        direction === 'up'
          ? [
              { region: null, path: 'growth.tenure.capMonths', before: null, after: 60 },
              { region: null, path: 'star.thresholds[6]', before: 8000, after: 7500 },
            ]
          : [{ region, path: 'growth.tenure.capMonths', before: null, after: 60 }],
    },
  }
}

/** A mobile since 2004 and the same bill in every period. */
function customerOf(id: string, region: string | null, fen: bigint): Customer {
  const openedOn = fen > 30_000n ? '2022-01-10' : '2004-05-10'
  return {
    id,
    memberships: [{ joinedOn: openedOn, leftOn: null, segment: 'individual', region }],
    attributes: [],
    holdings: [
      { serviceId: `L-${id}`, kind: 'mobile', openedOn, heldFrom: openedOn, heldTo: null },
    ],
    charges: Array.from({ length: 24 }, (_, n) => ({
      period: THROUGH - 24 + n,
      kind: 'mobile',
      category: 'recurring',
      fen,
    })),
    stops: [],
    held: null,
  }
}

function explained(programme: Programme, customer: Customer): Explanation {
  const answerIn = (each: Month) => answering(programme, each) as PolicyAnswer
  const policyOf = (each: Month) => compile(answerIn(each))
  const assessed = assessInOrder(policyOf, customer, { from: FROM, through: THROUGH })
  const [before, last] = assessed.slice(-2)
  if (before === undefined || last === undefined) throw new Error('no rows')
  return explain({
    policy: policyOf(THROUGH),
    answer: answerIn(THROUGH),
    customer: { ...customer, held: toHeld(before) },
    month: THROUGH,
    row: toRegisterRow(customer.id, last),
  })
}

function starsFrom(customers: number, strict: number, low: number): number[] {
  const stars = SHARES.map((share) => Math.round(customers * share))
  return stars.map((count, star) => {
    const fell = (of: number) => Math.round((stars[of] ?? 0) * (of > 1 ? 0.05 * strict : 0))
    const rose = star === 7 ? low * Math.round(customers / 300) : 0
    return (
      count -
      fell(star) +
      fell(star + 1) +
      rose -
      (star === 6 ? low * Math.round(customers / 300) : 0)
    )
  })
}

function costOf(stars: readonly number[]): string {
  const fen = stars.reduce((sum, count, star) => sum + count * star ** 3 * 12, 0)
  return `${Math.floor(fen / 100)}.${String(Math.floor(fen % 100)).padStart(2, '0')}`
}

function programmeOf(text: string): Programme {
  const { programme } = readProgramme([{ path: '2016-01.yaml', text }])
  if (!programme) throw new Error('no programme')
  return programme
}

function costsIn(path: string): Costs {
  const { costs } = readCosts({ path, text: readFileSync(new URL(path, POLICIES), 'utf8') })
  if (costs === null) throw new Error(`mistakes in ${path}`)
  return costs
}
