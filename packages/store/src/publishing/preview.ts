import type { Month } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { inTransaction, withClient } from '../pool.ts'
import { PART_COLUMNS, REMOVED } from './columns.ts'
import { copyPart } from './copy.ts'
import { boundsOf, CURRENT_STARS, prepareComparison } from './difference.ts'
import type { PartContent, Range } from './plan.ts'
import { addMove } from './totals.ts'

/** What publishing a month would change. */
export interface PublicationChanges {
  readonly month: Month
  /** The live publication; null where the month is not published. */
  readonly against: number | null
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly same: number
  /** `moves[a][b]`: customers in both versions, at star a in the published one and at b in the new. */
  readonly moves: readonly (readonly number[])[]
}

/** Stars of some customers, all of them over all parts. */
export type PreviewPart = Range & PartContent

type Kind = 'added' | 'changed' | 'removed' | 'same'

interface Group {
  readonly kind: Kind
  readonly before: number | null
  readonly now: number | null
  readonly rows: bigint
}

const STAR_COUNT = 8
const of = (alias: string) => PART_COLUMNS.star.map((column) => `${alias}.${column}`).join(', ')

const COMPARE = `with current as (
  select * from (${CURRENT_STARS}) newest where outcome <> ${REMOVED})
select case when c.customer_id is null then 'added' when s.customer_id is null then 'removed'
  when (${of('s')}) is distinct from (${of('c')}) then 'changed' else 'same' end as kind,
  c.star as before, s.star as now, count(*) as rows
from pg_temp.part_rows s full join current c using (customer_id) group by 1, 2, 3`

/** Compares the stars of a month with what readers see, in one snapshot, and keeps nothing of them. */
export function previewChanges(
  pool: Pool,
  month: Month,
  parts: AsyncIterable<PreviewPart> | Iterable<PreviewPart>,
): Promise<PublicationChanges> {
  const compare = async (client: PoolClient): Promise<PublicationChanges> => {
    const live = await client.query<{ publication: number }>(
      'select publication from dipper.live where month = $1',
      [month],
    )
    const against = live.rows[0]?.publication ?? null
    await client.query(`create temp table part_rows on commit drop as
      select ${PART_COLUMNS.star.join(', ')} from dipper.star limit 0`)
    const groups: Group[] = []
    let range = 0
    for await (const part of parts) {
      await client.query('truncate pg_temp.part_rows')
      groups.push(...(await comparePart(client, month, against, { ...part, range: range++ })))
    }
    return { month, against, ...addUp(groups) }
  }
  return withClient(pool, (client) =>
    inTransaction(client, () => compare(client), 'isolation level repeatable read'),
  )
}

async function comparePart(
  client: PoolClient,
  month: Month,
  against: number | null,
  part: PreviewPart & { readonly range: number },
): Promise<Group[]> {
  await copyPart(client, 'pg_temp.part_rows', { ...part, table: 'star', period: null }, part)
  await prepareComparison(client)
  const { rows } = await client.query<Group>(COMPARE, [...boundsOf(part), against ?? 0, month])
  return rows
}

function addUp(groups: readonly Group[]): Record<Kind, number> & { readonly moves: number[][] } {
  const counts = { added: 0, changed: 0, removed: 0, same: 0 }
  const moves: number[][] = Array.from({ length: STAR_COUNT }, () => Array(STAR_COUNT).fill(0))
  for (const { kind, before, now, rows } of groups) {
    counts[kind] += Number(rows)
    if (before !== null && now !== null) addMove(moves, before, now, Number(rows))
  }
  return { ...counts, moves }
}
