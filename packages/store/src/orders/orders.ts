import type { LocalDateTime } from '@dipper/entitlement'
import pg, { type Pool, type PoolClient } from 'pg'
import { inTransaction, withClient } from '../pool.ts'
import { lockUses } from '../uses/account.ts'
import { type Clock, clockOf } from '../uses/clock.ts'
import { endOrder, setState } from './change.ts'
import { customerOf, isOrderId, lockOrder, note, orderOfNetwork } from './lock.ts'
import { ORDER_CHANNEL } from './place.ts'
import type {
  AttemptError,
  NetworkReport,
  OrderEvent,
  OrderRecord,
  OrderState,
  OrderToSend,
  Reported,
} from './record.ts'
import { ORDER_COLUMNS, type OrderRow, toOrderRecord } from './rows.ts'

export interface OrdersOptions {
  /** Of the operator. */
  readonly timeZone?: string
  /** Left out: the clock of the database. */
  readonly now?: () => LocalDateTime
}

export interface OrderPage {
  /** Left out: every state. */
  readonly state?: OrderState
  /** Number of the last one seen. */
  readonly before?: bigint
  readonly limit: number
}

export type Replayed = 'replayed' | 'not-dead' | 'use-ended' | 'order-missing'
export type GivenUp = 'given-up' | 'not-dead' | 'order-missing'

/** An order that the network said it has is looked at again after this. */
const LOOK_AFTER_SECONDS = 60

/**
 * A start that somebody has in hand goes before the stop that follows it. Every taking counts, so that
 * one that ended with its process has been tried.
 */
const TAKE = {
  name: 'orders-take',
  text: `with due as (
  select "order" from dipper.service_order o
  where state in ('waiting', 'sent') and next_at <= now()
    and (lease_until is null or lease_until <= now())
    and not (what = 'stop-again' and exists (select from dipper.service_order s
      where s.customer_id = o.customer_id and s.use = o.use and s.what = 'start'
        and s.lease_until > now()))
  order by next_at limit $1 for update skip locked)
update dipper.service_order o set attempts = attempts + 1, tries = tries + 1,
  lease_until = now() + make_interval(secs => $2)
from due where o."order" = due."order"
returning ${ORDER_COLUMNS.replace('"order"', 'o."order"')}, payload, tries = 1 as untried, sent_at`,
}
const OF = {
  name: 'order-of',
  text: `select ${ORDER_COLUMNS} from dipper.service_order where "order" = $1`,
}
const LIST = {
  name: 'orders-list',
  text: `select ${ORDER_COLUMNS} from dipper.service_order
where ($1::text is null or state = $1) and ($2::bigint is null or number < $2)
order by number desc limit $3`,
}
const EVENTS = {
  name: 'order-events',
  text: `select number, at, what, details from dipper.order_event where "order" = $1 order by number`,
}
const USE_RUNS = {
  name: 'order-use-runs',
  text: `select state = 'running' or ends_at is null as runs from dipper.use
where customer_id = $1 and number = $2`,
}

type Taken = OrderRow & Pick<OrderToSend, 'payload' | 'untried'> & { readonly sent_at: Date | null }

/**
 * Orders to the network, as an outbox: they are written with the use they follow from, and whoever
 * delivers takes them from here. Of an order that has ended, nothing changes any more.
 */
export class Orders {
  readonly #pool: Pool
  readonly #clock: Clock

  constructor(pool: Pool, options: OrdersOptions = {}) {
    this.#pool = pool
    this.#clock = clockOf(options)
  }

  /** Orders that are due and that nobody else has, the longest due first; for so many seconds. */
  async take(limit: number, leaseSeconds: number): Promise<OrderToSend[]> {
    const { rows } = await this.#pool.query<Taken>({ ...TAKE, values: [limit, leaseSeconds] })
    return rows
      .toSorted((left, right) => left.next_at.getTime() - right.next_at.getTime())
      .map((row) => {
        const { payload, untried, sent_at: sentAt } = row
        return { ...toOrderRecord(row), payload, untried, sentAt }
      })
  }

