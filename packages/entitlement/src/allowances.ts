import type { BenefitRule, BenefitsInForce, CountedOf, Localized, Period } from '@dipper/policy'
import { dateOf, expectLocalTime, type LocalDate, type LocalDateTime } from './local-time.ts'
import type { HeldStar } from './question.ts'
import { lastDayFor, type Quota, quotaOf } from './quota.ts'
import { saidOf } from './said.ts'
import { starRefusal } from './star.ts'
import { isRunning, type Use } from './use.ts'

export interface AllowanceQuestion {
  readonly policy: BenefitsInForce
  readonly held: HeldStar | null
  readonly uses: readonly Use[]
  readonly now: LocalDateTime
}

/** One benefit that the star has, and what is left of it; the line it is used for is not judged. */
export interface Allowance {
  readonly benefit: string
  readonly title: Localized<string> | null
  /** Null: without limit. */
  readonly limit: { readonly uses: number; readonly per: Period; readonly of: CountedOf } | null
  /** Null: without limit, or by line. */
  readonly left: number | null
  /** Where uses are counted by line: the lines with uses in the period. The others have all left. */
  readonly lines: readonly { readonly line: string; readonly left: number }[]
  /** The last day of what is left, as far as is known now. */
  readonly until: LocalDate | null
  readonly running: readonly Use[]
  readonly assumed: readonly string[]
}

/** Every benefit that the star has now, and every offer that is open to it, by code. */
export function allowances(question: AllowanceQuestion): readonly Allowance[] {
  const { policy, held } = question
  const today = dateOf(expectLocalTime(question.now))
  return Object.entries(policy.rules.benefits)
    .filter(([, rule]) => !starRefusal(held, rule.stars) && isOpen(rule, today))
    .map(([benefit, rule]) => allowanceOf(benefit, rule, question))
}

function isOpen({ offer }: BenefitRule, today: LocalDate): boolean {
  if (!offer) return true
  return offer.from <= today && (offer.through === null || today <= offer.through)
}

function allowanceOf(benefit: string, rule: BenefitRule, question: AllowanceQuestion): Allowance {
  const { policy, held, uses, now } = question
  const { limit } = rule
  const star = held?.star ?? 0
  const quota = (line: string | null) =>
    limit && quotaOf(limit, { benefit, line, star, held, uses, now })
  const whole = quota(null)
  const count = whole?.uses ?? null
  return {
    benefit,
    title: policy.titles[benefit] ?? null,
    limit: limit && count !== null ? { uses: count, per: limit.per, of: limit.of } : null,
    left: limit?.of === 'line' ? null : (whole?.left ?? null),
    lines: limit?.of === 'line' && count !== null ? linesUsed(benefit, uses, quota) : [],
    until: lastDayFor(rule, whole, question),
    running: uses.filter((use) => use.benefit === benefit && isRunning(use, now)),
    assumed: saidOf(policy, benefit).assumed,
  }
}

function linesUsed(
  benefit: string,
  uses: readonly Use[],
  quota: (line: string) => Quota | null,
): Allowance['lines'] {
  const own = uses.filter((use) => use.benefit === benefit)
  const lines = [...new Set(own.flatMap(({ line }) => (line === null ? [] : [line])))].sort()
  return lines.flatMap((line) => {
    const { used = 0, left = null } = quota(line) ?? {}
    return used === 0 || left === null ? [] : [{ line, left }]
  })
}
