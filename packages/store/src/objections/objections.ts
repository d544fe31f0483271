import type { Month } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { inTransaction, withClient } from '../pool.ts'
import { regionOf } from '../reading/place.ts'
import type {
  NewObjection,
  ObjectionAnswered,
  ObjectionCount,
  ObjectionRecord,
  ObjectionState,
  ObjectionTaken,
  ObjectionWithEvidence,
} from './record.ts'
import {
  type EvidenceRow,
  OBJECTION_COLUMNS,
  type ObjectionRow,
  toObjectionRecord,
} from './rows.ts'

/** Objections are counted for all stars, and again from this one on. */
const HIGH_STAR = 6

/** Regions by which objections are seen; null: those of everybody, whatever the region. */
export type ObjectionRegions = readonly string[] | null

const TAKE = {
  name: 'objection-take',
  text: `insert into dipper.objection
  (customer_id, class, label, about, text, month, star, evidence, key, taken_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (customer_id, key) do nothing returning ${OBJECTION_COLUMNS}`,
}
const KEYED = {
  name: 'objection-keyed',
  text: `select ${OBJECTION_COLUMNS} from dipper.objection where customer_id = $1 and key = $2`,
}
const OF_CUSTOMER = {
  name: 'objections-of-customer',
  text: `select ${OBJECTION_COLUMNS} from dipper.objection
where customer_id = $1 and ($2::bigint is null or objection < $2) order by objection desc limit $3`,
}
const IN_REGIONS = `($1::text[] is null or ${regionOf('o.customer_id')} = any($1))`
const LIST = {
  name: 'objections-list',
  text: `select ${OBJECTION_COLUMNS} from dipper.objection o
where ${IN_REGIONS} and state = $2 and ($3::bigint is null or objection < $3)
order by objection desc limit $4`,
}
const OF = {
  name: 'objection-of',
  text: `select ${OBJECTION_COLUMNS}, evidence from dipper.objection
where customer_id = $1 and objection = $2`,
}
const ANSWER = {
  name: 'objection-answer',
  text: `update dipper.objection set state = 'answered', answer = $3, answered_by = $4, answered_at = now()
where customer_id = $1 and objection = $2 and state = 'open' returning ${OBJECTION_COLUMNS}`,
}
const COUNTS = {
  name: 'objection-counts',
  text: `select class, label, about, count(*)::integer as all,
  (count(*) filter (where star >= ${HIGH_STAR}))::integer as high
from dipper.objection o where ${IN_REGIONS} and month = $2
group by class, label, about order by class, label, about nulls first`,
}

/** Objections of customers to their stars. What each rests on never changes. */
export class Objections {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Keeps an objection with its evidence, once under its key. */
  take(objection: NewObjection): Promise<ObjectionTaken> {
    return withClient(this.#pool, (client) =>
      inTransaction(client, async (): Promise<ObjectionTaken> => {
        const { rows } = await client.query<ObjectionRow>({ ...TAKE, values: cellsOf(objection) })
        if (rows[0]) return { outcome: 'taken', objection: toObjectionRecord(rows[0]) }
        return again(objection, await keyed(client, objection))
      }),
    )
  }

  /** Newest first, at most `limit` before number `before`. */
  async ofCustomer(
    customerId: string,
    { before, limit }: { before?: bigint; limit: number },
  ): Promise<ObjectionRecord[]> {
    const values = [customerId, before ?? null, limit]
    const { rows } = await this.#pool.query<ObjectionRow>({ ...OF_CUSTOMER, values })
    return rows.map(toObjectionRecord)
  }

  /** Those of customers who are of the regions now; newest first, at most `limit` before `before`. */
  async list(asked: {
    state: ObjectionState
    regions: ObjectionRegions
    before?: bigint
    limit: number
  }): Promise<ObjectionRecord[]> {
    const values = [asked.regions, asked.state, asked.before ?? null, asked.limit]
    const { rows } = await this.#pool.query<ObjectionRow>({ ...LIST, values })
    return rows.map(toObjectionRecord)
  }

  /** Null where the customer has none of this number. */
  async of(customerId: string, objection: bigint): Promise<ObjectionWithEvidence | null> {
    const values = [customerId, objection]
    const { rows } = await this.#pool.query<EvidenceRow>({ ...OF, values })
    return rows[0] ? { ...toObjectionRecord(rows[0]), evidence: rows[0].evidence } : null
  }

  /** Answers an objection of the customer, once. */
  async answer(
    customerId: string,
    objection: bigint,
    { text, by }: { text: string; by: string },
  ): Promise<ObjectionAnswered> {
    const values = [customerId, objection, text, by]
    const { rows } = await this.#pool.query<ObjectionRow>({ ...ANSWER, values })
    if (rows[0]) return { outcome: 'answered', objection: toObjectionRecord(rows[0]) }
    const known = await this.of(customerId, objection)
    if (known === null) return { outcome: 'objection-missing' }
    const { evidence: _, ...record } = known
    const isSame = record.answer === text && record.answeredBy === by
    return isSame ? { outcome: 'repeated', objection: record } : { outcome: 'other-answer' }
  }

  /** Objections to stars of a month, of customers who are of the regions now; kinds without any are left out. */
  async counts(month: Month, regions: ObjectionRegions): Promise<ObjectionCount[]> {
    const values = [regions, month]
    const { rows } = await this.#pool.query<ObjectionCount>({ ...COUNTS, values })
    return rows
  }
}

function cellsOf(objection: NewObjection): unknown[] {
  const { customerId, class: kind, label, about, text, month, star, evidence } = objection
  const what = [customerId, kind, label, about, text, month, star, JSON.stringify(evidence)]
  return [...what, objection.key, objection.by]
}

async function keyed(
  client: PoolClient,
  { customerId, key }: NewObjection,
): Promise<ObjectionRecord> {
  const { rows } = await client.query<ObjectionRow>({ ...KEYED, values: [customerId, key] })
  return toObjectionRecord(rows[0] as ObjectionRow)
}

/** The month may have moved on since, and the words may have been erased. */
function again(asked: NewObjection, known: ObjectionRecord): ObjectionTaken {
  const isSame =
    known.class === asked.class &&
    known.label === asked.label &&
    known.about === asked.about &&
    (known.text === null || known.text === asked.text)
  return isSame ? { outcome: 'repeated', objection: known } : { outcome: 'key-used' }
}