  /**
   * The network has it under its id; to be looked at in so many seconds. False, and nothing is changed,
   * where the order has another id or the id is another order's.
   */
  async sent(order: string, networkId: string, seconds: number): Promise<boolean> {
    const reported = await this.#learning(order, networkId, (client, row) =>
      takeAsSent(client, row, { networkId, seconds }),
    )
    return reported !== 'other-order'
  }

  /** It is under way in the network; to be looked at in so many seconds. */
  stillOpen(order: string, seconds: number): Promise<void> {
    return this.#onOpen(order, (client, { state }) => setState(client, order, { state, seconds }))
  }

  /** To be tried again in so many seconds. */
  tryLater(order: string, error: AttemptError, seconds: number): Promise<void> {
    return this.#onOpen(order, async (client, { state, attempts }) => {
      await setState(client, order, { state, seconds, error: error.code })
      await note(client, order, 'not-yet', { ...error, attempts })
    })
  }

  /**
   * The network does not know it any more: as before it was sent, but for when that was; due at once.
   * A start whose use has run out is dead: nobody would stop the line again.
   */
  async lost(order: string): Promise<void> {
    await this.#ending(order, async (client, row) => {
      if (row.state !== 'waiting' && row.state !== 'sent') return
      const { network_id: networkId } = row
      if (row.what === 'start' && !(await useRuns(client, row))) {
        const error = { code: 'order-unknown', status: 404, said: null }
        await setState(client, order, { state: 'dead', error: error.code })
        return note(client, order, 'dead', error)
      }
      const fresh = { attempts: 0, networkId: null }
      await setState(client, order, { state: 'waiting', seconds: 0, ...fresh })
      await note(client, order, 'lost', { networkId })
      await announce(client)
    })
  }

  /** Nothing more is tried until somebody has looked; the use keeps what it took. */
  dead(order: string, error: AttemptError): Promise<void> {
    return this.#onOpen(order, async (client) => {
      await setState(client, order, { state: 'dead', error: error.code })
      await note(client, order, 'dead', { ...error })
    })
  }

  async completed(order: string): Promise<void> {
    await this.#ending(order, (client, row) => this.#end(client, row, 'completed'))
  }

  /**
   * The network will not do it. A use whose start failed is given back; a line that could not be
   * stopped again waits for somebody to look.
   */
  async failed(order: string, error: AttemptError): Promise<void> {
    await this.#ending(order, (client, row) => this.#end(client, row, 'failed', error))
  }

  /** What the network says of an order by itself. */
  async answered({ networkId, externalId, state, error }: NetworkReport): Promise<Reported> {
    const order = externalId ?? (await withClient(this.#pool, (c) => orderOfNetwork(c, networkId)))
    if (order === null) return 'order-missing'
    const reported = await this.#learning(order, networkId, (client, row) =>
      state === 'open' ? heardOpen(client, row, networkId) : this.#end(client, row, state, error),
    )
    return reported === 'order-missing' ? this.#ofNobody(networkId, externalId) : reported
  }

  /** Null where there is none. */
  async of(order: string): Promise<OrderRecord | null> {
    if (!isOrderId(order)) return null
    const { rows } = await this.#pool.query<OrderRow>({ ...OF, values: [order] })
    return rows[0] === undefined ? null : toOrderRecord(rows[0])
  }

  /** What happened to it, in order; empty where there is none. */
  async history(order: string): Promise<OrderEvent[]> {
    if (!isOrderId(order)) return []
    const { rows } = await this.#pool.query<OrderEvent>({ ...EVENTS, values: [order] })
    return rows
  }

  /** Newest first. */
  async list({ state, before, limit }: OrderPage): Promise<OrderRecord[]> {
    const values = [state ?? null, before ?? null, limit]
    const { rows } = await this.#pool.query<OrderRow>({ ...LIST, values })
    return rows.map(toOrderRecord)
  }

  /** Tries a dead order anew, unless the use it would start has run out meanwhile. */
  replay(order: string, by: string): Promise<Replayed> {
    return this.#ending<Replayed>(order, async (client, row) => {
      if (row.state !== 'dead') return 'not-dead'
      if (row.what === 'start' && !(await useRuns(client, row))) return 'use-ended'
      const fresh = { attempts: 0, error: null, isSent: null }
      await setState(client, order, { state: 'waiting', seconds: 0, ...fresh })
      await note(client, order, 'replayed', { by })
      await announce(client)
      return 'replayed'
    })
  }

  /** Ends a dead order; a use that it was to start is given back. */
  giveUp(order: string, by: string): Promise<GivenUp> {
    return this.#ending<GivenUp>(order, async (client, row) => {
      if (row.state !== 'dead') return 'not-dead'
      await endOrder(client, row, { state: 'given-up', clock: this.#clock, details: { by } })
      return 'given-up'
    })
  }

  async #end(
    client: PoolClient,
    row: OrderRow,
    state: 'completed' | 'failed',
    error?: AttemptError,
  ): Promise<Reported> {
    const { order, what } = row
    const isFailedStop = what === 'stop-again' && state === 'failed'
    if (row.state === (isFailedStop ? 'dead' : state)) return 'repeated'
    if (row.ended_at !== null) {
      await note(client, order, 'late', { said: state })
      return 'late'
    }
    const details = { ...error }
    if (isFailedStop) {
      await setState(client, order, { state: 'dead', error: error?.code ?? null })
      await note(client, order, 'failed', details)
    } else {
      await endOrder(client, row, { state, clock: this.#clock, details })
    }
    return 'accepted'
  }

  /** With the order alone, if it is open. */
  #onOpen(
    order: string,
    work: (client: PoolClient, row: OrderRow) => Promise<void>,
  ): Promise<void> {
    return withClient(this.#pool, (client) =>
      inTransaction(client, async () => {
        const row = await lockOrder(client, order)
        if (row?.state === 'waiting' || row?.state === 'sent') await work(client, row)
      }),
    )
  }

  /** With the customer and the order: what follows for the use is in the same transaction. */
  async #ending<T>(
    order: string,
    work: (client: PoolClient, row: OrderRow) => Promise<T>,
  ): Promise<T | 'order-missing'> {
    if (!isOrderId(order)) return 'order-missing'
    return withClient(this.#pool, (client) =>
      inTransaction(client, async () => {
        const customerId = await customerOf(client, order)
        if (customerId === null) return 'order-missing'
        await lockUses(client, customerId)
        return work(client, (await lockOrder(client, order)) as OrderRow)
      }),
    )
  }

  /** As `#ending`, for what comes with the network's id: two ids that belong to two orders do nothing. */
  async #learning(
    order: string,
    networkId: string,
    work: (client: PoolClient, row: OrderRow) => Promise<Reported>,
  ): Promise<Reported> {
    const other = (client: PoolClient, row: OrderRow) => otherOrder(client, row, networkId)
    try {
      return await this.#ending<Reported>(order, async (client, row) => {
        const isOthers = row.network_id !== null && row.network_id !== networkId
        const known = await orderOfNetwork(client, networkId)
        if (isOthers || (known !== null && known !== row.order)) return other(client, row)
        if (row.network_id === null) await setState(client, order, { state: row.state, networkId })
        return work(client, row)
      })
    } catch (error) {
      if (!isTaken(error)) throw error
      return this.#ending<Reported>(order, other)
    }
  }

  /** We have no such order, unless the network's id says otherwise. */
  async #ofNobody(networkId: string, externalId: string | null): Promise<Reported> {
    const order = await withClient(this.#pool, (client) => orderOfNetwork(client, networkId))
    if (order === null) return 'order-missing'
    return this.#ending<Reported>(order, (client, row) =>
      otherOrder(client, row, externalId ?? networkId),
    )
  }
}

