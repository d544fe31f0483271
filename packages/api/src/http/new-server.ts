import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify'
import { logOptions, QuietLog } from '../logging/log.ts'
import type { ApiOptions, Limits } from '../options.ts'

/** Fastify with our limits, logs and ids of requests, and without its own words. */
export function newServer(
  { log, trustProxy }: Pick<ApiOptions, 'log' | 'trustProxy'>,
  limits: Limits,
  frameworkErrors: NonNullable<FastifyServerOptions['frameworkErrors']>,
): FastifyInstance {
  return fastify({
    ...logOptions(log),
    logController: new QuietLog(),
    trustProxy: trustProxy ?? false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    genReqId: requestIds(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // What arrives on a connection that is open while the server stops is still answered.
    return503OnClosing: false,
    routerOptions: { maxParamLength: limits.urlBytes },
    frameworkErrors,
    clientErrorHandler: refuseBytes,
  })
}

/** Ids that are ours alone: a caller's might hold a number or a name, and ids are logged. */
function requestIds(): () => string {
  const process = randomBytes(4).toString('hex')
  let count = 0
  return () => `${process}-${(count++).toString(36)}`
}

const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What is not HTTP is answered with a status alone. */
function refuseBytes({ code }: { readonly code: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return
  const line = STATUS_LINES[code] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
