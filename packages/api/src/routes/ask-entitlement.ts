import type { Language } from '@dipper/policy'
import { z } from 'zod'
import { type Answer, endpoint } from '../endpoint.ts'
import type { Limits } from '../options.ts'
import { Problem } from '../problems/problem.ts'
import { inLanguage } from '../titles.ts'
import { askedUseOf, benefitCode, statedQuery } from '../wire/asked-use.ts'
import { entitlementBody, toEntitlementBody } from '../wire/entitlement.ts'
import { integerText } from '../wire/integer.ts'
import { customerId, reason } from '../wire/text.ts'

const deadlineMs = integerText({ minimum: 1, maximum: 60_000 }, 'not-a-deadline')

const mayUseAnswer = z
  .strictObject({
    answered: z.boolean().describe('False: it could not be told in time; go on without.'),
    allowed: z.boolean(),
    say: z.string().describe('The answer in one sentence, short enough to be spoken.'),
    entitlement: entitlementBody.nullable().describe('Null where it is not answered.'),
  })
  .meta({ id: 'MayUse', description: 'Whether a benefit may be used now.' })

const GO_ON: Readonly<Record<Language, string>> = {
  'zh-CN': '暂时无法确认，请先按不享受该权益办理。',
  'zh-TW': '暫時無法確認，請先按不享有該權益辦理。',
  en: 'It cannot be told now: go on without the benefit.',
}

export const askEntitlement = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/entitlements/{benefit}',
  operation: 'askEntitlement',
  tag: 'benefits',
  summary: 'May a customer use a benefit now?',
  description:
    'The answer with its reasons, what is left and until when, what it costs otherwise, and which document says so. Nothing is used. With `deadlineMs` the answer is there in time: where it cannot be told by then, or the store or the audit is away, it is `answered: false`, and the sale goes on without the benefit. In the language of `Accept-Language`.',
  about: 'customer',
  act: 'entitlement.ask',
  params: { id: customerId, benefit: benefitCode },
  query: {
    ...statedQuery,
    deadlineMs: deadlineMs
      .optional()
      .describe('From the arrival of the request, milliseconds; the server’s own where left out.'),
    reason: reason.optional(),
  },
  answer: { status: 200, description: 'The answer.', schema: mayUseAnswer },
  problems: ['reason-missing', 'customer-missing', 'line-missing', 'benefits-missing'],
  inTime: { ms: deadlineOf, otherwise: goOnWithout },
  async handle({ params, query, language, context }) {
    const asked = askedUseOf(params.benefit, query, 'query')
    const found = await context.ports.benefits.mayUse(params.id, asked)
    if (found === null) throw new Problem('customer-missing', {})
    if (found.outcome === 'line-missing') {
      throw new Problem('line-missing', {})
    }
    const entitlement = toEntitlementBody(found.entitlement, { customerId: params.id, language })
    const { allowed, say } = entitlement
    return { body: { answered: true, allowed, say, entitlement }, headers: inLanguage(language) }
  },
})

/** The caller's deadline, or the server's where it names none that is valid. */
function deadlineOf(query: unknown, { mayUseMs }: Limits): number {
  const { deadlineMs: given } = query as { deadlineMs?: unknown }
  const read = deadlineMs.safeParse(String(given))
  return read.success ? read.data : mayUseMs
}

function goOnWithout(language: Language): Answer<z.output<typeof mayUseAnswer>> {
  const body = { answered: false, allowed: false, say: GO_ON[language], entitlement: null }
  return { body, headers: inLanguage(language) }
}
