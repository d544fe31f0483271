import { assess, type Customer, toHeld, toRegisterRow } from '@dipper/assessment'
import { compileMonth } from '@dipper/engine'
import { explain } from '@dipper/explanation'
import { answering, type Month, type PolicyAnswer, type Programme } from '@dipper/policy'
import { customerOf, monthsOf, type Span } from './case-facts.ts'
import type { Case } from './case-file.ts'
import { type CaseRow, rowOfAssessment } from './case-row.ts'

/** What the meaning says of one month: its row, and the codes of the reasons that explain it. */
export interface Judged {
  readonly row: CaseRow
  readonly reasons: readonly string[]
}

/** A case by the meaning alone, month after month; months without a row are left out. */
export function judgeCase(each: Case, programme: Programme, months: Span): Map<Month, Judged> {
  const judged = new Map<Month, Judged>()
  let customer: Customer = customerOf(each, 'customer')
  for (const month of monthsOf(months)) {
    const policy = compileMonth(programme, month)
    const assessment = assess(policy, customer, month)
    if (assessment) {
      const row = toRegisterRow(customer.id, assessment)
      const answer = answering(programme, month) as PolicyAnswer
      const { reasons } = explain({ policy, answer, customer, month, row })
      judged.set(month, {
        row: rowOfAssessment(assessment),
        reasons: reasons.map(({ code }) => code),
      })
    }
    customer = { ...customer, held: assessment && toHeld(assessment) }
  }
  return judged
}
