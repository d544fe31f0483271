import { formatMonth } from '@dipper/policy'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { month } from '../wire/month.ts'
import { monthTotals, toMonthTotals } from '../wire/published-month.ts'

export const readMonth = endpoint({
  method: 'GET',
  path: '/v1/months/{month}',
  operation: 'readMonth',
  tag: 'months',
  summary: 'Totals and moves of a published month',
  description:
    'How many customers have each star and outcome, and who went from which star to which.',
  about: 'nobody',
  params: { month },
  answer: { status: 200, description: 'The totals.', schema: monthTotals },
  problems: ['month-unpublished'],
  conditional: true,
  async handle({ params, context }) {
    const published = await context.ports.months.of(params.month)
    if (published === null) {
      throw new Problem('month-unpublished', { month: formatMonth(params.month) })
    }
    return { body: toMonthTotals(published) }
  },
})
