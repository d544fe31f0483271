import type { FastifyReply, FastifyRequest } from 'fastify'
import { etagOf, matches } from './etag.ts'

/** Content that is answered: already written out. */
export interface Content {
  readonly status: number
  readonly text: string
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
}

export const JSON_TYPE = 'application/json; charset=utf-8'

/** Answers with content that nobody may keep. */
export function send(reply: FastifyReply, { status, text, type, headers }: Content): FastifyReply {
  if (headers !== undefined) reply.headers(headers)
  return reply.code(status).header('cache-control', 'no-store').type(type).send(text)
}

/** Answers with content and its tag, for the caller alone, or that the caller has it already. */
export function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, text, type, headers }: Content,
): FastifyReply {
  const etag = etagOf(text)
  if (headers !== undefined) reply.headers(headers)
  reply.header('etag', etag)
  reply.header('cache-control', 'private, no-cache')
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.code(status).type(type).send(text)
}
