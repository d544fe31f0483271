import { SEGMENTS, type Segment } from '@dipper/policy'
import type { Pool } from 'pg'
import { exportOf } from './export.ts'
import { placeOf, placesOf } from './place.ts'

/** Where a customer belongs. */
export interface Place {
  readonly customerId: string
  readonly region: string | null
}

export interface Found extends Place {
  readonly segment: Segment
  /** Null where there is no profile, or it was erased. */
  readonly name: string | null
  /** Numbers held today, sorted. */
  readonly numbers: readonly string[]
}

const PLACE = { name: 'place', text: placeOf('$1::text') }

const TODAY = '(now() at time zone $2)::date'
const HELD_TODAY = `held_from <= ${TODAY} and (held_to is null or held_to >= ${TODAY})`

const found = (name: string, ids: string) => ({
  name,
  text: `select i.customer_id, c.region, c.segment, p.name, coalesce(n.numbers, '{}') as numbers
from (${ids}) i cross join ${placesOf('i.customer_id')}
left join personal.profile p on p.customer_id = i.customer_id
cross join lateral (select array_agg(number order by number) as numbers from personal.number
  where customer_id = i.customer_id and ${HELD_TODAY}) n
where c.segment is not null order by i.customer_id`,
})

const BY_ID = found('customer-by-id', 'select $1::text as customer_id')
/** Whoever holds it today, otherwise whoever held it to the last day that anybody did. */
const BY_NUMBER = found(
  'customers-by-number',
  `select distinct customer_id from (
    select customer_id, rank() over (
      order by case when ${HELD_TODAY} then 'infinity' else held_to end desc) as place
    from personal.number where number = $1 and held_from <= ${TODAY}) h where place = 1`,
)

interface FoundRow {
  readonly customer_id: string
  readonly region: string | null
  readonly segment: number
  readonly name: string | null
  readonly numbers: string[]
}

/** Personal data, apart from stars. */
export class People {
  readonly #pool: Pool
  readonly #timeZone: string

  /** `timeZone`: of the operator, says which day is today. */
  constructor(pool: Pool, options: { readonly timeZone?: string } = {}) {
    this.#pool = pool
    this.#timeZone = options.timeZone ?? 'Asia/Shanghai'
  }

  /** Null where nobody has the id. */
  async placeOf(customerId: string): Promise<Place | null> {
    const { rows } = await this.#pool.query<{ region: string | null }>({
      ...PLACE,
      values: [customerId],
    })
    return rows[0] === undefined ? null : { customerId, region: rows[0].region }
  }

  /** Customers who hold this number today, or held it last. */
  async byNumber(number: string): Promise<Found[]> {
    const values = [number, this.#timeZone]
    const { rows } = await this.#pool.query<FoundRow>({ ...BY_NUMBER, values })
    return rows.map(toFound)
  }

  /** Null where the facts know nobody with the id. */
  async byId(customerId: string): Promise<Found | null> {
    const values = [customerId, this.#timeZone]
    const { rows } = await this.#pool.query<FoundRow>({ ...BY_ID, values })
    return rows[0] === undefined ? null : toFound(rows[0])
  }

  /** Everything kept of one person, stars and audit included, as JSON; null where nobody has the id. */
  async exportOf(customerId: string): Promise<Record<string, unknown> | null> {
    const place = await this.placeOf(customerId)
    return place === null ? null : exportOf(this.#pool, place)
  }

  /**
   * Takes profile, numbers and the words of objections away for good: no later publication brings them
   * back. Stars, charges and the audit keep the id alone. False where nobody has it.
   */
  async erase(customerId: string): Promise<boolean> {
    if ((await this.placeOf(customerId)) === null) return false
    await this.#pool.query('select personal.erase($1)', [customerId])
    return true
  }
}

function toFound(row: FoundRow): Found {
  const { customer_id: customerId, region, segment, name, numbers } = row
  return { customerId, region, segment: SEGMENTS[segment] as Segment, name, numbers }
}
