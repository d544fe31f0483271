import type { CompiledPolicy, Customer, RegisterRow } from '@dipper/assessment'
import {
  compileMonth,
  firstPeriodRead,
  monthManifest,
  Problem,
  rowsOf,
  withDatabase,
} from '@dipper/engine'
import { type Explanation, explain } from '@dipper/explanation'
import {
  answering,
  formatMonth,
  type Month,
  type PolicyAnswer,
  type Programme,
} from '@dipper/policy'
import { storedCustomers } from './stored-customers.ts'

interface ExplainRequest {
  readonly programme: Programme
  readonly facts: string
  readonly register: string
  readonly customers: readonly string[]
  readonly month: Month
  /** Left out: as the month was assessed. */
  readonly knownBy?: string
}

interface Explained {
  /** By customer_id, in the order asked for. */
  readonly explanations: ReadonlyMap<string, Explanation>
  /** Digests of the policy that the month was assessed under, and of the one given. */
  readonly policy: { readonly stored: string; readonly given: string }
}

/**
 * Why each of some customers has the register row of a month that it has, from stored facts, policy
 * and register alone. Throws `customer-not-found` for the first that has no row in the month.
 */
export async function explainCustomers(request: ExplainRequest): Promise<Explained> {
  const { programme, register, customers, month } = request
  const manifest = monthManifest(register, month)
  const policy = compileMonth(programme, month)
  const answer = answering(programme, month) as PolicyAnswer
  const knownBy = request.knownBy ?? manifest.knownBy
  return withDatabase(async (db) => {
    const rows = await rowsOf(db, register, customers, month)
    requireRows(request, rows)
    const periods = { from: firstPeriod(policy, month), through: month - 1 }
    const stored = await storedCustomers(db, { ...request, knownBy, periods, before: month })
    const one = (customer: Customer): Explanation =>
      explain({ policy, answer, customer, month, row: rows.get(customer.id) as RegisterRow })
    return {
      explanations: new Map([...stored].map(([id, customer]) => [id, one(customer)])),
      policy: { stored: manifest.policyDigest, given: policy.digest },
    }
  })
}

function requireRows(
  { register, customers, month }: ExplainRequest,
  rows: ReadonlyMap<string, RegisterRow>,
): void {
  const customer = customers.find((id) => !rows.has(id))
  if (customer === undefined) return
  throw new Problem('customer-not-found', { register, customer, month: formatMonth(month) })
}

function firstPeriod(policy: CompiledPolicy, month: Month): Month {
  return firstPeriodRead(new Map([[month, policy]]))
}
