import type { PoolClient } from 'pg'
import { StoreProblem } from '../problem.ts'
import { PART_COLUMNS, REMOVED } from './columns.ts'
import { copyPart, readable } from './copy.ts'
import type { Part, PartContent, Range } from './plan.ts'

/** Where the rows of a part wait to be compared; gone with the transaction, never in the log. */
const STAGE = 'pg_temp.part_rows'

/** `$1` … `$2`: the bounds of the range, as `boundsOf` gives them. */
export const IN_RANGE = 'customer_id > $1 and ($2::text is null or customer_id <= $2)'

/** Every id is longer than the empty text. */
export function boundsOf({ after, through }: Range): [string, string | null] {
  return [after ?? '', through]
}

/** COPY of a part into the stage. Throws `publish-part-outside` too. */
export async function stagePart(
  client: PoolClient,
  part: Part,
  content: PartContent,
): Promise<void> {
  await client.query(`create temp table part_rows on commit drop as
    select ${PART_COLUMNS[part.table].join(', ')} from ${storedIn(part)} limit 0`)
  await copyPart(client, STAGE, part, content)
  const { rows } = await client.query<{ found: bigint }>(
    `select count(*) as found from ${STAGE} where not (${IN_RANGE})`,
    boundsOf(part),
  )
  const found = Number(rows[0]?.found)
  const { table, range } = part
  if (found > 0) throw new StoreProblem('publish-part-outside', { table, range, found })
  await prepareComparison(client)
}

/**
 * The planner knows neither the rows of the stage nor those of a load under way; taking them for few
 * it would look each one up in all others. The memory is what a part needs to be compared in.
 */
export async function prepareComparison(client: PoolClient): Promise<void> {
  await client.query(`set local enable_nestloop = off; set local work_mem = '128MB'`)
}

function storedIn({ table }: Part): string {
  return table === 'profile' || table === 'number' ? `personal.${table}` : `dipper.${table}`
}

/**
 * Newest stars of month `$4` up to publication `$3`, rows of those who are gone included. Both orders
 * falling: the primary key read backwards, without sorting.
 */
export const CURRENT_STARS = `select distinct on (customer_id) ${PART_COLUMNS.star.join(', ')}
  from dipper.star where month = $4 and publication <= $3 and ${IN_RANGE}
  order by customer_id desc, publication desc`

const CURRENT_CUSTOMERS = `select distinct on (customer_id) ${PART_COLUMNS.customer.join(', ')}
  from dipper.customer where publication <= $3 and ${IN_RANGE}
  order by customer_id desc, publication desc`

/** Versioned tables: the row that says that there is none any more, and how to know one of `c`. */
const VERSIONED = {
  star: {
    current: CURRENT_STARS,
    gone: {
      spend_growth: 0,
      tenure_growth: 0,
      credit_growth: 0,
      growth_value: 0,
      assessed_star: 0,
      star: 0,
      outcome: REMOVED,
      flags: 0,
    },
    isGone: `c.outcome = ${REMOVED}`,
  },
  customer: { current: CURRENT_CUSTOMERS, gone: {}, isGone: 'c.facts is null' },
} as const

type VersionedPart = Part & { readonly table: keyof typeof VERSIONED }

/**
 * Writes the staged rows that differ from the newest ones up to a publication, and for customers who
 * are no longer there a row that says so. Gives the rows written. `parameters` from `$3` on.
 */
export async function writeDifference(
  client: PoolClient,
  part: VersionedPart,
  parameters: readonly number[],
): Promise<number> {
  const sql = differenceSql(part.table)
  const written = client.query(sql, [...boundsOf(part), ...parameters])
  return (await readable(part, written)).rowCount ?? 0
}

function differenceSql(table: VersionedPart['table']): string {
  const { current, gone, isGone } = VERSIONED[table]
  const columns = PART_COLUMNS[table]
  const of = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ')
  const value = (column: string) => {
    if (column === 'customer_id') return 'coalesce(s.customer_id, c.customer_id)'
    const none = (gone as Readonly<Record<string, number>>)[column]
    return none === undefined
      ? `s.${column}`
      : `case when s.customer_id is null then ${none} else s.${column} end`
  }
  return `insert into dipper.${table} (${columns.join(', ')})
  select ${columns.map(value).join(', ')}
  from ${STAGE} s full join (${current}) c using (customer_id)
  where (${of('s')}) is distinct from (${of('c')}) and (s.customer_id is not null or not (${isGone}))`
}
