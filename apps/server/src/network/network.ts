import { type NetworkOrder, type Progress, progressOf, readNetworkOrder } from '@dipper/ordering'
import { NetworkError } from './errors.ts'
import type { NetworkSettings } from './settings.ts'

/** Nothing that we read is near so long. */
const ANSWER_BYTES_MAX = 1_000_000

/** Of several orders of ours, which is believed. */
const BELIEVED: readonly Progress[] = ['completed', 'open', 'failed']

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

interface Answer {
  readonly status: number
  readonly json: unknown
}

/**
 * The operator's service ordering, as TMF641 v4. Every answer is checked to be of the order that was
 * asked for. Throws NetworkError.
 */
export class Network {
  readonly #base: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #timeoutMs: number

  constructor(base: string, { token, timeoutSeconds }: NetworkSettings) {
    this.#base = base
    this.#headers = {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    }
    this.#timeoutMs = timeoutSeconds * 1000
  }

  async post(externalId: string, payload: unknown): Promise<NetworkOrder> {
    const { status, json } = await this.#ask({
      method: 'POST',
      path: '/serviceOrder',
      body: payload,
    })
    if (status >= 300) throw refusal(status, true)
    const order = readNetworkOrder(json)
    if (order === null) throw new NetworkError('answer-unreadable', { posting: true })
    if (order.externalId === externalId) return order
    throw new NetworkError('answer-of-another-order', { posting: true })
  }

  /** Null if it has none; of several, as after a repair by hand, the one that came furthest. */
  async byExternalId(externalId: string): Promise<NetworkOrder | null> {
    const path = `/serviceOrder?externalId=${encodeURIComponent(externalId)}`
    const { status, json } = await this.#ask({ method: 'GET', path })
    if (status >= 300) throw refusal(status, false)
    if (!Array.isArray(json)) throw new NetworkError('answer-unreadable')
    const orders = json.map(readNetworkOrder).filter((order) => order !== null)
    if (orders.length < json.length) throw new NetworkError('answer-unreadable')
    // A network that does not filter shows others, and may have ours on a page that we do not see.
    if (orders.some((order) => order.externalId !== externalId)) {
      throw new NetworkError('answer-of-another-order')
    }
    return orders.toSorted((left, right) => rank(left) - rank(right))[0] ?? null
  }

  /** Null if it does not know the id. */
  async byId(id: string, externalId: string): Promise<NetworkOrder | null> {
    const path = `/serviceOrder/${encodeURIComponent(id)}`
    const { status, json } = await this.#ask({ method: 'GET', path })
    if (status === 404) return null
    if (status >= 300) throw refusal(status, false)
    const order = readNetworkOrder(json)
    if (order === null) throw new NetworkError('answer-unreadable')
    if (order.id === id && order.externalId === externalId) return order
    throw new NetworkError('answer-of-another-order')
  }

  async #ask({ method, path, body }: Asked): Promise<Answer> {
    const posting = method === 'POST'
    const signal = AbortSignal.timeout(this.#timeoutMs)
    try {
      // A redirection is not followed: it would take the token, and the customer, elsewhere.
      const answer = await fetch(this.#base + path, {
        method,
        signal,
        redirect: 'manual',
        headers: posting ? { ...this.#headers, 'content-type': 'application/json' } : this.#headers,
        ...(posting ? { body: JSON.stringify(body) } : {}),
      })
      const text = await textOf(answer, posting)
      return { status: answer.status, json: answer.ok ? parsed(text, posting) : null }
    } catch (error) {
      if (error instanceof NetworkError) throw error
      throw new NetworkError(signal.aborted ? 'network-timeout' : 'network-unreachable', {
        posting,
      })
    }
  }
}

function rank({ state }: NetworkOrder): number {
  return BELIEVED.indexOf(progressOf(state))
}

function refusal(status: number, posting: boolean): NetworkError {
  const code = status >= 400 && status < 500 ? 'network-refused' : 'network-failed'
  return new NetworkError(code, { status, posting })
}

async function textOf({ body }: Response, posting: boolean): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > ANSWER_BYTES_MAX) throw new NetworkError('answer-unreadable', { posting })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string, posting: boolean): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new NetworkError('answer-unreadable', { posting })
  }
}