async function useRuns(
  client: PoolClient,
  { customer_id: customerId, use }: OrderRow,
): Promise<boolean> {
  const values = [customerId, use]
  const { rows } = await client.query<{ runs: boolean }>({ ...USE_RUNS, values })
  return rows[0]?.runs === true
}

async function heardOpen(client: PoolClient, row: OrderRow, networkId: string): Promise<Reported> {
  if (row.state === 'sent') return 'repeated'
  return takeAsSent(client, row, { networkId, seconds: LOOK_AFTER_SECONDS })
}

async function takeAsSent(
  client: PoolClient,
  { order, state, ended_at: endedAt }: OrderRow,
  { networkId, seconds }: { readonly networkId: string; readonly seconds: number },
): Promise<Reported> {
  if (endedAt !== null) return 'late'
  if (state === 'sent') {
    await setState(client, order, { state, seconds })
    return 'repeated'
  }
  await setState(client, order, { state: 'sent', seconds, attempts: 0, error: null, isSent: true })
  await note(client, order, 'sent', { networkId })
  return 'accepted'
}

async function otherOrder(client: PoolClient, row: OrderRow, id: string): Promise<Reported> {
  await note(client, row.order, 'other-order', { id, networkId: row.network_id })
  return 'other-order'
}

/** Another order was given the network's id at this moment. */
function isTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.constraint === 'service_order_network_id_key'
}

async function announce(client: PoolClient): Promise<void> {
  await client.query('select pg_notify($1, $2)', [ORDER_CHANNEL, ''])
}
