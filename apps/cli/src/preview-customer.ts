import type { Customer } from '@dipper/assessment'
import {
  compileMonth,
  firstPeriodRead,
  monthManifest,
  monthsOf,
  Problem,
  withDatabase,
} from '@dipper/engine'
import { type Preview, type PreviewInput, previewTariff, type Tariff } from '@dipper/explanation'
import {
  answering,
  formatMonth,
  type Month,
  type PolicyAnswer,
  type Programme,
} from '@dipper/policy'
import { storedCustomers } from './stored-customers.ts'
import { misused } from './usage-error.ts'

interface PreviewRequest {
  readonly programme: Programme
  readonly facts: string
  readonly register: string
  readonly customer: string
  readonly tariff: Tariff
  /** The last month of the register. */
  readonly month: Month
  /** How many after it. */
  readonly months: number
}

/** The last month of a register. Throws `register-empty` where there is none. */
export function lastMonthOf(register: string): Month {
  return monthsOf(register).at(-1) ?? misused('register-empty', { register })
}

/**
 * What a change of tariff would do to the star of one customer, from stored facts, policy and register
 * as the last month was assessed. Throws `customer-not-found` for one whom neither knows.
 */
export async function previewCustomer(request: PreviewRequest): Promise<Preview> {
  const { programme, register, customer: id, month, months, tariff } = request
  const ahead = Array.from({ length: months + 1 }, (_, n) => month + n)
  const policies = new Map(ahead.map((each) => [each, compileMonth(programme, each)]))
  const stored = await withDatabase((db) =>
    storedCustomers(db, {
      facts: request.facts,
      register,
      customers: [id],
      knownBy: monthManifest(register, month).knownBy,
      periods: { from: firstPeriodRead(policies), through: month - 1 },
      before: month + 1,
    }),
  )
  const customer = stored.get(id) as Customer
  if (customer.held === null && customer.memberships.length === 0) {
    throw new Problem('customer-not-found', { register, customer: id, month: formatMonth(month) })
  }
  const policyOf = ((each) => policies.get(each)) as PreviewInput['policyOf']
  const { document } = answering(programme, month) as PolicyAnswer
  const { names } = document.values.star
  return previewTariff({ customer, month, months, policyOf, names, tariff })
}
