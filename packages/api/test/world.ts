import type { FastifyInstance } from 'fastify'
import {
  type ApiOptions,
  buildApi,
  type Limits,
  oidcIdentity,
  ROLES,
  type Role,
} from '../src/index.ts'
import { type Cast, claimsOf, type Send } from './cast.ts'
import { AUDIENCE, TestIssuer } from './issuer.ts'
import { CAST, type MemoryPorts, memoryPorts } from './memory-ports.ts'

/** An API over ports in memory, with an issuer of its own. */
export interface World {
  readonly app: FastifyInstance
  readonly ports: MemoryPorts
  readonly issuer: TestIssuer
  readonly cast: Cast
  readonly send: Send
  /** Lines of the log. */
  readonly lines: string[]
  /** `authorization` of somebody with one role. */
  as(role: Role): Promise<Readonly<Record<string, string>>>
  stop(): Promise<void>
}

/** No rates: for tests that ask much. */
export const UNLIMITED: Partial<Limits> = {
  anonymous: null,
  rates: Object.fromEntries(ROLES.map((role) => [role, null])) as Record<Role, null>,
}

export async function newWorld(options: Partial<ApiOptions> = {}): Promise<World> {
  const issuer = await TestIssuer.start()
  const ports = memoryPorts()
  const lines: string[] = []
  const app = buildApi({
    ports,
    identity: oidcIdentity({ issuer: issuer.address, audience: AUDIENCE }),
    log: { stream: { write: (line) => lines.push(line) } },
    ...options,
  })
  return {
    app,
    ports,
    issuer,
    cast: CAST,
    send: injecting(app),
    lines,
    as: async (role) => ({ authorization: `Bearer ${await issuer.token(claimsOf(role, CAST))}` }),
    stop: async () => {
      await app.close()
      await issuer.stop()
    },
  }
}

/** Sends to an app in this process. */
function injecting(app: FastifyInstance): Send {
  return async ({ method, url, headers, body }) => {
    const response = await app.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    })
    return {
      status: response.statusCode,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: response.body,
    }
  }
}
