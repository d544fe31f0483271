import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Admission, admitTo, ANYBODY } from './admit.ts'
import { entryOf, isDenialRecorded, isRecorded, record } from './audit.ts'
import { changeOnce, keyOf } from './changes.ts'
import type { Context } from './context.ts'
import { type Answer, type Call, type Endpoint, isChange, nameOf } from './endpoint.ts'
import { eventsOf } from './http/events.ts'
import { preferredLanguage } from './http/language.ts'
import { reasonOf } from './http/reason.ts'
import { JSON_TYPE, send, sendTagged } from './http/send.ts'
import type { Identity } from './identity/identity.ts'
import type { ProblemCode } from './problems/catalogue.ts'
import { invalid, Problem } from './problems/problem.ts'
import { isStaff } from './rights/grant.ts'
import { permitted } from './rights/permit.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before the body is read, and never where there is no such route. */
    admission: Admission | undefined
    /** What it was refused or failed with. */
    problem: ProblemCode | undefined
  }
  interface FastifyContextConfig {
    /** The route as the table of rights names it. */
    route?: string
  }
}

/**
 * Registers a route. Each request is let in (`admit`), validated by fastify with the route's
 * schemas, permitted for the data it touches, recorded, handled and answered, in this order.
 */
export function serve(
  app: FastifyInstance,
  endpoint: Endpoint,
  { context, identity }: { readonly context: Context; readonly identity: Identity },
): void {
  const admit = admitTo(endpoint, context, identity)
  app.route({
    method: endpoint.method,
    url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { route: nameOf(endpoint) },
    schema: {
      params: endpoint.params,
      querystring: endpoint.query,
      ...(endpoint.body === null ? {} : { body: endpoint.body }),
    },
    onRequest: (request, _reply, done) => {
      const admission = admit(request)
      if (admission instanceof Promise) return admitLater(request, admission)
      request.admission = admission
      done()
    },
    handler: (request, reply) => answer(endpoint, context, request, reply),
  })
}

async function admitLater(request: FastifyRequest, admission: Promise<Admission>): Promise<void> {
  request.admission = await admission
}

async function answer(
  endpoint: Endpoint,
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = isChange(endpoint) ? keyOf(request.headers['idempotency-key']) : null
  const call = await permit(endpoint, request, callOf(endpoint, context, request))
  if (key !== null) return answerChange(reply, await changeOnce(endpoint, call, key))
  if (isRecorded(endpoint, call)) await record(context, entryOf(endpoint, call, 'allowed'))
  return answerWith(endpoint, await endpoint.handle(call), { request, reply, call })
}

/** What a handler is given, before it is known what the call rests on. */
function callOf(endpoint: Endpoint, context: Context, request: FastifyRequest): Call {
  const { admission = ANYBODY, query, headers } = request
  const given = (query as { reason?: string }).reason
  return {
    params: request.params,
    query,
    body: endpoint.body === null ? null : request.body,
    caller: admission.caller,
    grant: null,
    why: given ?? reasonOf(headers['dipper-reason']) ?? null,
    from: request.ip,
    language: preferredLanguage(headers['accept-language'], context.language),
    accept: headers.accept,
    url: request.url,
    context,
  }
}

/** The call with the grant it rests on. Throws `reason-missing`, or `not-yours` once it is recorded. */
async function permit(endpoint: Endpoint, request: FastifyRequest, call: Call): Promise<Call> {
  const { admission = ANYBODY } = request
  if (admission === ANYBODY) return call
  const { caller, grants } = admission
  const asStaff = grants.some(({ role }) => isStaff(role))
  const grant = await permitted(endpoint.about, subjectOf(call), {
    grants,
    self: caller.customerId,
    people: call.context.ports.people,
  })
  const person = endpoint.about === 'customer' || endpoint.about === 'found'
  if (person && call.why === null && (grant === null ? asStaff : isStaff(grant.role))) {
    throw missingReason(request)
  }
  if (grant !== null) return { ...call, grant }
  if (isDenialRecorded(endpoint, caller)) {
    await record(call.context, entryOf(endpoint, call, 'denied'))
  }
  throw new Problem('not-yours', {})
}

function subjectOf({ params, query }: Call) {
  return {
    customerId: (params as { id?: string }).id ?? null,
    region: (query as { region?: string }).region ?? null,
  }
}

/** A reason that was given and cannot be kept is not the same as none. */
function missingReason({ headers }: FastifyRequest): Problem {
  return headers['dipper-reason'] === undefined
    ? new Problem('reason-missing', {})
    : invalid({ in: 'header', path: 'Dipper-Reason', code: 'not-a-reason' })
}

function answerChange(
  reply: FastifyReply,
  { status, body, headers, replayed }: Awaited<ReturnType<typeof changeOnce>>,
): FastifyReply {
  if (replayed) reply.header('idempotent-replayed', 'true')
  return send(reply, { status, text: JSON.stringify(body), type: JSON_TYPE, headers })
}

function answerWith(
  endpoint: Endpoint,
  given: Answer,
  { request, reply, call }: { request: FastifyRequest; reply: FastifyReply; call: Call },
): FastifyReply {
  if ('watch' in given) return answerEvents(reply, given, call)
  const content = {
    status: endpoint.answer.status,
    ...('text' in given ? given : { text: JSON.stringify(given.body), type: JSON_TYPE }),
    ...(given.headers === undefined ? {} : { headers: given.headers }),
  }
  return endpoint.conditional ? sendTagged(request, reply, content) : send(reply, content)
}

/** Events until the run, the token or the server ends, or the caller goes. */
function answerEvents(
  reply: FastifyReply,
  { watch }: Extract<Answer, { watch: unknown }>,
  { context, caller }: Call,
): FastifyReply {
  const controller = context.streams.open(caller)
  const { heartbeatMs } = context.limits
  const stream = Readable.from(eventsOf(watch(controller.signal), { heartbeatMs, controller }))
  stream.once('close', () => controller.abort())
  stream.once('error', context.fault)
  return reply
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .type('text/event-stream; charset=utf-8')
    .send(stream)
}
