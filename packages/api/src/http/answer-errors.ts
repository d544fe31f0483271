import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Endpoint } from '../endpoint.ts'
import { answerProblem } from '../problems/answer-problem.ts'
import { Problem } from '../problems/problem.ts'
import { problemOf } from '../problems/problem-of.ts'
import { withCommonHeaders } from './common-headers.ts'
import { preferredLanguage } from './language.ts'

/** Answers whatever goes wrong, and whatever there is no route for, as a problem. */
export function answerErrors(
  app: FastifyInstance,
  endpoints: readonly Endpoint[],
  context: Context,
): void {
  app.setErrorHandler((error, request, reply) => answerError(error, { request, reply, context }))
  app.setNotFoundHandler((request, reply) => {
    const seconds = context.rates.take(`address ${request.ip}`, context.limits.anonymous)
    const problem =
      seconds > 0
        ? new Problem('too-many-requests', { seconds })
        : nothingThere(endpoints, request.url)
    return answerError(problem, { request, reply, context })
  })
}

/** Answers an error in the caller's language; faults of ours go to the log, without their messages. */
export function answerError(
  error: unknown,
  on: {
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    readonly context: Context
  },
): FastifyReply {
  const { request, reply, context } = on
  const problem = problemOf(error, context.limits)
  request.problem = problem.code
  if (problem.status >= 500) request.log.error({ err: error, problem: problem.code }, 'failed')
  const language = preferredLanguage(request.headers['accept-language'], context.language)
  // What fastify itself refuses has not come past the hooks.
  return answerProblem(withCommonHeaders(request, reply), problem, {
    language,
    requestId: request.id,
  })
}

/** No such address, or no such method there. */
function nothingThere(endpoints: readonly Endpoint[], url: string): Problem {
  const path = url.replace(/\?.*$/s, '')
  const there = endpoints.filter((endpoint) => patternOf(endpoint).test(path))
  const allowed = there.map(({ method }) => method).join(', ')
  return allowed === ''
    ? new Problem('route-missing', {})
    : new Problem('method-missing', { allowed })
}

function patternOf({ path }: Endpoint): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
