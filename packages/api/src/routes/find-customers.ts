import { z } from 'zod'
import { record } from '../audit.ts'
import { type Call, endpoint } from '../endpoint.ts'
import type { Found } from '../ports.ts'
import { invalid } from '../problems/problem.ts'
import { isStaff, reaches } from '../rights/grant.ts'
import { foundBody, toFoundBody } from '../wire/customer.ts'
import { customerId, reason, shortText } from '../wire/text.ts'

const ACT = 'customer.find'

interface Query {
  readonly number?: string | undefined
  readonly id?: string | undefined
}

export const findCustomers = endpoint({
  method: 'GET',
  path: '/v1/customers',
  operation: 'findCustomers',
  tag: 'customers',
  summary: 'Find customers by number or id',
  description:
    'Give either `number` or `id`. Names and numbers are masked. Staff find customers of their own regions alone; somebody else’s customer is as if there were none. Each customer found, shown or not, is recorded.',
  about: 'found',
  act: ACT,
  query: {
    number: shortText.optional().describe('A number that the customer holds, or held last.'),
    id: customerId.optional(),
    reason: reason.optional(),
  },
  answer: {
    status: 200,
    description: 'Those that were found; mostly none or one.',
    schema: z.strictObject({ items: z.array(foundBody) }),
  },
  problems: ['reason-missing', 'audit-unavailable'],
  async handle(call) {
    const found = await find(call)
    const seen = found.filter(({ region }) => call.grant !== null && reaches(call.grant, region))
    if (call.grant !== null && isStaff(call.grant.role)) await recordFound(call, found, seen)
    return { body: { items: seen.map(toFoundBody) } }
  },
})

async function find({ query, context }: Call<unknown, Query>): Promise<readonly Found[]> {
  const { people } = context.ports
  const { number, id } = query
  if (number !== undefined && id === undefined) return people.byNumber(number)
  if (id === undefined || number !== undefined) {
    throw invalid({ in: 'query', path: 'number', code: 'number-or-id' })
  }
  const one = await people.byId(id)
  return one === null ? [] : [one]
}

/** One entry for each customer found, shown or not; one for a look-up that found nobody. */
async function recordFound(
  call: Call<unknown, Query>,
  found: readonly Found[],
  seen: readonly Found[],
): Promise<void> {
  const by = call.query.id === undefined ? 'number' : 'id'
  const entry = {
    who: call.caller.subject,
    role: call.grant?.role ?? '',
    act: ACT,
    why: call.why,
    from: call.from,
    details: { by, found: found.length },
  }
  if (found.length === 0) {
    const asked = call.query.id ?? null
    await record(call.context, { ...entry, customerId: asked, outcome: 'allowed' })
  }
  for (const each of found) {
    const outcome = seen.includes(each) ? 'allowed' : 'denied'
    await record(call.context, { ...entry, customerId: each.customerId, outcome })
  }
}
