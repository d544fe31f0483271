import { formatMonth, type Month } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { inTransaction, withClient } from '../pool.ts'
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
    audit: await rows(AUDIT),
  }
}

function toStar(row: StarRow): object {
  const { customerId: _, ...star } = toRegisterRow(row)
  const months = { validFrom: text(star.validFrom), validThrough: text(star.validThrough) }
  return { ...star, month: text(star.month), ...months }
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
