import { scaleOf, unitsOf } from '@dipper/assessment'
import type { SimulatedMonth } from '@dipper/engine'
import type { Costs, Decimal } from '@dipper/policy'
import type { CostsCompared, Pair } from './what-if.ts'

/** Sums of both sides, in 10^−scale fen. */
interface Sums {
  readonly inForce: bigint
  readonly draft: bigint
}

/** What benefits and points cost under the policy in force and under a draft, to the last digit. */
export function compareCosts(costs: Costs, months: readonly SimulatedMonth[]): CostsCompared {
  const scale = scaleOfAll(costs)
  const yuan = (sums: Sums): Pair => ({
    inForce: decimalOf(sums.inForce, scale + 2),
    draft: decimalOf(sums.draft, scale + 2),
  })
  const codes = Object.keys(costs.benefits)
  const byMonth = months.map((month) => ({
    month: month.month,
    lines: linesOf(costs, month, scale),
  }))
  const lines = [...codes, 'points'].map((code, index) => ({
    code,
    ...yuan(total(byMonth.map((each) => each.lines[index] as Sums))),
  }))
  return {
    costs,
    lines,
    byMonth: byMonth.map((each) => ({ month: each.month, ...yuan(total(each.lines)) })),
    total: yuan(total(byMonth.flatMap((each) => each.lines))),
    points: total(months.map(pointsOf)),
  }
}

/** A month's costs: each benefit's, then the points'. */
function linesOf({ points, benefits }: Costs, month: SimulatedMonth, scale: number): Sums[] {
  const stars = starsOf(month)
  const perPoint = unitsOf(points.fenPerPoint, scale)
  const earned = pointsOf(month)
  return [
    ...Object.values(benefits).map((fen) => ({
      inForce: costOf(stars.inForce, fen, scale),
      draft: costOf(stars.draft, fen, scale),
    })),
    { inForce: earned.inForce * perPoint, draft: earned.draft * perPoint },
  ]
}

/** Customers in net by star, from 0, under both. */
export function starsOf({ groups }: SimulatedMonth): {
  readonly inForce: number[]
  readonly draft: number[]
} {
  const size = Math.max(0, ...groups.map(({ moves }) => moves.length))
  const inForce = Array.from({ length: size }, () => 0)
  const draft = Array.from({ length: size }, () => 0)
  for (const { moves } of groups) {
    for (const [from, row] of moves.entries()) {
      for (const [to, customers] of row.entries()) {
        inForce[from] = (inForce[from] ?? 0) + customers
        draft[to] = (draft[to] ?? 0) + customers
      }
    }
  }
  return { inForce, draft }
}

/** A star beyond the list costs what its last one does. */
function costOf(stars: readonly number[], fen: readonly Decimal[], scale: number): bigint {
  return stars.reduce((sum, customers, star) => {
    const unit = fen[star] ?? fen.at(-1) ?? '0'
    return sum + BigInt(customers) * unitsOf(unit, scale)
  }, 0n)
}

function pointsOf({ groups }: SimulatedMonth): Sums {
  return total(groups.map(({ points }) => points))
}

function total(sums: readonly Sums[]): Sums {
  return sums.reduce(
    (all, each) => ({ inForce: all.inForce + each.inForce, draft: all.draft + each.draft }),
    { inForce: 0n, draft: 0n },
  )
}

function scaleOfAll({ points, benefits }: Costs): number {
  return Math.max(...[points.fenPerPoint, ...Object.values(benefits).flat()].map(scaleOf))
}

/** A count of 10^−scale as an exact decimal, without zeros behind the last digit that says something. */
function decimalOf(units: bigint, scale: number): Decimal {
  const digits = String(units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}
