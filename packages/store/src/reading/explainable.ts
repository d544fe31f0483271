import type { CompiledPolicy, Customer, Held, RegisterRow } from '@dipper/assessment'
import {
  CATEGORIES,
  type Category,
  type Month,
  type PolicyAnswer,
  SERVICE_KINDS,
  type ServiceKind,
} from '@dipper/policy'
import { IMPORTED, outcomeOf } from '../publishing/columns.ts'
import {
  IS_THERE,
  LAST_MONTH,
  MONTH_GIVEN,
  STAR_COLUMNS,
  type StarRow,
  starsIn,
  toRegisterRow,
} from './star-row.ts'

/** All that an explanation is made of, as it was published. */
export interface Explainable {
  readonly policy: CompiledPolicy
  readonly answer: PolicyAnswer
  readonly customer: Customer
  readonly row: RegisterRow
  /** Number of the publication that brought the row. */
  readonly publication: number
}

type Facts = Pick<Customer, 'memberships' | 'attributes' | 'holdings' | 'stops'>

interface Bill {
  readonly period: number
  readonly kinds: readonly number[]
  readonly categories: readonly number[]
  /** Texts, since a number of JSON has no more than 53 bits. */
  readonly fen: readonly string[]
}

export interface ExplainableRow extends StarRow {
  readonly before_star: number | null
  readonly before_from: number | null
  readonly before_through: number | null
  readonly before_joined: number | null
  readonly before_outcome: number | null
  readonly answer: PolicyAnswer
  /** Null where the facts do not know the customer, as after an import. */
  readonly facts: Facts | null
  readonly bills: readonly Bill[] | null
}

/** One statement sees one state of the store, whatever is published or taken back meanwhile. */
const explainable = (months: string) => `select ${STAR_COLUMNS},
  s.before_star, s.before_from, s.before_through, s.before_joined, s.before_outcome,
  p.answer, c.facts, b.bills
from ${starsIn(months)}
join dipper.publication p on p.publication = l.publication
left join lateral (
  select facts from dipper.customer where customer_id = $1 and publication <= l.publication
  order by publication desc limit 1) c on true
cross join lateral (
  select json_agg(json_build_object('period', pb.period, 'kinds', b.kinds,
    'categories', b.categories, 'fen', b.fen::text[]) order by pb.period) as bills
  from dipper.publication_bill pb join dipper.bill b on b.load = pb.load and b.customer_id = $1
  where pb.publication = l.publication) b
where ${IS_THERE}`

export const EXPLAINABLE = { name: 'explainable', text: explainable(MONTH_GIVEN) }
export const EXPLAINABLE_LAST = { name: 'explainable-last', text: explainable(LAST_MONTH) }

export function toExplainable(row: ExplainableRow, policy: CompiledPolicy): Explainable {
  const { answer, publication } = row
  return { policy, answer, customer: toCustomer(row), row: toRegisterRow(row), publication }
}

const NO_FACTS: Facts = { memberships: [], attributes: [], holdings: [], stops: [] }

function toCustomer(row: ExplainableRow): Customer {
  const charges = (row.bills ?? []).flatMap(toCharges)
  return { id: row.customer_id, ...(row.facts ?? NO_FACTS), charges, held: toHeld(row) }
}

export function toCharges({ period, kinds, categories, fen }: Bill): Customer['charges'] {
  return fen.map((amount, n) => ({
    period,
    kind: SERVICE_KINDS[kinds[n] as number] as ServiceKind,
    category: CATEGORIES[categories[n] as number] as Category,
    fen: BigInt(amount),
  }))
}

function toHeld(row: ExplainableRow): Held | null {
  const { before_star: star, before_from: from, before_through: through } = row
  if (star === null) return null
  const code = row.before_outcome as number
  return {
    star,
    validity: from === null || through === null ? null : { from, through },
    joined: row.before_joined as Month | null,
    outcome: code === IMPORTED ? 'imported' : outcomeOf(code),
  }
}
