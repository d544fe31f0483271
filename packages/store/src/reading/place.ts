import { ALL_MONTHS, IS_THERE, LAST_MONTH, starsIn } from './star-row.ts'

/** What customers are as of the last month that is live: region and segment of `customer`. */
export function placesOf(customer: string): string {
  return `lateral (
  select region, segment from dipper.customer where customer_id = ${customer} and publication <=
    (select publication from ${LAST_MONTH} l)
  order by publication desc limit 1) c`
}

/**
 * One row with the region of a customer whom somebody knows: by the facts, otherwise by the register,
 * which knows who came by an import too.
 */
export function placeOf(customer: string): string {
  return `select c.region from (select) one cross join ${placesOf(customer)}
where c.segment is not null
union all (select s.region from ${starsIn(ALL_MONTHS, customer)} where ${IS_THERE}
  order by l.month desc limit 1)
limit 1`
}

/** The region as a value; null where there is none. */
export function regionOf(customer: string): string {
  return `(${placeOf(customer)})`
}
