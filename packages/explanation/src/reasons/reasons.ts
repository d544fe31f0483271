import type { AssessedExplanation, LastExplanation } from '../explanation.ts'
import { agreementReasons } from './agreement.ts'
import { creditReasons } from './credit.ts'
import { gapReasons, leavingReasons } from './gap.ts'
import { growthReasons } from './growth.ts'
import { heldReasons } from './held.ts'
import { lastReasonsOf } from './last.ts'
import { outcomeReasons } from './outcome.ts'
import { outlookReasons } from './outlook.ts'
import { policyReasons } from './policy.ts'
import type { Reason } from './reason.ts'
import { spendReasons } from './spend.ts'
import { starReasons } from './star.ts'
import { tenureReasons } from './tenure.ts'

type Unspoken<E> = Omit<E, 'headline' | 'reasons'>

/** Every rule that fired, stage by stage. */
export function assessedReasons(explanation: Unspoken<AssessedExplanation>): readonly Reason[] {
  const { spend, tenure, credit, growth, star, gap, leaving, outlook } = explanation
  return [
    ...agreementReasons(explanation),
    ...heldReasons(explanation.held, explanation.membership),
    ...spendReasons(spend),
    ...tenureReasons(tenure),
    ...creditReasons(credit),
    ...growthReasons(growth),
    ...starReasons(star, growth.value, credit),
    ...outcomeReasons(explanation),
    ...gapReasons(gap, star),
    ...leavingReasons(leaving),
    ...outlookReasons(outlook, star),
    ...policyReasons(explanation.policy),
  ]
}

/** Why there is no star any more. */
export function lastReasons(explanation: Unspoken<LastExplanation>): readonly Reason[] {
  return [
    ...agreementReasons(explanation),
    ...lastReasonsOf(explanation),
    ...policyReasons(explanation.policy),
  ]
}
