import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Admission, admitTo, ANYBODY } from './admit.ts'
import { customerIdOf, entryOf, isDenialRecorded, isRecorded, record } from './audit.ts'
import { changeOnce, keyOf } from './changes.ts'
import type { Context } from './context.ts'
import {
  type Answer,
  type Call,
  type Endpoint,
  isAboutPerson,
  isChange,
  nameOf,
} from './endpoint.ts'
import { eventsOf } from './http/events.ts'
import { preferredLanguage } from './http/language.ts'
import { reasonOf } from './http/reason.ts'
import { JSON_TYPE, send, sendTagged } from './http/send.ts'
import type { Identity } from './identity/identity.ts'
import { unlessLate } from './late.ts'
import type { ProblemCode } from './problems/catalogue.ts'
import { invalid, Problem } from './problems/problem.ts'
import { problemOf } from './problems/problem-of.ts'
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
  const asked = { endpoint, context }
  app.route({
    method: endpoint.method,
    url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { route: nameOf(endpoint) },
    schema: {
      params: endpoint.params,
      querystring: endpoint.query,
      ...(endpoint.body === null ? {} : { body: endpoint.body }),
    },
    onRequest: (request, reply, done) => {
      const admission = admit(request)
      if (admission instanceof Promise) return admitLater({ ...asked, request, reply }, admission)
      request.admission = admission
      done()
    },
    handler: (request, reply) => answer({ ...asked, request, reply }),
  })
}

/** A request to a route, on its way. */
interface Asked {
  readonly endpoint: Endpoint
  readonly context: Context
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function admitLater(asked: Asked, admission: Promise<Admission>): Promise<void> {
  const { endpoint, context, request } = asked
  const admitted = await inTime(asked, admission)
  if (admitted !== null) request.admission = admitted
  else answerWith(asked, otherwiseOf(asked), callOf(endpoint, context, request))
}

async function answer(asked: Asked): Promise<FastifyReply> {
  const { endpoint, context, request, reply } = asked
  if (isChange(endpoint)) {
    const key = keyOf(request.headers['idempotency-key'], endpoint.keyIn?.(request.body))
    const call = await permit(endpoint, request, callOf(endpoint, context, request, key))
    return answerChange(reply, await changeOnce(endpoint, call, key))
  }
  const call = callOf(endpoint, context, request)
  const given = await inTime(asked, handle(endpoint, request, call))
  return answerWith(asked, given ?? otherwiseOf(asked), call)
}

/** Permits a look-up, records it and has it answered. */
async function handle(endpoint: Endpoint, request: FastifyRequest, call: Call): Promise<Answer> {
  const permitted = await permit(endpoint, request, call)
  if (isRecorded(endpoint, permitted)) {
    await record(call.context, entryOf(endpoint, permitted, 'allowed'))
  }
  return endpoint.handle(permitted)
}

/**
 * What work for a request gives. Null, and only where the route has an answer for this, where it
 * would come too late, or something that it needs is away. Refusals are refusals.
 */
async function inTime<T>(
  { endpoint, context, request, reply }: Asked,
  work: Promise<T>,
): Promise<T | null> {
  if (endpoint.inTime === undefined) return work
  const left = endpoint.inTime.ms(request.query, context.limits) - reply.elapsedTime
  const found = await unlessLate(work, left, (error) => {
    const { code, status } = problemOf(error, context.limits)
    if (status < 500) return false
    request.log.error({ err: error, problem: code }, 'failed')
    return true
  })
  if (found === null) context.metrics.late()
  return found
}

function otherwiseOf({ endpoint, context, request }: Asked): Answer {
  const language = preferredLanguage(request.headers['accept-language'], context.language)
  return (endpoint.inTime as NonNullable<Endpoint['inTime']>).otherwise(language)
}

/** What a handler is given, before it is known what the call rests on. */
function callOf(
  endpoint: Endpoint,
  context: Context,
  request: FastifyRequest,
  key: string | null = null,
): Call {
  const { admission = ANYBODY, query, headers } = request
  const body = endpoint.body === null ? null : request.body
  return {
    params: request.params,
    query,
    body,
    caller: admission.caller,
    grant: null,
    why:
      (query as { reason?: string }).reason ??
      (body as { why?: string | null } | null)?.why ??
      reasonOf(headers['dipper-reason']) ??
      null,
    // A key has no space in it, so this can be read in one way.
    key: key === null ? '' : `${admission.caller.subject} ${key}`,
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
  const grant = await permitted(endpoint.about, subjectOf(endpoint, call), {
    grants,
    self: caller.customerId,
    people: call.context.ports.people,
  })
  const person = isAboutPerson(endpoint)
  if (person && call.why === null && (grant === null ? asStaff : isStaff(grant.role))) {
    throw missingReason(request)
  }
  if (grant !== null) return { ...call, grant }
  if (isDenialRecorded(endpoint, caller)) {
    await record(call.context, entryOf(endpoint, call, 'denied'))
  }
  throw new Problem('not-yours', {})
}

function subjectOf(endpoint: Endpoint, { params, query, body }: Call) {
  return {
    customerId: customerIdOf(endpoint, params, body),
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

function answerWith({ endpoint, request, reply }: Asked, given: Answer, call: Call): FastifyReply {
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
