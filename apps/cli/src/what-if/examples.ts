import { assess, assessInOrder, type Customer, toHeld, toRegisterRow } from '@dipper/assessment'
import { compileMonth, type Example, firstPeriodRead, withDatabase } from '@dipper/engine'
import { decidingSettings, type Explanation, explain } from '@dipper/explanation'
import { answering, type Month, type PolicyAnswer, type Programme } from '@dipper/policy'
import { storedCustomers } from '../stored-customers.ts'
import type { ExplainedExample } from './what-if.ts'

interface ExamplesRequest {
  readonly against: Programme
  readonly draft: Programme
  readonly facts: string
  readonly register: string
  readonly knownBy: string | null
  readonly from: Month
  readonly through: Month
}

/** Both explanations of each example's last month, and the settings that made the difference. */
export async function explainExamples(
  request: ExamplesRequest,
  examples: readonly Example[],
): Promise<ExplainedExample[]> {
  const { from, through } = request
  const customers = examples.map(({ customerId }) => customerId)
  return withDatabase(async (db) => {
    const periods = { from: firstPeriod(request), through: through - 1 }
    const stored = await storedCustomers(db, { ...request, customers, periods, before: from })
    return examples.map((example) =>
      explainExample(request, example, stored.get(example.customerId) as Customer),
    )
  })
}

function explainExample(
  request: ExamplesRequest,
  example: Example,
  customer: Customer,
): ExplainedExample {
  const { against, draft, from, through } = request
  const answerIn = (programme: Programme) => (month: Month) =>
    answering(programme, month) as PolicyAnswer
  const inForceExplanation = explained(against, customer, request)
  const draftExplanation = explained(draft, customer, request)
  requireStar(inForceExplanation, example.inForce)
  requireStar(draftExplanation, example.draft)
  const deciding = decidingSettings({
    inForce: answerIn(against),
    draft: answerIn(draft),
    customer,
    from,
    through,
  })
  return { ...example, inForceExplanation, draftExplanation, deciding }
}

/** The last month under a programme, the months before it assessed in order; null without a row. */
function explained(
  programme: Programme,
  customer: Customer,
  { from, through: month }: ExamplesRequest,
): Explanation | null {
  const policyOf = (each: Month) => compileMonth(programme, each)
  const before = assessInOrder(policyOf, customer, { from, through: month - 1 }).at(-1)
  const held = before === undefined ? customer.held : toHeld(before)
  const policy = policyOf(month)
  const assessment = assess(policy, { ...customer, held }, month)
  if (assessment === null) return null
  const row = toRegisterRow(customer.id, assessment)
  const answer = answering(programme, month) as PolicyAnswer
  return explain({ policy, answer, customer: { ...customer, held }, month, row })
}

/** What the engine counted must be what the meaning gives. */
function requireStar(explanation: Explanation | null, star: number): void {
  const given = explanation?.row.star ?? 0
  if (given !== star) throw new Error(`the meaning gives ${given} stars, the engine ${star}`)
}

function firstPeriod({ against, draft, from, through }: ExamplesRequest): Month {
  const months = Array.from({ length: through - from + 1 }, (_, n) => from + n)
  const firsts = [against, draft].map((programme) =>
    firstPeriodRead(new Map(months.map((month) => [month, compileMonth(programme, month)]))),
  )
  return Math.min(...firsts)
}
