import type { Holding } from '@dipper/assessment'
import { expectLocalTime, type LocalDateTime } from '@dipper/entitlement'
import type { Pool, PoolClient } from 'pg'
import type { ToOrder } from '../orders/record.ts'
import { performOn } from '../points/perform.ts'
import { lockUses } from '../uses/account.ts'
import { type Clock, clockOf, nowIn } from '../uses/clock.ts'
import { endRunning } from '../uses/end.ts'
import { isAnybody, ofLine, publishedOf } from '../uses/situation.ts'
import { kept, undoable, undone } from '../uses/undoable.ts'
import type { Accepted, LineEvent } from './event.ts'
import {
  fromLineKnown,
  LINE_EVENT_COLUMNS,
  type LineEventRow,
  type LineRow,
  SAVE_LINE,
  toLineEvent,
  toLineKnown,
} from './rows.ts'
import { isDoubleStopped, lineAfter, type LineKnown } from './state.ts'
import { isHeldOn } from './theirs.ts'

export interface LinesOptions {
  readonly toOrder: ToOrder
  /** Of the operator. */
  readonly timeZone?: string
  /** Left out: the clock of the database. */
  readonly now?: () => LocalDateTime
}

const SITUATION = {
  name: 'line-situation',
  text: `select ${nowIn('$2::text')} as now, ${isAnybody('$1')} as there, ${ofLine('$3::text')}
from (select) one ${publishedOf('$1')}`,
}
const KEPT = {
  name: 'line-event',
  text: `select ${LINE_EVENT_COLUMNS} from dipper.line_event where event = $1`,
}
const KEEP = {
  name: 'line-event-keep',
  text: `insert into dipper.line_event (event, customer_id, line, kind, at, what, cause, stop_kind,
  stopped_on, arrears_fen) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict do nothing`,
}
const OTHERS_STOPPED = {
  name: 'line-others-double-stopped',
  text: `select from dipper.line where customer_id = $1 and line <> $2
and stopped and cause = 'arrears' and stop_kind = 'double' limit 1`,
}

interface Situation {
  readonly now: LocalDateTime
  readonly there: boolean
  readonly holdings: readonly Holding[] | null
  readonly known: readonly LineRow[] | null
}

/** What the network and billing say of lines, and what follows from it, each in one transaction. */
export class Lines {
  readonly #pool: Pool
  readonly #toOrder: ToOrder
  readonly #clock: Clock

  constructor(pool: Pool, options: LinesOptions) {
    this.#pool = pool
    this.#toOrder = options.toOrder
    this.#clock = clockOf(options)
  }

  /**
   * Takes an event in, whatever came before it: the last by time decides. Uses that it ends are ended,
   * and points are frozen while a line of the customer is stopped both ways for arrears. Throws a
   * RangeError where `at` is no local time.
   */
  accept(event: LineEvent): Promise<Accepted> {
    expectLocalTime(event.at)
    return undoable<Accepted>(this.#pool, async (client) => {
      await lockUses(client, event.customerId)
      const { there, holdings, known, ...read } = await this.#situation(client, event)
      if (!there) return undone('customer-missing')
      const before = await eventOf(client, event.id)
      if (before) return undone(isSame(before, event) ? 'repeated' : 'differs')
      if (wasOthers(holdings ?? [], event.at.slice(0, 10))) return undone('not-theirs')
      // Somebody else's event of the same id is being written at this moment.
      if (!(await keepEvent(client, event))) return undone('differs')
      const now = this.#clock.now?.() ?? read.now
      const own = (known ?? []).find((row) => row.customer_id === event.customerId)
      await this.#follow(client, event, { line: own ? toLineKnown(own) : null, now })
      return kept('accepted')
    })
  }

  async #situation(client: PoolClient, { customerId, line }: LineEvent): Promise<Situation> {
    const values = [customerId, this.#clock.timeZone, line]
    const { rows } = await client.query<Situation>({ ...SITUATION, values })
    return rows[0] as Situation
  }

  async #follow(
    client: PoolClient,
    event: LineEvent,
    { line: before, now }: { readonly line: LineKnown | null; readonly now: LocalDateTime },
  ): Promise<void> {
    const { customerId, line } = event
    const after = lineAfter(before, event)
    await client.query({ ...SAVE_LINE, values: fromLineKnown(after) })
    await endRunning(client, { customerId, line, now, toOrder: this.#toOrder })
    if (isDoubleStopped(before) !== isDoubleStopped(after)) {
      await freezeFor(client, event, { isStopped: isDoubleStopped(after), now })
    }
  }
}

async function eventOf(client: PoolClient, id: string): Promise<LineEvent | null> {
  const { rows } = await client.query<LineEventRow>({ ...KEPT, values: [id] })
  return rows[0] === undefined ? null : toLineEvent(rows[0])
}

function isSame(left: LineEvent, right: LineEvent): boolean {
  const keys = Object.keys(left) as (keyof LineEvent)[]
  return keys.every((key) => left[key] === right[key])
}

/** The facts know the line as the customer's, and not on that day. */
function wasOthers(holdings: readonly Holding[], day: string): boolean {
  return holdings.length > 0 && !holdings.some((holding) => isHeldOn(holding, day))
}

async function keepEvent(client: PoolClient, event: LineEvent): Promise<boolean> {
  const { id, customerId, line, kind, at, what, cause, stopKind, stoppedOn, arrearsFen } = event
  const values = [id, customerId, line, kind, at, what, cause, stopKind, stoppedOn, arrearsFen]
  const { rowCount } = await client.query({ ...KEEP, values })
  return rowCount === 1
}

/** Lifted only when no other line of the customer is stopped so. */
async function freezeFor(
  client: PoolClient,
  { id, customerId, line }: LineEvent,
  { isStopped, now }: { readonly isStopped: boolean; readonly now: LocalDateTime },
): Promise<void> {
  const others = await client.query({ ...OTHERS_STOPPED, values: [customerId, line] })
  if (others.rowCount !== 0) return
  const performed = await performOn(client, customerId, {
    kind: isStopped ? 'freeze' : 'unfreeze',
    cause: 'arrears',
    on: now.slice(0, 10),
    key: `line-event/${id}`,
    by: null,
    why: null,
  })
  if (performed.state === 'refused') throw new Error(`points of ${id}: ${performed.refusal.code}`)
}
