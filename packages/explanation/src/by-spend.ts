import { type FullAssessment, ratesOf } from '@dipper/assessment'
import { formatMonth, SERVICE_KINDS, type ServiceKind } from '@dipper/policy'
import type { Coming } from './coming.ts'
import type { BySpend, Projected } from './explanation.ts'
import { leastEnough } from './least.ts'
import { counts, fenOf } from './spend.ts'

const FEN_PER_YUAN = 100n
/** More than anybody is billed in a month. */
const MOST_YUAN = 1_000_000_000n

/**
 * The least whole yuan a month, on top of the mean and from the month explained on, that bring a star
 * within the months of the outlook. They are taken to be charges that count, of the service on which
 * most was spent in the window, of those that earn growth; without any spend, of the first of these in
 * the order of the policy language. Found by assessing the months with more and with less. Null where
 * no spend brings it: a cap holds the star, or no service earns growth.
 */
export function explainBySpend(
  assessment: FullAssessment,
  star: number,
  coming: Coming,
): BySpend | null {
  const kind = earningKind(assessment)
  if (kind === null) return null
  const { units } = ratesOf(assessment.rules.spend)
  const unitsPerYuan = FEN_PER_YUAN * (units[kind] as bigint)
  const reachedWith = (yuan: bigint): Projected | undefined => {
    for (const month of coming.project(coming.unitsPerPeriod + yuan * unitsPerYuan)) {
      if (month.star >= star) return month
    }
    return undefined
  }
  const yuanPerMonth = leastEnough((yuan) => reachedWith(yuan) !== undefined, {
    guess: guessOf(assessment, star, { coming, unitsPerYuan }),
    most: MOST_YUAN,
  })
  if (yuanPerMonth === null) return null
  const alike = SERVICE_KINDS.every((each) => units[each] === units[kind])
  const { month: by } = reachedWith(yuanPerMonth) as Projected
  return { yuanPerMonth, kind: alike ? null : kind, from: formatMonth(assessment.month), by }
}

/** Null where none earns growth. */
function earningKind({ spend, rules }: FullAssessment): ServiceKind | null {
  const { units } = ratesOf(rules.spend)
  const spent = (kind: ServiceKind) =>
    fenOf(spend.charges.filter((each) => counts(each) && each.charge.kind === kind))
  const earning = SERVICE_KINDS.filter((kind) => (units[kind] ?? 0n) > 0n)
  const [most] = earning
    .map((kind) => ({ kind, fen: spent(kind) }))
    .toSorted((a, b) => (a.fen === b.fen ? 0 : a.fen > b.fen ? -1 : 1))
  return most?.kind ?? null
}

/** What the last of the months lacks, spread over the periods that it has of them. */
function guessOf(
  { rules }: FullAssessment,
  star: number,
  { coming, unitsPerYuan }: { readonly coming: Coming; readonly unitsPerYuan: bigint },
): bigint {
  const { months } = coming
  const last = months.at(-1) as Projected
  const missing = BigInt(rules.star.thresholds[star - 1] as number) - last.growthValue
  if (missing <= 0n) return 0n
  const periods = BigInt(Math.min(months.length, rules.spend.months))
  const units = missing * FEN_PER_YUAN * 10n ** BigInt(ratesOf(rules.spend).scale)
  const guess = (units - 1n) / (periods * unitsPerYuan) + 1n
  return guess < MOST_YUAN ? guess : MOST_YUAN
}
