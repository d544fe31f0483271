import { OUTCOMES } from '@dipper/assessment'
import {
  CATEGORIES,
  type Month,
  SEGMENTS,
  SERVICE_KINDS,
  STOP_CAUSES,
  STOP_KINDS,
} from '@dipper/policy'
import { importedFile, monthParts, readParts } from '../register/layout.ts'
import { code, monthCount, word } from '../sql.ts'

/** What a publication says is held by import, where a month has an outcome. */
const IMPORTED = -2

/** Reasons of the register, the first at bit 0. */
const FLAGS = [
  'rejoined',
  'transition',
  'spend_floored',
  'tenure_capped',
  'growth_floored',
  'star_capped',
  'stepped',
]

/** SQL for what was held before a month: its customers' rows of the month before, or of the import. */
export function beforeSql(register: string, from: 'month' | 'import' | 'nothing', month: Month) {
  if (from === 'month') {
    return `SELECT customer_id, star, ${monthCount('valid_from')} AS valid_from,
  ${monthCount('valid_through')} AS valid_through, ${monthCount('joined')} AS joined,
  ${code('outcome', OUTCOMES)}::SMALLINT AS outcome
FROM ${readParts(monthParts(register, month - 1))}`
  }
  if (from === 'import') {
    return `SELECT customer_id, star, ${monthCount('valid_from')} AS valid_from,
  ${monthCount('valid_through')} AS valid_through, NULL::INTEGER AS joined,
  ${IMPORTED}::SMALLINT AS outcome FROM ${readParts([importedFile(register)])}`
  }
  return `SELECT NULL::VARCHAR AS customer_id, NULL::TINYINT AS star, NULL::INTEGER AS valid_from,
  NULL::INTEGER AS valid_through, NULL::INTEGER AS joined, NULL::SMALLINT AS outcome WHERE false`
}

/** Rows of the month, with what was held and where the customer belongs. Reads `held_row`, `place`. */
export function starSql(register: string, month: Month, range: string): string {
  const flags = FLAGS.map((flag, bit) => `${flag}::SMALLINT * ${1 << bit}`).join(' + ')
  return `SELECT s.customer_id, s.spend_growth, s.tenure_growth, s.credit_growth, s.growth_value,
  s.assessed_star, s.star, ${monthCount('s.valid_from')} AS valid_from,
  ${monthCount('s.valid_through')} AS valid_through, ${code('s.outcome', OUTCOMES)} AS outcome,
  h.star AS before_star, h.valid_from AS before_from, h.valid_through AS before_through,
  h.joined AS before_joined, h.outcome AS before_outcome, ${monthCount('s.joined')} AS joined,
  CASE WHEN s.joined IS NOT NULL THEN p.region END AS region,
  CASE WHEN s.joined IS NOT NULL THEN p.segment END AS segment, s.document,
  ${monthCount('s.tenure_since')} AS tenure_since,
  CASE WHEN s.joined IS NOT NULL THEN s.stops END AS stops, ${flags} AS flags
FROM (SELECT * FROM ${readParts(monthParts(register, month))} WHERE ${range}) s
LEFT JOIN (SELECT * FROM held_row WHERE ${range}) h ON h.customer_id = s.customer_id
LEFT JOIN (SELECT * FROM place WHERE ${range}) p ON p.customer_id = s.customer_id
ORDER BY s.customer_id`
}

/** Accepted charges of a period, one row a customer. Reads `bill_row`. */
export function billSql(period: Month, range: string): string {
  const each = (value: string) => `'{' || array_to_string([${value} for x in charges], ',') || '}'`
  const categories = CATEGORIES.length
  return `SELECT customer_id, ${each(`x.line // ${categories}`)} AS kinds,
  ${each(`x.line % ${categories}`)} AS categories, ${each('x.fen')} AS fen
FROM (SELECT customer, list({'line': line, 'fen': fen}) AS charges
  FROM bill_row SEMI JOIN (SELECT customer FROM customer WHERE ${range}) USING (customer)
  WHERE period = ${period} GROUP BY customer)
JOIN customer USING (customer) ORDER BY customer_id`
}

/** Customers as an assessment of the month knows them, `facts` as JSON. Reads `place`. */
export function customerSql(range: string): string {
  // Sorted by all fields, so that what has not changed is the same text.
  const listed = (table: string, name: string, fields: string) => `${name} AS (
  SELECT customer_id, list_sort(list({${fields}})) AS ${name} FROM ${table}
  WHERE verdict IS NULL AND ${range} GROUP BY customer_id
)`
  const day = (column: string) => `${column}::VARCHAR`
  const place = `'segment': ${word('segment', SEGMENTS)}, 'region': region`
  return `WITH ${listed('customers', 'memberships', `'joinedOn': ${day('joined_on')}, 'leftOn': ${day('left_on')}, ${place}`)},
${listed('attributes', 'changes', `'from': ${day('"from"')}, ${place}`)},
${listed(
  'services',
  'holdings',
  `'serviceId': service_id, 'kind': ${word('kind', SERVICE_KINDS)}, 'openedOn': ${day('opened_on')},
    'heldFrom': ${day('held_from')}, 'heldTo': ${day('held_to')}`,
)},
${listed(
  '(SELECT t.*, v.kind AS service_kind FROM stops t JOIN service v USING (service_id))',
  'stopped',
  `'serviceId': service_id, 'serviceKind': ${word('service_kind', SERVICE_KINDS)},
    'kind': ${word('kind', STOP_KINDS)}, 'cause': ${word('cause', STOP_CAUSES)}, 'stoppedOn': ${day('stopped_on')}`,
)}
SELECT customer_id, p.region, p.segment, to_json({
  'memberships': memberships, 'attributes': coalesce(changes, []),
  'holdings': coalesce(holdings, []), 'stops': coalesce(stopped, [])}) AS facts
FROM memberships
LEFT JOIN changes USING (customer_id) LEFT JOIN holdings USING (customer_id)
LEFT JOIN stopped USING (customer_id) LEFT JOIN place p USING (customer_id)
ORDER BY customer_id`
}

export function profileSql(range: string): string {
  return `SELECT customer_id, name, born_on, contact_number, language FROM profiles
WHERE verdict IS NULL AND ${range} ORDER BY customer_id`
}

export function numberSql(range: string): string {
  return `SELECT number, customer_id, service_id, held_from, held_to FROM services
WHERE verdict IS NULL AND number IS NOT NULL AND ${range} ORDER BY customer_id, service_id, held_from`
}
