import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'

/** Observes every answer that has come past the hooks. */
export function observeAnswers(app: FastifyInstance, context: Context): void {
  app.addHook('onResponse', (request, reply, done) => {
    observe(request, reply, context)
    done()
  })
}

/** Measures an answer and writes its one line into the log: patterns and codes, no ids, no names. */
export function observe(request: FastifyRequest, reply: FastifyReply, { metrics }: Context): void {
  const route = routeOf(request)
  const { method, problem, admission } = request
  const { statusCode: status, elapsedTime } = reply
  metrics.answered(route, method, status, elapsedTime / 1000)
  request.log.info(
    {
      route,
      method,
      status,
      ms: Math.round(elapsedTime * 10) / 10,
      ...(problem === undefined ? {} : { problem }),
      ...(admission === undefined ? {} : { roles: admission.caller.roles }),
    },
    'answered',
  )
}

/** The pattern of a route: `/v1/customers/{id}/star`. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.config.route?.replace(/^\w+ /, '') ?? 'none'
}
