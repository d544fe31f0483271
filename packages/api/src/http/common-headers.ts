import type { FastifyReply, FastifyRequest } from 'fastify'

/** Headers of every answer. */
export function withCommonHeaders(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('x-request-id', request.id)
  return reply.header('x-content-type-options', 'nosniff')
}
