import type { Pool } from 'pg'
import { IS_THERE, LAST_MONTH, STAR_COLUMNS, type StarRow } from './star-row.ts'
import { type Of, Together } from './together.ts'

/** One look by primary key for each customer asked for, in the last month that is live. */
export const STARS_LAST = {
  name: 'stars-last',
  text: `select asked.id as asked, ${STAR_COLUMNS}
from ${LAST_MONTH} l cross join unnest($1::text[]) asked(id) cross join lateral (
  select * from dipper.star where month = l.month and customer_id = asked.id collate "C"
    and publication <= l.publication order by publication desc limit 1) s
where ${IS_THERE}`,
}

/** Stars in the last month that is live; those asked for at the same time as one statement. */
export function starLooks(pool: Pool): Together<StarRow> {
  return new Together(async (ids) => {
    const { rows } = await pool.query<Of<StarRow>>({ ...STARS_LAST, values: [ids] })
    return rows
  })
}
