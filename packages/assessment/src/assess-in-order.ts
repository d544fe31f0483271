import type { Month } from '@dipper/policy'
import { type Assessment, assess } from './assess.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { Customer, Validity } from './customer.ts'
import { toHeld } from './register-row.ts'

/**
 * One customer over several months, each held by the next; `customer.held` is the row before the
 * first. Months without a row are left out, and what is held stays.
 */
export function assessInOrder(
  policyOf: (month: Month) => CompiledPolicy,
  customer: Customer,
  { from, through }: Validity,
): Assessment[] {
  const assessments: Assessment[] = []
  let { held } = customer
  for (let month = from; month <= through; month++) {
    const assessment = assess(policyOf(month), { ...customer, held }, month)
    if (assessment === null) continue
    assessments.push(assessment)
    held = toHeld(assessment)
  }
  return assessments
}
