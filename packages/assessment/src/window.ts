import type { Month } from '@dipper/policy'
import type { Validity } from './customer.ts'

/** Periods max(R − months, joining month) … R − 1, both inclusive. */
export function windowOf(months: number, joined: Month, month: Month): Validity {
  return { from: Math.max(month - months, joined), through: month - 1 }
}

export function within(span: Validity, month: Month): boolean {
  return span.from <= month && month <= span.through
}
