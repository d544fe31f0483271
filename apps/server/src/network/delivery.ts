import { backOffSeconds, type NetworkOrder, progressOf } from '@dipper/ordering'
import { type AttemptError, type ErrorCode, NetworkError } from './errors.ts'
import { type Log, whyOf } from './log.ts'
import type { Network } from './network.ts'
import type { Outbox, TakenOrder } from './outbox.ts'
import type { NetworkSettings } from './settings.ts'
import { Waking } from './waking.ts'

export interface DeliveryOptions {
  readonly outbox: Outbox
  readonly network: Network
  readonly settings: NetworkSettings
  readonly log: Log
  /** How often it looks for orders that are due, if nobody wakes it. */
  readonly lookEveryMs?: number
}

const LOOK_EVERY_MS = 1000

/** Requests of one attempt at most. */
const REQUESTS = 2
const SLACK_SECONDS = 30

/** How long a network may take to show what it has just accepted. */
const SHOWN_SECONDS = 60

/** Statuses of 4xx that pass, and those that are about us or the address and not about the order. */
const PASSING = new Set([408, 409, 425, 429])
const ABOUT_US = new Set([401, 403, 404, 405])

/**
 * Takes orders from the outbox, sends each to the network once, and looks until it has ended.
 * Whoever has taken an order before may have sent it: the network is asked for it first.
 */
export class Delivery {
  readonly #options: DeliveryOptions
  readonly #waking = new Waking()
  readonly #underWay = new Set<Promise<void>>()
  #running: Promise<void> | null = null
  #stopping = false
  #away = false

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** There may be something to take. */
  wake(): void {
    this.#waking.wake()
  }

  /** Takes no more, and finishes what is under way. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#waking.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    const { lookEveryMs = LOOK_EVERY_MS } = this.#options
    while (!this.#stopping) {
      const taken = await this.#take()
      for (const order of taken) this.#begin(order)
      if (taken.length === 0 || this.#free() === 0) await this.#waking.wait(lookEveryMs)
    }
    await Promise.all(this.#underWay)
  }

  #free(): number {
    return this.#options.settings.concurrency - this.#underWay.size
  }

  async #take(): Promise<readonly TakenOrder[]> {
    const { outbox, log } = this.#options
    const free = this.#free()
    if (free === 0) return []
    try {
      const taken = await outbox.take(free, this.#leaseSeconds)
      this.#away = false
      return taken
    } catch (error) {
      if (!this.#away) log('warn', 'orders-not-taken', { why: whyOf(error) })
      this.#away = true
      return []
    }
  }

  get #leaseSeconds(): number {
    return this.#options.settings.timeoutSeconds * REQUESTS + SLACK_SECONDS
  }

  #begin(taken: TakenOrder): void {
    const work = this.#deliver(taken).finally(() => {
      this.#underWay.delete(work)
      this.#waking.wake()
    })
    this.#underWay.add(work)
  }

  /** What cannot be written is found out again when the lease has ended. */
  async #deliver(taken: TakenOrder): Promise<void> {
    const { log } = this.#options
    try {
      await this.#attempt(taken).catch((error: unknown) => {
        if (!(error instanceof NetworkError)) throw error
        return this.#notDone(taken, error)
      })
    } catch (error) {
      log('warn', 'order-not-written', { order: taken.order, why: whyOf(error) })
    }
  }

  async #attempt(taken: TakenOrder): Promise<void> {
    const { network } = this.#options
    const { order, networkId, untried } = taken
    const leasedUntil = Date.now() + this.#leaseSeconds * 1000
    if (networkId !== null) return this.#look(taken, networkId)
    const there = untried ? null : await network.byExternalId(order)
    return this.#sent(taken, there ?? (await this.#post(taken, leasedUntil)))
  }

  /** A process that slept for longer than its lease may not be the only one any more. */
  #post({ order, payload }: TakenOrder, leasedUntil: number): Promise<NetworkOrder> {
    const { network, settings } = this.#options
    if (Date.now() + settings.timeoutSeconds * 1000 <= leasedUntil) {
      return network.post(order, payload)
    }
    throw new Error('the lease is over')
  }

  async #sent({ order }: TakenOrder, answer: NetworkOrder): Promise<void> {
    const { outbox, log } = this.#options
    const ours = await outbox.sent(order, answer.id, this.#wait(1))
    if (!ours) throw new NetworkError('answer-of-another-order', { posting: true })
    log('info', 'order-sent', { order })
    if (progressOf(answer.state) !== 'open') await this.#end(order, answer)
  }

  async #look(taken: TakenOrder, networkId: string): Promise<void> {
    const { outbox, network } = this.#options
    const { order, state, attempts } = taken
    const answer = await network.byId(networkId, order)
    if (answer !== null && progressOf(answer.state) !== 'open') return this.#end(order, answer)
    if (this.#isSilent(taken)) return this.#dead(order, errorOf('order-silent'))
    if (answer === null) return this.#unknown(taken)
    if (state === 'waiting') return this.#sent(taken, answer)
    return outbox.stillOpen(order, this.#wait(attempts))
  }

  /** Forgotten, unless it was sent a moment ago. */
  async #unknown({ order, attempts }: TakenOrder): Promise<void> {
    const { outbox, log } = this.#options
    log('warn', 'order-unknown', { order })
    if (attempts > 1) return outbox.lost(order)
    return outbox.tryLater(order, { ...errorOf('order-unknown'), status: 404 }, SHOWN_SECONDS)
  }

  async #end(order: string, { state, said }: NetworkOrder): Promise<void> {
    const { outbox, log } = this.#options
    if (progressOf(state) === 'completed') {
      await outbox.completed(order)
      log('info', 'order-completed', { order })
      return
    }
    const error: AttemptError = { ...errorOf(`order-${state}` as ErrorCode), said }
    await outbox.failed(order, error)
    log('warn', error.code, { order })
  }

  async #notDone(taken: TakenOrder, { error, posting }: NetworkError): Promise<void> {
    const { outbox, settings, log } = this.#options
    const { order, networkId, attempts } = taken
    const given =
      networkId === null
        ? attempts >= settings.attempts || (posting && isFinal(error))
        : this.#isSilent(taken)
    if (given) return this.#dead(order, error)
    // A request that we no longer wait for may still be under way: it is not asked for too early.
    const settled = posting ? settings.timeoutSeconds : 0
    await outbox.tryLater(order, error, Math.max(this.#wait(attempts), settled))
    log('warn', error.code, { order, status: error.status })
  }

  async #dead(order: string, error: AttemptError): Promise<void> {
    const { outbox, log } = this.#options
    await outbox.dead(order, error)
    log('warn', 'order-dead', { order, code: error.code, status: error.status })
  }

  #isSilent({ sentAt }: TakenOrder): boolean {
    const { silentHours } = this.#options.settings
    return sentAt !== null && Date.now() - sentAt.getTime() >= silentHours * 3_600_000
  }

  #wait(attempt: number): number {
    return backOffSeconds(attempt, Math.random())
  }
}

/** Whether the network has said that it will not have this order, ever. */
function isFinal({ code, status }: AttemptError): boolean {
  if (code !== 'network-refused' || status === null) return false
  return !PASSING.has(status) && !ABOUT_US.has(status)
}

function errorOf(code: ErrorCode): AttemptError {
  return { code, status: null, said: null }
}
