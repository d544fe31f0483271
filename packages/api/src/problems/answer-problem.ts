import type { Language } from '@dipper/policy'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { toJsonValue } from '../wire/json.ts'
import type { problemBody } from '../wire/problem.ts'
import type { Problem } from './problem.ts'
import { sayField, sayProblem } from './words/speak.ts'

/** Seconds after which what is down may be up again. */
const RETRY = '2'

/** Answers with RFC 9457, in the caller's language. */
export function answerProblem(
  reply: FastifyReply,
  problem: Problem,
  { language, requestId }: { readonly language: Language; readonly requestId: string },
): FastifyReply {
  return reply
    .code(problem.status)
    .headers(headersOf(problem))
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .header('vary', 'Accept-Language')
    .type('application/problem+json')
    .send(JSON.stringify(bodyOf(problem, language, requestId)))
}

/** The body of a problem in a language. */
function bodyOf(
  problem: Problem,
  language: Language,
  requestId: string,
): z.output<typeof problemBody> {
  const { code, params, status, errors } = problem
  return {
    type: `urn:dipper:problem:${code}`,
    status,
    ...sayProblem(code, params, language),
    code,
    params: toJsonValue({ ...params }),
    requestId,
    ...(code === 'invalid-request'
      ? { errors: errors.map((each) => ({ ...each, detail: sayField(each.code, language) })) }
      : {}),
  }
}

function headersOf({ status, code, params }: Problem): Readonly<Record<string, string>> {
  if (status === 401) {
    const error = code === 'token-missing' ? '' : ', error="invalid_token"'
    return { 'www-authenticate': `Bearer realm="dipper"${error}` }
  }
  if (code === 'method-missing') return { allow: (params as { allowed: string }).allowed }
  if (code === 'too-many-requests') {
    return { 'retry-after': String((params as { seconds: number }).seconds) }
  }
  return status === 503 || code === 'key-running' || code === 'too-many-streams'
    ? { 'retry-after': RETRY }
    : {}
}
