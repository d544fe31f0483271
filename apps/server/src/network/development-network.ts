import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OrderState, type ServiceOrder, serviceOrderSchema } from '@dipper/ordering'

export interface DevelopmentNetwork {
  /** As `DIPPER_NETWORK`. */
  readonly base: string
  stop(): Promise<void>
}

export interface DevelopmentNetworkOptions {
  readonly mode: 'development' | 'production'
  readonly port?: number
  readonly endsAfterMs?: number
  /** What becomes of an order. */
  readonly endOf?: (order: ServiceOrder) => 'completed' | 'failed'
}

const PATH = '/tmf-api/serviceOrdering/v4'
const ENDS_AFTER_MS = 1500
const BODY_CHARACTERS_MAX = 100_000

/**
 * A provisioning system that does nothing and says after a moment that it is done: for development,
 * demonstrations and tests, on the loopback address alone. It remembers nothing over a restart.
 * Throws in production.
 */
export async function startDevelopmentNetwork({
  mode,
  port = 0,
  endsAfterMs = ENDS_AFTER_MS,
  endOf = () => 'completed',
}: DevelopmentNetworkOptions): Promise<DevelopmentNetwork> {
  if (mode === 'production') throw new Error('the network for development is refused here')
  const orders = new KeptOrders(endsAfterMs, endOf)
  const server = createServer((request, response) => {
    answer(orders, request).then(
      ({ status, json }) => send(response, status, json),
      () => send(response, 400, errorBody(400)),
    )
  })
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => ready())
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`
  return { base, stop: () => stopped(server) }
}

interface Kept {
  readonly id: string
  readonly order: ServiceOrder
  readonly at: Date
}

class KeptOrders {
  readonly #endsAfterMs: number
  readonly #endOf: (order: ServiceOrder) => OrderState
  readonly #byId = new Map<string, Kept>()
  readonly #idByExternalId = new Map<string, string>()

  constructor(endsAfterMs: number, endOf: (order: ServiceOrder) => OrderState) {
    this.#endsAfterMs = endsAfterMs
    this.#endOf = endOf
  }

  /** Null if it has one of this externalId. */
  add(order: ServiceOrder): object | null {
    if (this.#idByExternalId.has(order.externalId)) return null
    const id = randomUUID()
    this.#byId.set(id, { id, order, at: new Date() })
    this.#idByExternalId.set(order.externalId, id)
    return this.of(id)
  }

  of(id: string): object | null {
    const kept = this.#byId.get(id)
    if (kept === undefined) return null
    const state = this.#stateOf(kept)
    return {
      ...kept.order,
      id,
      href: `${PATH}/serviceOrder/${id}`,
      orderDate: kept.at.toISOString(),
      state,
      serviceOrderItem: kept.order.serviceOrderItem.map((item) => ({ ...item, state })),
    }
  }

  withExternalId(externalId: string): object[] {
    const found = this.of(this.#idByExternalId.get(externalId) ?? '')
    return found === null ? [] : [found]
  }

  #stateOf({ at, order }: Kept): OrderState {
    const age = Date.now() - at.getTime()
    if (age >= this.#endsAfterMs) return this.#endOf(order)
    return age * 2 >= this.#endsAfterMs ? 'inProgress' : 'acknowledged'
  }
}

interface Answer {
  readonly status: number
  readonly json: unknown
}

async function answer(orders: KeptOrders, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://network')
  const [, id] = new RegExp(`^${PATH}/serviceOrder/([^/]+)$`).exec(pathname) ?? []
  if (request.method === 'GET' && id !== undefined) {
    return found(orders.of(decodeURIComponent(id)), 200, 404)
  }
  if (pathname !== `${PATH}/serviceOrder`) return refused(404)
  if (request.method === 'POST') return posted(orders, await bodyOf(request))
  const externalId = searchParams.get('externalId')
  if (request.method !== 'GET' || externalId === null) return refused(405)
  return { status: 200, json: orders.withExternalId(externalId) }
}

function posted(orders: KeptOrders, text: string): Answer {
  const { data: order } = serviceOrderSchema.safeParse(JSON.parse(text))
  return order === undefined ? refused(400) : found(orders.add(order), 201, 409)
}

function found(order: object | null, status: number, otherwise: number): Answer {
  return order === null ? refused(otherwise) : { status, json: order }
}

function refused(status: number): Answer {
  return { status, json: errorBody(status) }
}

/** The standard's Error. */
function errorBody(status: number): object {
  return { code: String(status), reason: 'refused', status: String(status) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > BODY_CHARACTERS_MAX) throw new Error('too long')
  }
  return text
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(json))
}

function stopped(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}
