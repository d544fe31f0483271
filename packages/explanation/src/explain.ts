import {
  type Assessment,
  assess,
  type CompiledPolicy,
  type Customer,
  type FullAssessment,
  type RegisterRow,
  type Standing,
  standingIn,
} from '@dipper/assessment'
import { formatMonth, type Month, type PolicyAnswer } from '@dipper/policy'
import { differencesOf } from './agreement.ts'
import { comingOf } from './coming.ts'
import { explainCredit } from './credit.ts'
import type { AssessedExplanation, Explanation, LastExplanation } from './explanation.ts'
import { explainGap } from './gap.ts'
import { explainGrowth } from './growth.ts'
import { headlineOf } from './headline.ts'
import { explainHeld } from './held.ts'
import { explainLast } from './last.ts'
import { explainLeaving } from './leaving.ts'
import { explainOutlook } from './outlook.ts'
import { explainPolicy } from './policy-used.ts'
import { assessedReasons, lastReasons } from './reasons/reasons.ts'
import { toRow } from './row.ts'
import { explainSpend } from './spend.ts'
import { explainStar } from './star.ts'
import { explainTenure } from './tenure.ts'

export interface ExplainInput {
  readonly policy: CompiledPolicy
  /** What `policy` was compiled from: titles, names and sources. */
  readonly answer: PolicyAnswer
  /** Accepted facts; `held` is the register row of the month before. */
  readonly customer: Customer
  readonly month: Month
  /** As stored in the register. */
  readonly row: RegisterRow
}

/**
 * Why this row: assesses the customer again from the facts and tells every stage. Never looks at a
 * charge, a stop or a line that begins in the month explained or later.
 */
export function explain(input: ExplainInput): Explanation {
  const assessment = assess(input.policy, input.customer, input.month)
  return assessment?.status === 'assessed'
    ? explainAssessed(input, assessment)
    : explainLastRow(input, assessment)
}

type Present = Exclude<Standing, { status: 'absent' }>

function explainAssessed(input: ExplainInput, assessment: FullAssessment): AssessedExplanation {
  const { customer, answer, policy, month } = input
  const { segment } = standingIn(policy, customer, month) as Present
  const { rejoined, region } = assessment
  const coming = comingOf(policy, assessment, segment)
  const stages = {
    ...commonOf(input, assessment),
    policy: explainPolicy(answer, policy, region, ['eligible', 'growth', 'star']),
    status: 'assessed' as const,
    membership: { joined: formatMonth(assessment.joined), region, segment, rejoined },
    spend: explainSpend(assessment),
    tenure: explainTenure(assessment),
    credit: explainCredit(assessment, customer),
    growth: explainGrowth(assessment),
    star: explainStar(assessment),
    gap: explainGap(assessment, coming),
    leaving: explainLeaving(assessment),
    outlook: explainOutlook(assessment, coming),
  }
  return { ...stages, headline: headlineOf(stages), reasons: assessedReasons(stages) }
}

function explainLastRow(input: ExplainInput, assessment: Assessment | null): LastExplanation {
  const { customer, answer, policy, month } = input
  const standing = standingIn(policy, customer, month)
  const present = standing.status !== 'absent'
  const stages = {
    ...commonOf(input, assessment),
    policy: explainPolicy(
      answer,
      policy,
      present ? standing.region : null,
      present ? ['eligible'] : [],
    ),
    status: assessment === null ? ('absent' as const) : (assessment.status as 'left'),
    last: explainLast(customer, standing, month),
  }
  return { ...stages, headline: headlineOf(stages), reasons: lastReasons(stages) }
}

function commonOf({ customer, month, row }: ExplainInput, assessment: Assessment | null) {
  const differences = differencesOf(row, customer.id, assessment)
  return {
    customerId: customer.id,
    month: formatMonth(month),
    row: toRow(row),
    agrees: differences.length === 0,
    differences,
    held: explainHeld(customer.held),
  }
}
