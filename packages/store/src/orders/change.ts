import type { PoolClient } from 'pg'
import { type Clock, timeOf } from '../uses/clock.ts'
import { giveBack } from '../uses/give-back.ts'
import { type Details, note } from './lock.ts'
import type { OrderState } from './record.ts'
import type { OrderRow } from './rows.ts'

export interface Change {
  readonly state: OrderState
  /** When it is taken next. Left out: as before, and whoever has it keeps it. */
  readonly seconds?: number
  readonly attempts?: number
  readonly error?: string | null
  readonly networkId?: string | null
  /** It counts as sent from the first time on; null: from now on where it was sent before. */
  readonly isSent?: true | null
}

/** Writes what changes of an order that is locked. An order that is not open is nobody's. */
const CHANGE = {
  name: 'order-change',
  text: `update dipper.service_order set state = $2,
  next_at = case when $3::float8 is null then next_at else now() + make_interval(secs => $3) end,
  lease_until = case when $3 is null and $2 in ('waiting', 'sent') then lease_until end,
  attempts = coalesce($4, attempts),
  error = case when $5 then $6 else error end,
  network_id = case when $7 then $8 else network_id end,
  sent_at = case $9::text when 'true' then coalesce(sent_at, now())
    when 'replayed' then case when sent_at is not null then now() end else sent_at end,
  ended_at = case when $2 in ('completed', 'failed', 'given-up') then coalesce(ended_at, now()) end
where "order" = $1`,
}

export async function setState(client: PoolClient, order: string, change: Change): Promise<void> {
  const { state, seconds, attempts, error, networkId, isSent } = change
  const sent = isSent === null ? 'replayed' : isSent
  const values = [order, state, seconds, attempts, error !== undefined, error]
  await client.query({
    ...CHANGE,
    values: [...values, networkId !== undefined, networkId, sent],
  })
}

/**
 * Ends an order whose customer is locked. Where it was to start a use and did not, the use is given
 * back.
 */
export async function endOrder(
  client: PoolClient,
  { order, what, customer_id: customerId, use: number }: OrderRow,
  end: {
    readonly state: 'completed' | 'failed' | 'given-up'
    readonly clock: Clock
    readonly details: Details
  },
): Promise<void> {
  const { state, clock, details } = end
  const code = details['code']
  const error = typeof code === 'string' ? { error: code } : {}
  await setState(client, order, { state, ...error })
  await note(client, order, state, details)
  if (what !== 'start' || state === 'completed') return
  const at = await timeOf(client, clock)
  await giveBack(client, { customerId, number, at, because: 'failed' })
}
