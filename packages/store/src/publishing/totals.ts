import { OUTCOMES } from '@dipper/assessment'
import type { PoolClient } from 'pg'
import { StoreProblem } from '../problem.ts'
import { outcomeOf, REMOVED } from './columns.ts'
import type { PublishedTotals } from './request.ts'

interface Tally {
  readonly before: number
  readonly star: number
  readonly outcome: number
  readonly rows: bigint
}

/** The rows that readers would see of a month, `$1`, with publication `$2`. */
const OWN_ROWS =
  'select before_star, star, outcome from dipper.star where month = $1 and publication = $2'
const NEWEST_ROWS = `select distinct on (customer_id) before_star, star, outcome from dipper.star
  where month = $1 and publication <= $2 order by customer_id desc, publication desc`

export interface Version {
  readonly month: number
  readonly publication: number
  /** Null: all rows are the publication's own. */
  readonly against: number | null
}

/** What the rows of a month add up to under a publication, counted from the rows themselves. */
export async function countTotals(client: PoolClient, version: Version): Promise<PublishedTotals> {
  const rows = version.against === null ? OWN_ROWS : NEWEST_ROWS
  // The planner does not know the rows just loaded; taking them for few it would sort them to group.
  await client.query('set local enable_sort = off')
  const result = await client.query<Tally>(
    `select coalesce(before_star, 0) as before, star, outcome, count(*) as rows
    from (${rows}) r where outcome <> ${REMOVED} group by 1, 2, 3`,
    [version.month, version.publication],
  )
  return addUp(result.rows)
}

function addUp(tallies: readonly Tally[]): PublishedTotals {
  const stars: number[] = []
  const outcomes: Record<string, number> = {}
  const moves: number[][] = []
  let customers = 0
  for (const { before, star, outcome, rows } of tallies) {
    const count = Number(rows)
    const word = outcomeOf(outcome)
    customers += count
    stars[star] = (stars[star] ?? 0) + count
    outcomes[word] = (outcomes[word] ?? 0) + count
    addMove(moves, before, star, count)
  }
  return { customers, stars, outcomes, moves }
}

export function addMove(moves: number[][], from: number, to: number, count: number): void {
  const row = moves[from] ?? []
  row[to] = (row[to] ?? 0) + count
  moves[from] = row
}

/** Throws `publish-totals-differ` for the first thing in which two totals differ. */
export function requireTotals(announced: PublishedTotals, found: PublishedTotals): void {
  const known = comparable(announced)
  for (const [what, value] of Object.entries(comparable(found))) {
    const expected = known[what] as string
    if (value === expected) continue
    throw new StoreProblem('publish-totals-differ', { what, announced: expected, found: value })
  }
}

/** Lists of any length that end in zeros say the same. */
function comparable(totals: PublishedTotals): Record<string, string> {
  const { customers, stars, outcomes, moves } = totals
  return {
    customers: String(customers),
    stars: trimmed(stars),
    outcomes: OUTCOMES.map((word) => `${word} ${outcomes[word] ?? 0}`).join(', '),
    moves: Array.from({ length: Math.max(moves.length, 8) }, (_, n) => trimmed(moves[n] ?? []))
      .join('|')
      .replace(/\|+$/, ''),
  }
}

function trimmed(counts: readonly number[]): string {
  return Array.from(counts, (count) => String(count ?? 0))
    .join(' ')
    .replace(/(^|( ))0( 0)*$/, '')
    .trim()
}
