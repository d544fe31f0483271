import type { Holding } from '@dipper/assessment'
import type { LineState, LocalDate } from '@dipper/entitlement'
import { SERVICE_KINDS, type ServiceKind } from '@dipper/policy'
import type { Pool } from 'pg'
import { OPERATORS_ZONE } from '../uses/clock.ts'
import { isAnybody, publishedOf } from '../uses/situation.ts'
import { LINE_COLUMNS, type LineRow, toLineKnown } from './rows.ts'
import { type LineKnown, stateOf } from './state.ts'
import { isHeldOn, theirKind } from './theirs.ts'

/** A line that is a customer's today. */
export interface LineOfCustomer {
  readonly line: string
  readonly kind: ServiceKind
  /** Null where none is kept, or it was erased. */
  readonly number: string | null
  /** Null where the published facts do not have the line yet. */
  readonly heldFrom: LocalDate | null
  /** What the last events say; null where none says whether it is stopped. */
  readonly state: LineState | null
}

const TODAY = '(now() at time zone $2::text)::date'
const LINES_OF = {
  name: 'lines-of-customer',
  text: `select ${TODAY}::text as today, ${isAnybody('$1')} as there,
  c.facts -> 'holdings' as holdings,
  (select json_agg(n) from (select ${LINE_COLUMNS} from dipper.line where line in (
    select line from dipper.line where customer_id = $1
    union select h ->> 'serviceId' from jsonb_array_elements(c.facts -> 'holdings') h)) n) as known,
  (select json_object_agg(service_id, number) from personal.number
    where customer_id = $1 and held_from <= ${TODAY}
    and (held_to is null or held_to >= ${TODAY})) as numbers
from (select) one ${publishedOf('$1')}`,
}

interface LinesRow {
  readonly today: LocalDate
  readonly there: boolean
  readonly holdings: readonly Holding[] | null
  readonly known: readonly LineRow[] | null
  readonly numbers: Readonly<Record<string, string>> | null
}

/**
 * The lines of a customer today, those that a benefit may be used for: by the facts last published and
 * by the events since. By kind, the oldest first. Null where nobody has the id.
 */
export async function linesOf(
  pool: Pool,
  customerId: string,
  timeZone = OPERATORS_ZONE,
): Promise<LineOfCustomer[] | null> {
  const values = [customerId, timeZone]
  const { rows } = await pool.query<LinesRow>({ ...LINES_OF, values })
  const { today, there, holdings, known, numbers } = rows[0] as LinesRow
  if (!there) return null
  const heard = (known ?? []).map(toLineKnown)
  const ids = [...(holdings ?? []).map(({ serviceId }) => serviceId), ...heard.map((k) => k.line)]
  return [...new Set(ids)]
    .flatMap((line) => {
      const facts = (holdings ?? []).filter(({ serviceId }) => serviceId === line)
      const events = heard.filter((each) => each.line === line)
      const kind = theirKind(customerId, { holdings: facts, known: events }, today)
      if (kind === null) return []
      const heldFrom = facts.find((each) => isHeldOn(each, today))?.heldFrom ?? null
      const number = numbers?.[line] ?? null
      return [{ line, kind, number, heldFrom, state: stateIn(events, customerId) }]
    })
    .toSorted(byKindAndAge)
}

function stateIn(events: readonly LineKnown[], customerId: string): LineState | null {
  return stateOf(events.find((each) => each.customerId === customerId) ?? null, null).state
}

function byKindAndAge(left: LineOfCustomer, right: LineOfCustomer): number {
  const [before, after] = [left, right].map(
    ({ kind, heldFrom, line }) => `${SERVICE_KINDS.indexOf(kind)} ${heldFrom ?? '9'} ${line}`,
  ) as [string, string]
  return before < after ? -1 : 1
}
