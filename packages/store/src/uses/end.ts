import { endOfUse, type LineNews, type LocalDateTime, type UseEnd } from '@dipper/entitlement'
import type { PoolClient } from 'pg'
import { placeOrder } from '../orders/place.ts'
import type { OrderState, ToOrder } from '../orders/record.ts'
import { giveBack } from './give-back.ts'
import { toBegunUse, USE_COLUMNS, type UseRow } from './rows.ts'
import { localText } from './clock.ts'

const RUNNING = {
  name: 'use-running',
  text: `select ${USE_COLUMNS}, o."order", o.state as order_state, l.arrears_fen as arrears_known,
  (select n.customer_id from dipper.line n where n.line = u.line
    order by n.heard_at desc, n.heard_event desc limit 1) as named
from dipper.use u left join dipper.line l on l.line = u.line and l.customer_id = u.customer_id
left join dipper.service_order o
  on o.customer_id = u.customer_id and o.use = u.number and o.what = 'start'
where u.customer_id = $1 and u.state = 'running' and ($2::text is null or u.line = $2)
order by u.number`,
}
const NEWS = {
  name: 'use-news',
  text: `select line, ${localText('at')} as at, arrears_fen from dipper.line_event
where customer_id = $1 and line = any($2) and at >= $3 and arrears_fen is not null`,
}
const END = {
  name: 'use-end',
  text: `update dipper.use set state = 'ended', ended_at = $3, ended_because = $4
where customer_id = $1 and number = $2`,
}
const WITHDRAW = {
  name: 'order-withdraw',
  text: `with withdrawn as (
  update dipper.service_order set state = 'given-up', ended_at = now()
  where "order" = $1 and state = 'waiting' returning tries = 0 as untried)
insert into dipper.order_event ("order", number, what, details)
select $1, number + 1, 'given-up', '{"because":"use-ended"}' from (
  select number from dipper.order_event where "order" = $1 order by number desc limit 1) last
where exists (select from withdrawn)
returning (select untried from withdrawn) as untried`,
}

interface Running extends UseRow {
  /** Of the order that it began with, null where it made none. */
  readonly order: string | null
  readonly order_state: OrderState | null
  /** What the line owes by the last event, also one from before the use; null where none says. */
  readonly arrears_known: bigint | null
  /** Whose the line is by the last event of it; null without one. */
  readonly named: string | null
}

interface Ending {
  readonly customerId: string
  readonly now: LocalDateTime
  readonly toOrder: ToOrder
  /** Left out: of every line. */
  readonly line?: string
}

/**
 * Ends what has run out of one customer, who is locked; gives how many. What has ended stays so,
 * whatever is heard later.
 */
export async function endRunning(client: PoolClient, ending: Ending): Promise<number> {
  const { customerId, now, line = null } = ending
  const { rows } = await client.query<Running>({ ...RUNNING, values: [customerId, line] })
  const newsOf = await newsFor(client, customerId, rows)
  let ended = 0
  for (const row of rows) {
    const use = toBegunUse({ ...row, arrears_fen: row.arrears_known ?? row.arrears_fen })
    const end = endOfUse(use, newsOf(row, now), now)
    if (!end) continue
    await endOne(client, row, end, ending.toOrder)
    ended += 1
  }
  return ended
}

/** What was heard by now is true by now, even where the network's clock is ahead of ours. */
async function newsFor(client: PoolClient, customerId: string, rows: readonly Running[]) {
  const lines = rows.flatMap(({ line }) => (line === null ? [] : [line]))
  const first = rows.map(({ at }) => at).toSorted()[0]
  const values = [customerId, lines, first]
  const heard =
    lines.length === 0
      ? []
      : (await client.query<{ line: string; at: string; arrears_fen: bigint }>({ ...NEWS, values }))
          .rows
  return ({ line }: Running, now: LocalDateTime): LineNews[] =>
    heard
      .filter((news) => news.line === line)
      .map(({ at, arrears_fen: arrearsFen }) => ({ at: at < now ? at : now, arrearsFen }))
}

/**
 * An order that never went out is withdrawn, and takes nothing: nobody had anything of the use. Whether
 * it went out is seen by the update that withdraws it, since orders are taken without the customer. A
 * line that is somebody else's by now is left alone.
 */
async function endOne(
  client: PoolClient,
  row: Running,
  end: UseEnd,
  toOrder: ToOrder,
): Promise<void> {
  const { customer_id: customerId, number, named } = row
  if (await withdrawnUntried(client, row)) {
    await giveBack(client, { customerId, number, at: end.at, because: end.because })
    return
  }
  await client.query({ ...END, values: [customerId, number, end.at, end.because] })
  if (!end.stopAgain || row.order === null) return
  if (named !== null && named !== customerId) return
  const { benefit, line, line_kind: kind, ends_at: endsAt, ceiling_fen: ceilingFen, star } = row
  await placeOrder(client, toOrder, {
    what: 'stop-again',
    customerId,
    use: number,
    benefit,
    line: line === null || kind === null ? null : { id: line, kind },
    at: end.at,
    endsAt,
    ceilingFen,
    star,
  })
}

/** Withdraws an order that waits; whether nobody had ever taken it. */
async function withdrawnUntried(
  client: PoolClient,
  { order, order_state: state }: Running,
): Promise<boolean> {
  if (order === null || state !== 'waiting') return false
  const { rows } = await client.query<{ untried: boolean }>({ ...WITHDRAW, values: [order] })
  return rows[0]?.untried === true
}
