import type { BenefitRule } from '@dipper/policy'
import { type Credit, creditFor } from './credit.ts'
import type { UseConditions } from './entitlement.ts'
import { judgeLine } from './line.ts'
import { addDays, addHours, dateOf, expectLocalTime, startOf } from './local-time.ts'
import { judgeOffer } from './offer.ts'
import type { Question } from './question.ts'
import { type Quota, quotaOf } from './quota.ts'
import type { Deciding, Fact } from './reason.ts'
import { starRefusal } from './star.ts'
import { isRunning } from './use.ts'

/** A benefit that there is, for a star that has it. */
export interface Judged {
  readonly rule: BenefitRule
  readonly star: number
  readonly refusals: readonly Deciding[]
  /** Null where the benefit has no limit, or none that can be told without a line. */
  readonly quota: Quota | null
  readonly credit: Credit | null
  readonly conditions: UseConditions
  /** What it was judged from. */
  readonly facts: readonly Fact[]
}

export interface NotGiven {
  readonly rule: BenefitRule
  readonly refusal: Deciding
}

/** Everything that decides: the star first, then offer, line, running uses, quota and credit. */
export function judge(rule: BenefitRule, question: Question): Judged | NotGiven {
  const { held, line } = question
  const now = expectLocalTime(question.now)
  const refusal = starRefusal(held, rule.stars)
  if (refusal) return { rule, refusal }
  const star = held?.star ?? 0
  const found = judgeLine(rule.line, line, now)
  const usable = line && found.refusals.length === 0 ? line : null
  const credit = usable ? creditFor(rule, star, usable) : undefined
  const refused = credit && 'code' in credit
  const quota = quotaFor(rule, star, question)
  return {
    rule,
    star,
    refusals: [
      ...judgeOffer(rule, dateOf(now), question.stockTaken ?? null),
      ...found.refusals,
      ...judgeRunning(rule, question),
      ...judgeQuota(rule, quota),
      ...(refused ? [credit] : []),
    ],
    quota,
    credit: credit && !refused ? credit : null,
    conditions: conditionsOf(rule, now, credit && !refused ? credit : null),
    facts: [...found.facts, ...factsOfCredit(credit)],
  }
}

function factsOfCredit(credit: Credit | Deciding | undefined): Fact[] {
  return !credit || ('code' in credit && credit.code === 'not-known') ? [] : ['arrears']
}

function quotaFor({ limit }: BenefitRule, star: number, question: Question): Quota | null {
  const { benefit, line, held, uses, now } = question
  if (!limit || (limit.of === 'line' && !line)) return null
  return quotaOf(limit, { benefit, line: line?.id ?? null, star, held, uses, now })
}

/** What lasts is not begun twice for the same line. */
function judgeRunning({ lasts }: BenefitRule, question: Question): Deciding[] {
  if (!lasts) return []
  const line = question.line?.id ?? null
  const running = question.uses.filter(
    (use) => use.benefit === question.benefit && use.line === line && isRunning(use, question.now),
  )
  const ends = running.map(({ endsAt }) => endsAt).filter((end) => end !== null)
  const endsAt = ends.toSorted().at(-1) ?? null
  return running.length === 0 ? [] : [{ code: 'already-running', params: { endsAt } }]
}

function judgeQuota({ limit }: BenefitRule, quota: Quota | null): Deciding[] {
  if (!limit || !quota || quota.uses === null || quota.left !== 0) return []
  const { uses, used, next } = quota
  const params = { uses, used, per: limit.per, of: limit.of, next }
  return [{ code: 'quota-used', params }]
}

function conditionsOf(rule: BenefitRule, now: string, credit: Credit | null): UseConditions {
  return {
    endsAt: endOf(rule, now),
    until: rule.lasts?.until ?? [],
    ceilingFen: credit?.ceilingFen ?? null,
    creditLeftFen: credit?.leftFen ?? null,
    gives: rule.offer?.gives ?? null,
  }
}

/** Days are calendar days to the end of the day, the day it begins being day 1; hours are hours. */
function endOf({ lasts }: BenefitRule, now: string): string | null {
  if (!lasts) return null
  if (lasts.hours !== null) return addHours(now, lasts.hours)
  return lasts.days === null ? null : startOf(addDays(dateOf(now), lasts.days))
}
