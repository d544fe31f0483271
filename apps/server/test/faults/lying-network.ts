import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from './random.ts'

/** How the network treats an order that it is handed. */
const MOODS = [
  'honest',
  /** Takes it, and answers too late. */
  'slow',
  /** Does not take it: 500 or 503. */
  'failing',
  /** Takes it and hangs up. */
  'dropping',
  /** Takes it and never does anything. */
  'silent',
  /** Does it and says so three times. */
  'twice',
  /** Takes it and answers with another order's id. */
  'another',
  /** Takes it and says of another order that it is done. */
  'slander',
] as const
export type Mood = (typeof MOODS)[number]

export interface NetworkOrder {
  readonly id: string
  readonly externalId: string
  readonly mood: Mood
  state: 'acknowledged' | 'completed' | 'failed'
}

/** A report of the network to the system: whose state is what. */
export type Notify = (order: Pick<NetworkOrder, 'id' | 'externalId' | 'state'>) => Promise<void>

/** Milliseconds that a slow answer takes: longer than any deliverer waits. */
const SLOW_MS = 1_500

/** Provisioning that is outside of everything tested, and keeps what it has really done. */
export class LyingNetwork {
  /** By its own ids. */
  readonly orders = new Map<string, NetworkOrder>()
  /** From here on it only does what it should; what it took silently it goes on being silent about. */
  honest = false
  notify: Notify = async () => undefined
  readonly #random: Random
  readonly #server: Server

  private constructor(random: Random) {
    this.#random = random
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async start(random: Random): Promise<LyingNetwork> {
    const network = new LyingNetwork(random)
    await new Promise<void>((ready) => network.#server.listen(0, '127.0.0.1', ready))
    return network
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** How often an order of ours was taken: more than once is a line restored twice. */
  takenOf(externalId: string): NetworkOrder[] {
    return [...this.orders.values()].filter((order) => order.externalId === externalId)
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((done) => this.#server.close(() => done()))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined)
    const body = await bodyOf(request).catch(() => null)
    if (body === null) return
    const url = new URL(request.url ?? '/', 'http://network')
    if (request.method === 'POST') return this.#take(body as { externalId: string }, response)
    if (!this.honest && this.#random.chance(0.1)) return void response.destroy()
    if (!this.honest && this.#random.chance(0.1)) return say(response, 503, { code: 'busy' })
    const externalId = url.searchParams.get('externalId')
    if (externalId !== null) return say(response, 200, this.takenOf(externalId).map(written))
    const order = this.orders.get(url.pathname.split('/').at(-1) as string)
    if (order === undefined) return say(response, 404, { code: 'missing' })
    return say(response, 200, written(this.#lieAbout(order)))
  }

  async #take({ externalId }: { externalId: string }, response: ServerResponse): Promise<void> {
    const mood = this.honest ? 'honest' : this.#mood()
    if (mood === 'failing') return say(response, this.#random.of([500, 503]), { code: 'no' })
    const id = `N${this.orders.size + 1}`
    const order: NetworkOrder = { id, externalId, mood, state: 'acknowledged' }
    this.orders.set(id, order)
    void this.#work(order)
    if (mood === 'slow') await wait(SLOW_MS)
    if (mood === 'dropping') return void response.destroy()
    const told = mood === 'another' ? this.#anotherThan(order) : order
    return say(response, 201, written(told))
  }

  #mood(): Mood {
    return this.#random.chance(0.5) ? 'honest' : this.#random.of(MOODS)
  }

  async #work(order: NetworkOrder): Promise<void> {
    if (order.mood === 'silent') return
    await wait(20 + this.#random.below(300))
    order.state = this.#random.chance(0.15) ? 'failed' : 'completed'
    const told = order.mood === 'slander' ? this.#anotherThan(order) : order
    const times = order.mood === 'twice' ? 3 : order.mood === 'slander' ? 1 : this.#random.below(2)
    for (let n = 0; n < times; n++) {
      const { id } = told
      const { externalId, state } = order
      // Slander names the id of one order and ours of another.
      await this.notify({ id, externalId, state }).catch(() => undefined)
    }
  }

  #lieAbout(order: NetworkOrder): NetworkOrder {
    return !this.honest && this.#random.chance(0.05) ? this.#anotherThan(order) : order
  }

  #anotherThan(order: NetworkOrder): NetworkOrder {
    const others = [...this.orders.values()].filter(({ id }) => id !== order.id)
    return others.length === 0 ? order : this.#random.of(others)
  }
}

function written({ id, externalId, state }: NetworkOrder) {
  const item = { id: '1', action: 'add', state, service: { id: 'S' } }
  return { id, href: `/serviceOrder/${id}`, externalId, state, serviceOrderItem: [item] }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as unknown)
}

function say(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
