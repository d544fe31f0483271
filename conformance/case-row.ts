import { type Assessment, type Outcome, toRegisterRow } from '@dipper/assessment'
import { parseMonth } from '@dipper/policy'
import type { Span } from './case-facts.ts'

/** A register row in the words of a case, with the rules that fired. */
export interface CaseRow {
  readonly spend: bigint
  readonly tenure: bigint
  readonly credit: bigint
  readonly growth: bigint
  readonly assessed: number
  readonly star: number
  readonly valid: Span | null
  readonly outcome: Outcome
  readonly fired: readonly string[]
}

export function rowOfAssessment(assessment: Assessment): CaseRow {
  const row = toRegisterRow('', assessment)
  const { validFrom: from, validThrough: through } = row
  return {
    spend: row.spendGrowth,
    tenure: row.tenureGrowth,
    credit: row.creditGrowth,
    growth: row.growthValue,
    assessed: row.assessedStar,
    star: row.star,
    valid: from === null || through === null ? null : { from, through },
    outcome: row.outcome,
    fired: firedIn(assessment),
  }
}

const FIRED = [
  'rejoined',
  'transition',
  'spend_floored',
  'tenure_capped',
  'growth_floored',
  'star_capped',
  'stepped',
] as const

function firedIn(assessment: Assessment): string[] {
  if (assessment.status !== 'assessed') return []
  const { rejoined, transition, spend, tenure, growthFloored, star } = assessment
  const fired: Record<(typeof FIRED)[number], boolean> = {
    rejoined,
    transition,
    spend_floored: spend.floored,
    tenure_capped: tenure.capped,
    growth_floored: growthFloored,
    star_capped: star.capped,
    stepped: star.stepped,
  }
  return FIRED.filter((rule) => fired[rule])
}

/** A row of the register's Parquet. */
export type StoredRow = Readonly<Record<string, bigint | number | string | boolean | null>>

export function rowOfStored(stored: StoredRow): CaseRow {
  const from = parseMonth(String(stored['valid_from']))
  const through = parseMonth(String(stored['valid_through']))
  return {
    spend: stored['spend_growth'] as bigint,
    tenure: stored['tenure_growth'] as bigint,
    credit: stored['credit_growth'] as bigint,
    growth: stored['growth_value'] as bigint,
    assessed: Number(stored['assessed_star']),
    star: Number(stored['star']),
    valid: from === undefined || through === undefined ? null : { from, through },
    outcome: stored['outcome'] as Outcome,
    fired: FIRED.filter((rule) => stored[rule]),
  }
}
