import type { Holding } from '@dipper/assessment'
import { type HeldStar, heldAfter, type LocalDateTime } from '@dipper/entitlement'
import type { Month } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { LINE_COLUMNS, type LineRow } from '../lines/rows.ts'
import { ALL_MONTHS, IS_THERE, LAST_MONTH, starsIn } from '../reading/star-row.ts'
import { nowIn } from './clock.ts'
import { USE_JSON, type UseJson } from './rows.ts'

/** Uses of the benefit that are read at once; more are read where these do not reach back. */
const RECENT = 24

/** What is published of a customer, as `l`, `s` and `c`; each of them may be missing. */
export function publishedOf(customer: string): string {
  return `left join ${LAST_MONTH} l on true
left join lateral (
  select * from dipper.star where month = l.month and customer_id = ${customer}
    and publication <= l.publication order by publication desc limit 1) s on ${IS_THERE}
left join lateral (
  select region, segment, facts from dipper.customer where customer_id = ${customer}
    and publication <= l.publication order by publication desc limit 1) c on true`
}

/** Beside `publishedOf`, whether anybody has the id; who came by an import may be in an earlier month. */
export function isAnybody(customer: string): string {
  return `case when s.star is not null or c.segment is not null then true
  else exists (select from dipper.live l cross join lateral (
    select outcome from dipper.star where month = l.month and customer_id = ${customer}
      and publication <= l.publication order by publication desc limit 1) s where ${IS_THERE}) end`
}

/** Star and region beside `publishedOf`. */
export const HELD_COLUMNS = `s.month, s.star, s.valid_from, s.valid_through,
  coalesce(s.region, c.region) as region`

/** What the facts and the events know of line `parameter`. */
export function ofLine(parameter: string): string {
  return `(select json_agg(h) from jsonb_array_elements(c.facts -> 'holdings') h
    where h ->> 'serviceId' = ${parameter}) as holdings,
  (select json_agg(n) from (select ${LINE_COLUMNS} from dipper.line where line = ${parameter}) n) as known`
}

const SITUATION = `select ${nowIn('$2::text')} as now, ${isAnybody('$1')} as there, ${HELD_COLUMNS},
  ${ofLine('$4::text')},
  (select json_agg(${USE_JSON} order by u.number) from (
    select * from dipper.use where customer_id = $1 and benefit = $3
    order by number desc limit ${RECENT}) u) as uses,
  (select json_build_object('number', number, 'benefit', benefit, 'line', line, 'answer', answer)
    from dipper.use where customer_id = $1 and key = $5::text) as keyed
from (select) one ${publishedOf('$1')}`
/** Two names, since each keeps its plan, and only that of a use is made where scans are off. */
const TO_LOOK = { name: 'use-situation-look', text: SITUATION }
const TO_USE = { name: 'use-situation', text: SITUATION }
const ALL_USES = {
  name: 'use-all-of-benefit',
  text: `select coalesce(json_agg(${USE_JSON}), '[]') as uses
from dipper.use u where customer_id = $1 and benefit = $2 and state <> 'given-back'`,
}
const HISTORY = {
  name: 'use-star-history',
  text: `select s.month, s.star, s.valid_from, s.valid_through from ${starsIn(ALL_MONTHS)}
where ${IS_THERE} order by s.month`,
}

export interface HeldRow {
  readonly month: Month
  readonly star: number
  readonly valid_from: Month | null
  readonly valid_through: Month | null
}

export type NoHeldRow = { readonly [K in keyof HeldRow]: null }

/** What a benefit is judged from, as of one moment. */
export type Situation = (HeldRow | NoHeldRow) & {
  readonly now: LocalDateTime
  readonly there: boolean
  readonly region: string | null
  readonly holdings: readonly Holding[] | null
  readonly known: readonly LineRow[] | null
  readonly uses: readonly UseJson[] | null
  readonly keyed: {
    readonly number: number
    readonly benefit: string
    readonly line: string | null
    readonly answer: unknown
  } | null
}

type Connection = Pool | PoolClient

export async function situationOf(
  connection: Connection,
  customerId: string,
  about: { timeZone: string; benefit: string; line: string | null; key: string | null },
): Promise<Situation> {
  const values = [customerId, about.timeZone, about.benefit, about.line, about.key]
  const { rows } = await connection.query<Situation>({
    ...(about.key === null ? TO_LOOK : TO_USE),
    values,
  })
  return rows[0] as Situation
}

/** Every use of the benefit that counts. */
export async function usesIn(
  connection: Connection,
  situation: Situation,
  { customerId, benefit }: { readonly customerId: string; readonly benefit: string },
): Promise<readonly UseJson[]> {
  const recent = situation.uses ?? []
  if (recent.length < RECENT) return recent
  const values = [customerId, benefit]
  const { rows } = await connection.query<{ uses: UseJson[] }>({ ...ALL_USES, values })
  return rows[0]?.uses ?? []
}

export function toHeld(row: HeldRow | NoHeldRow): HeldStar | null {
  if (row.month === null) return null
  const { star, month, valid_from: from, valid_through: through } = row
  const validity = from === null || through === null ? null : { from, through }
  return { star, validity, month }
}

/** With the month that uses count from, where they are counted by validity. */
export async function countedHeld(
  connection: Connection,
  customerId: string,
): Promise<HeldStar | null> {
  const { rows } = await connection.query<HeldRow>({ ...HISTORY, values: [customerId] })
  return rows
    .map((row) => toHeld(row) as HeldStar)
    .reduce<HeldStar | null>((before, published) => heldAfter(before, published), null)
}
