import { type Explanation, toHtml, toMarkdown, toText } from '@dipper/explanation'
import { LANGUAGES, type Language } from '@dipper/policy'
import { z } from 'zod'
import { type Answer, endpoint } from '../endpoint.ts'
import { explanationOf, requireExplainable, toExplanationBody } from '../explanation.ts'
import { acceptable } from '../http/accept.ts'
import { Problem } from '../problems/problem.ts'
import { explanationBody } from '../wire/explanation/body.ts'
import { month } from '../wire/month.ts'
import { says } from '../wire/says.ts'
import { customerId, reason } from '../wire/text.ts'

const TYPES = {
  json: 'application/json',
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
} as const
type Format = keyof typeof TYPES
const FORMATS = Object.keys(TYPES) as [Format, ...Format[]]

/** The page says so itself; a header cannot be overlooked. */
const NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

export const readExplanation = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/explanation',
  operation: 'readExplanation',
  tag: 'customers',
  summary: 'Why a customer has this star',
  description:
    'The same record and the same words as `dipper explain`. As JSON, text, Markdown or a page of HTML: by `format`, else by the header `Accept`. In the language of `language`, else of the header `Accept-Language`.',
  about: 'customer',
  act: 'explanation.read',
  params: { id: customerId },
  query: {
    month: month.optional(),
    language: z.enum(LANGUAGES, says('not-a-word')).optional(),
    format: z.enum(FORMATS, says('not-a-word')).optional(),
    reason: reason.optional(),
  },
  answer: {
    status: 200,
    description: 'The explanation.',
    schema: explanationBody,
    types: Object.values(TYPES),
  },
  problems: [
    'reason-missing',
    'star-missing',
    'month-unpublished',
    'type-unacceptable',
    'audit-unavailable',
  ],
  conditional: true,
  async handle({ params, query, language, accept, context }) {
    const type = query.format ? TYPES[query.format] : acceptable(accept, Object.values(TYPES))
    if (type === undefined) throw new Problem('type-unacceptable', {})
    const found = await requireExplainable(context, params.id, query.month)
    return face(explanationOf(found), type, query.language ?? language)
  },
})

type Answered = Answer<z.output<typeof explanationBody>>

function face(
  explanation: Explanation,
  type: (typeof TYPES)[Format],
  language: Language,
): Answered {
  const headers: Record<string, string> = {
    'content-language': language,
    vary: 'Accept, Accept-Language',
  }
  if (type === TYPES.json) return { body: toExplanationBody(explanation, language), headers }
  if (type === TYPES.html) headers['content-security-policy'] = NOTHING_FROM_OUTSIDE
  const draw = type === TYPES.text ? toText : type === TYPES.markdown ? toMarkdown : toHtml
  return {
    text: draw(explanation, language),
    type: `${type}; charset=utf-8`,
    headers,
  }
}
