import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface DoubleOrder {
  readonly id: string
  readonly externalId: string
  state: string
  errorMessage?: { code: string }[]
}

export interface DoubleRequest {
  readonly kind: 'post' | 'look' | 'find'
  readonly authorization: string | undefined
}

/** What is done with a request instead of answering it. True: it was answered. */
type Trick = (request: DoubleRequest, response: ServerResponse, order?: DoubleOrder) => boolean

/** A network that keeps every order it is posted, and lies, fails or is silent as a test wants. */
export class NetworkDouble {
  readonly orders: DoubleOrder[] = []
  readonly requests: DoubleRequest[] = []
  /** State of a new order. */
  begins = 'acknowledged'
  /** Answers requests in its own way before they are kept. */
  before: Trick = () => false
  /** Answers requests in its own way after a posted order was kept. */
  after: Trick = () => false
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<NetworkDouble> {
    const server = createServer()
    const network = new NetworkDouble(server)
    server.on('request', (request, response) => void network.#answer(request, response))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
    return network
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  count(kind: DoubleRequest['kind']): number {
    return this.requests.filter((request) => request.kind === kind).length
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((done) => this.#server.close(() => done()))
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://double')
    const id = pathname.split('/')[2]
    const kind = incoming.method === 'POST' ? 'post' : id === undefined ? 'find' : 'look'
    const request = { kind, authorization: incoming.headers.authorization } as const
    this.requests.push(request)
    const externalId =
      kind === 'post' ? await externalIdOf(incoming) : searchParams.get('externalId')
    if (this.before(request, response)) return
    if (kind === 'post') this.#keep(String(externalId))
    const found = this.orders.filter((order) => order.id === id || order.externalId === externalId)
    if (this.after(request, response, found[0])) return
    if (kind === 'find') answer(response, 200, found)
    else if (found[0] === undefined) answer(response, 404, {})
    else answer(response, kind === 'post' ? 201 : 200, found.at(-1))
  }

  #keep(externalId: string): void {
    this.orders.push({ id: randomUUID(), externalId, state: this.begins })
  }
}

export function answer(response: ServerResponse, status: number, json: unknown): true {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(json))
  return true
}

/** Does something the first `times` times, and then nothing. */
export function first(times: number, trick: Trick): Trick {
  let left = times
  return (...args) => left > 0 && trick(...args) && left-- > 0
}

async function externalIdOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return (JSON.parse(text) as { externalId: string }).externalId
}
