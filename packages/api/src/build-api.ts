import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { Context } from './context.ts'
import { answerError, answerErrors } from './http/answer-errors.ts'
import { withCommonHeaders } from './http/common-headers.ts'
import { drainConnections } from './http/drain.ts'
import { newServer } from './http/new-server.ts'
import { observe, observeAnswers } from './http/observe.ts'
import { validatorOf } from './http/validate.ts'
import { LIMITS } from './limits/defaults.ts'
import { RateLimiter } from './limits/rate-limiter.ts'
import { newMetrics } from './metrics.ts'
import { openapiDocument } from './openapi/document.ts'
import type { ApiOptions } from './options.ts'
import { Problem } from './problems/problem.ts'
import { requireRoutes, rightOf } from './rights/rights.ts'
import { ENDPOINTS } from './routes/endpoints.ts'
import { serve } from './serve.ts'
import { Streams } from './streams.ts'

/**
 * The HTTP API on some ports, not listening yet. `close()` ends streams, takes no new connections,
 * and resolves once everything that was asked is answered. Throws where a route has no entry in the
 * table of rights.
 */
export function buildApi(options: ApiOptions): FastifyInstance {
  let stopping = false
  const context = newContext(options, {
    stopping: () => stopping,
    fault: (error) => app.log.error({ err: error }, 'fault'),
  })
  const app: FastifyInstance = newServer(options, context.limits, (error, request, reply) => {
    answerError(error, { request, reply, context })
    observe(request, reply, context)
  })
  app.decorateRequest('admission')
  app.decorateRequest('problem')
  app.setValidatorCompiler(validatorOf)
  app.removeContentTypeParser('text/plain')
  app.addHook('onRoute', ({ config }) => void rightOf(config?.route ?? 'a route without a name'))
  guardUrls(app, context)
  observeAnswers(app, context)
  answerErrors(app, ENDPOINTS, context)
  for (const endpoint of ENDPOINTS) serve(app, endpoint, { context, identity: options.identity })
  requireRoutes(ENDPOINTS)
  drainConnections(app)
  app.addHook('preClose', async () => {
    stopping = true
    context.streams.endAll()
  })
  return app
}

function newContext(options: ApiOptions, server: Pick<Context, 'stopping' | 'fault'>): Context {
  const { ports, identity, now = Date.now, version = '0.0.0' } = options
  const limits = { ...LIMITS, ...options.limits }
  const streams = new Streams({ most: limits.streams, now })
  const metrics = newMetrics(options.metrics ?? new Registry(), {
    months: ports.months,
    streams: () => streams.size,
    version,
  })
  const document = openapiDocument(ENDPOINTS, { version, issuer: identity.issuer })
  const text = JSON.stringify(document)
  return {
    ports,
    limits,
    language: options.language ?? 'zh-CN',
    metrics,
    streams,
    rates: new RateLimiter({ most: limits.callers, now }),
    now,
    document: () => text,
    ...server,
  }
}

/** Before anything else is looked at. */
function guardUrls(app: FastifyInstance, { limits }: Context): void {
  const bytes = limits.urlBytes
  app.addHook('onRequest', (request, reply, done) => {
    withCommonHeaders(request, reply)
    done(request.url.length > bytes ? new Problem('url-too-long', { bytes }) : undefined)
  })
}
