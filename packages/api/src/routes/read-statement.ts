import { endpoint } from '../endpoint.ts'
import { requireCustomer } from '../points.ts'
import { invalid } from '../problems/problem.ts'
import { day } from '../wire/day.ts'
import { statementBody, toStatementBody } from '../wire/points.ts'
import { customerId, reason } from '../wire/text.ts'

const DAYS_MOST = 366

export const readStatement = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/points/statement',
  operation: 'readStatement',
  tag: 'points',
  summary: 'What was posted on some days',
  description: `From the balance before to the balance after, posting by posting. At most ${DAYS_MOST} days, both included; ask again for others.`,
  about: 'customer',
  act: 'statement.read',
  params: { id: customerId },
  query: { from: day, through: day, reason: reason.optional() },
  answer: { status: 200, description: 'The statement.', schema: statementBody },
  problems: ['reason-missing', 'customer-missing', 'audit-unavailable'],
  async handle(call) {
    const { params, query, context } = call
    const { from, through } = query
    requireFewDays(from, through)
    await requireCustomer(call)
    const statement = await context.ports.points.statement(params.id, { from, through })
    return { body: toStatementBody(statement, { customerId: params.id, from, through }) }
  },
})

function requireFewDays(from: string, through: string): void {
  const days = (Date.parse(through) - Date.parse(from)) / 86_400_000 + 1
  if (days < 1) throw invalid({ in: 'query', path: 'through', code: 'days-reversed' })
  if (days > DAYS_MOST) throw invalid({ in: 'query', path: 'through', code: 'too-many-days' })
}
