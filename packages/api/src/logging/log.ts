import { type FastifyServerOptions, LogController } from 'fastify'
import type { LogOptions } from '../options.ts'
import { errorForLog } from './error-for-log.ts'

/**
 * Fastify's options for logs without personal data: one line for each request, written here, with the
 * pattern of its route. What fastify would say of requests, answers and errors by itself holds
 * addresses and messages, and is left out.
 */
export function logOptions(log: LogOptions | undefined): FastifyServerOptions {
  if (log === undefined) return { logger: false }
  return {
    logger: {
      level: log.level ?? 'info',
      stream: log.stream,
      base: null,
      serializers: {
        req: () => ({}),
        res: ({ statusCode }) => ({ statusCode }),
        err: (error) => ({ message: '', ...errorForLog(error) }),
      },
    },
  }
}

export class QuietLog extends LogController {
  constructor() {
    super({ disableRequestLogging: true, requestIdLogLabel: 'requestId' })
  }
}
