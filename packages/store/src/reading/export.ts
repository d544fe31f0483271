import { formatMonth, type Month } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { LINE_EVENT_COLUMNS, type LineEventRow, toLineEvent } from '../lines/rows.ts'
import { POSTING_COLUMNS, type PostingRow, toPosting } from '../points/rows.ts'
import { inTransaction, withClient } from '../pool.ts'
import { toUseRecord, USE_COLUMNS, type UseRow } from '../uses/rows.ts'
import { toCharges } from './explainable.ts'
import type { Place } from './people.ts'
import {
  ALL_MONTHS,
  IS_THERE,
  LAST_MONTH,
  STAR_COLUMNS,
  type StarRow,
  starsIn,
  toRegisterRow,
} from './star-row.ts'

const STARS = `select ${STAR_COLUMNS} from ${starsIn(ALL_MONTHS)} where ${IS_THERE} order by l.month`

/** As the last month that is live, and for the charges the last one that read the period, has them. */
const FACTS = `select facts from dipper.customer where customer_id = $1 and publication <=
  (select publication from ${LAST_MONTH} l)
order by publication desc limit 1`
const BILLS = `select distinct on (pb.period) pb.period, b.kinds, b.categories, b.fen::text[]
from dipper.live l join dipper.publication_bill pb using (publication)
join dipper.bill b on b.load = pb.load and b.customer_id = $1 order by pb.period, l.month desc`

const PROFILE = `select name, born_on as "bornOn", contact_number as "contactNumber", language
from personal.profile where customer_id = $1`
const NUMBERS = `select number, service_id as "serviceId", held_from as "heldFrom", held_to as "heldTo"
from personal.number where customer_id = $1 order by held_from, number`
const ERASED = 'select at from personal.erased where customer_id = $1'
const AUDIT = `select number, at, who, role, act, why, "from", outcome, details
from dipper.audit where customer_id = $1 order by number`

const USES = `select ${USE_COLUMNS}, u.answer from dipper.use u where customer_id = $1 order by number`
const ORDERS = `select "order", use, what, state, attempts, network_id as "networkId", error,
  created_at as "createdAt", ended_at as "endedAt", payload,
  (select json_agg(json_build_object('at', at, 'what', what, 'details', details) order by number)
    from dipper.order_event e where e."order" = o."order") as history
from dipper.service_order o where customer_id = $1 order by number`
const LINE_EVENTS = `select ${LINE_EVENT_COLUMNS}, received_at as "receivedAt"
from dipper.line_event where customer_id = $1 order by line_event.at, event`
const OBJECTIONS = `select objection, class, label, about, month, star, text, taken_by as "takenBy",
  taken_at as "takenAt", state, answer, answered_by as "answeredBy", answered_at as "answeredAt", evidence
from dipper.objection where customer_id = $1 order by objection`
const POSTINGS = `select ${POSTING_COLUMNS} from dipper.points_posting
where customer_id = $1 order by number`

/** Everything kept of one person, as it is at one instant, in a form that JSON can hold. */
export function exportOf(pool: Pool, place: Place): Promise<Record<string, unknown>> {
  const snapshot = 'isolation level repeatable read read only'
  return withClient(pool, (client) =>
    inTransaction(client, async () => jsonable(await gather(client, place)), snapshot),
  )
}

async function gather(
  client: PoolClient,
  { customerId, region }: Place,
): Promise<Record<string, unknown>> {
  const rows = async <T>(sql: string) =>
    (await client.query(sql, [customerId])).rows as readonly T[]
  const [facts] = await rows<{ facts: object | null }>(FACTS)
  const [profile] = await rows<object>(PROFILE)
  const [erased] = await rows<{ at: Date }>(ERASED)
  const bills = await rows<Parameters<typeof toCharges>[0]>(BILLS)
  return {
    customerId,
    region,
    profile: profile ?? null,
    numbers: await rows(NUMBERS),
    erasedAt: erased?.at ?? null,
    ...facts?.facts,
    charges: bills.flatMap(toCharges).map((charge) => ({ ...charge, period: text(charge.period) })),
    stars: (await rows<StarRow>(STARS)).map(toStar),
    uses: (await rows<UseRow & { answer: object }>(USES)).map(toUse),
    orders: await rows(ORDERS),
    lineEvents: (await rows<LineEventRow & { receivedAt: Date }>(LINE_EVENTS)).map(toHeard),
    points: (await rows<PostingRow>(POSTINGS)).map(toPosted),
    objections: (await rows<{ month: Month }>(OBJECTIONS)).map((each) => ({
      ...each,
      month: text(each.month),
    })),
    audit: await rows(AUDIT),
  }
}

function toStar(row: StarRow): object {
  const { customerId: _, ...star } = toRegisterRow(row)
  const months = { validFrom: text(star.validFrom), validThrough: text(star.validThrough) }
  return { ...star, month: text(star.month), ...months }
}

function toUse(row: UseRow & { readonly answer: object }): object {
  const { customerId: _, orders: __, ...use } = toUseRecord(row, [])
  return { ...use, month: text(use.month), answer: row.answer }
}

function toHeard({ receivedAt, ...row }: LineEventRow & { readonly receivedAt: Date }): object {
  const { customerId: _, ...event } = toLineEvent(row)
  return { ...event, receivedAt }
}

function toPosted(row: PostingRow): object {
  const posting = toPosting(row)
  return { ...posting, period: text(posting.period) }
}

function text(month: Month | null): string | null {
  return month === null ? null : formatMonth(month)
}

/** Whole numbers as numbers, as texts where those would lose digits; instants as texts. */
function jsonable(record: Record<string, unknown>): Record<string, unknown> {
  const plain = (_: string, value: unknown) => {
    if (typeof value !== 'bigint') return value
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  }
  return JSON.parse(JSON.stringify(record, plain)) as Record<string, unknown>
}
