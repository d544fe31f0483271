import { setTimeout as wait } from 'node:timers/promises'
import type { Intent, OutsideLog } from './outside-log.ts'
import type { Random } from './random.ts'
import type { StageCustomer } from './stage.ts'

/** What all clients share. */
export interface Field {
  readonly address: string
  readonly token: string
  readonly log: OutsideLog
  /** Those that everybody fights over at the moment. */
  readonly hot: () => readonly StageCustomer[]
  readonly over: () => boolean
  /** Events have a second each, so that one of a line is the last. */
  readonly eventTime: () => string
  readonly today: string
}

const TRIES = 40
/** Answers after which the same is said again. */
const AGAIN = new Set([429, 500, 502, 503, 504])

/** One of the many who ask at the same time; hangs up, repeats itself and speaks out of turn. */
export class Client {
  readonly #field: Field
  readonly #name: string
  readonly #random: Random
  #intents = 0

  constructor(field: Field, name: string, random: Random) {
    this.#field = field
    this.#name = name
    this.#random = random
  }

  async run(): Promise<void> {
    while (!this.#field.over()) {
      const customer = this.#random.of(this.#field.hot())
      const act = this.#random.of([
        this.#replaceSim,
        this.#replaceSim,
        this.#restore,
        this.#redeem,
        this.#stopAndPay,
        this.#ask,
      ])
      await act.call(this, customer)
    }
  }

  #replaceSim(customer: StageCustomer): Promise<unknown> {
    const line = this.#lineOf(customer, 'mobile')
    const body = { benefit: 'sim-replacement', line, atPrice: this.#random.chance(0.1) }
    return this.#send(this.#intend('use', customer, 'uses', body))
  }

  async #restore(customer: StageCustomer): Promise<void> {
    const kind = this.#random.of(['mobile', 'broadband'] as const)
    const line = this.#lineOf(customer, kind)
    await this.#send(this.#event(customer, line, kind, 'stopped'))
    await this.#send(this.#intend('use', customer, 'uses', { benefit: `${kind}-restore`, line }))
  }

  /** Events of one line in any order. */
  async #stopAndPay(customer: StageCustomer): Promise<void> {
    const kind = this.#random.of(['mobile', 'broadband'] as const)
    const line = this.#lineOf(customer, kind)
    const whats = ['stopped', 'arrears', 'restored'] as const
    const events = whats.map((what) => this.#event(customer, line, kind, what))
    const shuffled = events.toSorted(() => this.#random.next() - 0.5)
    await Promise.all(shuffled.map((event) => this.#send(event)))
  }

  async #redeem(customer: StageCustomer): Promise<void> {
    const points = 1 + this.#random.below(40)
    const intent = this.#intend('redeem', customer, 'points/redemptions', { points })
    await this.#send(intent)
    const number = numberOf(intent)
    if (number === null || this.#random.chance(0.6)) return
    const path = `points/redemptions/${number}/reversal`
    await this.#send(this.#intend('reverse', customer, path, {}))
  }

  async #ask({ id }: StageCustomer): Promise<void> {
    const path = this.#random.of(['star', 'entitlements', 'points', 'uses'])
    await this.#fetch(`/v1/customers/${encodeURIComponent(id)}/${path}`, {}).catch(() => null)
  }

  #event(
    customer: StageCustomer,
    line: string,
    kind: string,
    what: 'stopped' | 'restored' | 'arrears',
  ): Intent {
    const arrearsFen = what === 'restored' ? 0 : 1 + this.#random.below(40_000)
    const stop = { cause: 'arrears', stopKind: 'single', stoppedOn: this.#field.today }
    const body = {
      id: `${this.#name}-${this.#intents}`,
      customerId: customer.id,
      line,
      kind,
      at: this.#field.eventTime(),
      what,
      arrearsFen,
      ...(what === 'stopped' ? stop : {}),
    }
    return this.#intend('line-event', customer, null, body)
  }

  #lineOf({ lines }: StageCustomer, kind: string): string {
    return this.#random.of(lines.filter((line) => line.kind === kind)).id
  }

  #intend(
    what: Intent['what'],
    { id }: StageCustomer,
    path: string | null,
    body: Intent['body'],
  ): Intent {
    const key = `${this.#name}-${this.#intents++}`
    const url =
      path === null ? '/v1/line-events' : `/v1/customers/${encodeURIComponent(id)}/${path}`
    return this.#field.log.intend({ key, what, customerId: id, path: url, body })
  }

  /** Until there is an answer, or the one who asks has lost patience; now and then twice at once. */
  async #send(intent: Intent): Promise<void> {
    for (let n = 0; n < TRIES; n++) {
      const times = this.#random.chance(0.15) ? 2 : 1
      const answers = await Promise.all(Array.from({ length: times }, () => this.#once(intent)))
      if (answers.some(Boolean)) {
        if (this.#random.chance(0.1)) await this.#once(intent)
        return
      }
      if (this.#random.chance(0.02)) return
      await wait(50 + this.#random.below(400))
    }
  }

  /** Whether it was answered for good. */
  async #once(intent: Intent): Promise<boolean> {
    const { log } = this.#field
    try {
      const key = { 'idempotency-key': intent.key }
      const json = { ...key, 'content-type': 'application/json' }
      const init =
        intent.what === 'reverse'
          ? { method: 'POST', headers: key }
          : { method: 'POST', headers: json, body: JSON.stringify(intent.body) }
      const { status, body } = await this.#fetch(intent.path, init)
      const again = AGAIN.has(status) || (body as { code?: string }).code === 'key-running'
      if (again) log.unanswered(intent)
      else log.answered(intent, status, body)
      return !again
    } catch {
      log.unanswered(intent)
      return false
    }
  }

  async #fetch(path: string, init: RequestInit) {
    const { address, token } = this.#field
    const patience = this.#random.chance(0.08) ? this.#random.below(25) : 5_000
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as object) }
    const signal = AbortSignal.timeout(patience)
    const response = await fetch(address + path, { ...init, headers, signal })
    return { status: response.status, body: (await response.json()) as unknown }
  }
}

/** Number of the redemption that was acknowledged; null where none was. */
export function numberOf({ answers }: Intent): number | null {
  const answer = answers.find(({ status }) => status < 300)
  const { posting } = (answer?.body ?? {}) as { posting?: { number: number } }
  return posting?.number ?? null
}
