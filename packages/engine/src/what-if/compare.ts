import type { CompiledPolicy } from '@dipper/assessment'
import { type Decimal, SEGMENTS, type Segment } from '@dipper/policy'
import type { Database } from '../database.ts'
import { pointsSql } from './points.ts'
import type { Direction, Example, Histogram, SimulatedGroup } from './simulation.ts'

/** Customers in net, each with their row under the draft. */
function people(chunk: string): string {
  return `(SELECT * FROM basis WHERE ${chunk}) b LEFT JOIN result r ON r.customer = b.customer`
}

/** Customers alike in region, segment and both stars. */
export interface GroupTally {
  readonly region: string | null
  readonly segment: number
  readonly in_force: number
  readonly draft: number
  readonly customers: number
  readonly points_in_force: bigint
  readonly points_draft: bigint
}

/** The customers of `basis` beside their rows in `result`. */
export function tallyGroups(
  db: Database,
  chunk: string,
  fen: string,
  multiplier: readonly Decimal[] | null,
): Promise<GroupTally[]> {
  const sum = (from: string, star: string) =>
    multiplier === null ? '0::HUGEINT' : `sum(${pointsSql(from, star, multiplier)})::HUGEINT`
  return db.rows<GroupTally>(`
SELECT b.region, b.segment::INTEGER AS segment, b.star_in_force::INTEGER AS in_force,
  coalesce(r.star, 0)::INTEGER AS draft, count(*)::DOUBLE AS customers,
  ${sum('b.fen_in_force', 'b.star_in_force')} AS points_in_force,
  ${sum(`b.${fen}`, 'coalesce(r.star, 0)')} AS points_draft
FROM ${people(chunk)} GROUP BY ALL`)
}

/** Groups by region, none last, then segment; the moves as large as the highest star. */
export function groupsOf(tallies: readonly GroupTally[], stars: number): SimulatedGroup[] {
  const groups = new Map<string, GroupTally[]>()
  for (const tally of tallies) {
    const key = `${tally.region === null ? 1 : 0}${tally.region ?? ''}\n${tally.segment}`
    const group = groups.get(key)
    if (group) group.push(tally)
    else groups.set(key, [tally])
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => groupOf(group, stars))
}

function groupOf(tallies: readonly GroupTally[], stars: number): SimulatedGroup {
  const moves = Array.from({ length: stars + 1 }, () => Array.from({ length: stars + 1 }, () => 0))
  const points = { inForce: 0n, draft: 0n }
  for (const tally of tallies) {
    const row = moves[tally.in_force] as number[]
    row[tally.draft] = (row[tally.draft] ?? 0) + tally.customers
    points.inForce += tally.points_in_force
    points.draft += tally.points_draft
  }
  const [{ region, segment }] = tallies as [GroupTally]
  return { region, segment: SEGMENTS[segment] as Segment, moves, points }
}

/** Examples of one chunk: a few of every move, with their place among those alike. */
export interface Candidate extends Example {
  readonly place: number
}

/** Named by a hash of their ids, so that the choice is the same each time and leans on nothing. */
export async function candidates(db: Database, chunk: string, few: number): Promise<Candidate[]> {
  const rows = await db.rows<{
    customer_id: string
    region: string | null
    segment: number
    in_force: number
    draft: number
    place: number
  }>(`
SELECT customer_id, b.region, b.segment::INTEGER AS segment, b.star_in_force::INTEGER AS in_force,
  coalesce(r.star, 0)::INTEGER AS draft,
  row_number() OVER (PARTITION BY b.star_in_force, coalesce(r.star, 0) ORDER BY c.key, customer_id)::INTEGER AS place
FROM ${people(chunk)} JOIN customer c ON c.customer = b.customer
WHERE coalesce(r.star, 0) <> b.star_in_force QUALIFY place <= ${few}`)
  return rows.map(({ customer_id: customerId, in_force: inForce, segment, ...rest }) => ({
    ...rest,
    customerId,
    inForce,
    segment: SEGMENTS[segment] as Segment,
  }))
}

/** A few in each direction: one of every move in turn, the moves with the longest way first. */
export function chooseExamples(
  found: readonly Candidate[],
  few: number,
): Readonly<Record<Direction, Example[]>> {
  const chosen = (direction: Direction): Example[] =>
    found
      .filter(({ inForce, draft }) => draft > inForce === (direction === 'up'))
      .toSorted((a, b) => a.place - b.place || way(b) - way(a) || a.inForce - b.inForce)
      .slice(0, few)
      .map(({ customerId, region, segment, inForce, draft }) => ({
        customerId,
        region,
        segment,
        inForce,
        draft,
      }))
  return { up: chosen('up'), down: chosen('down') }
}

function way({ inForce, draft }: Example): number {
  return Math.abs(draft - inForce)
}

/** Bins to either side of a threshold. */
const SIDE = 10

/** Empty histograms around the national thresholds of both policies. */
export function histogramsOf(against: CompiledPolicy, draft: CompiledPolicy): Histogram[] {
  const before = against.national.star.thresholds
  const after = draft.national.star.thresholds
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const thresholds = { inForce: before[index] ?? null, draft: after[index] ?? null }
    const both = [thresholds.inForce, thresholds.draft].filter((value) => value !== null)
    const width = binWidth(both)
    const from = Math.max(0, (Math.floor(Math.min(...both) / width) - SIDE) * width)
    const bins = Math.ceil((Math.max(...both) - from) / width) + SIDE
    const none = Array.from({ length: bins }, () => 0)
    return { star: index + 1, thresholds, from, width, inForce: none, draft: [...none] }
  })
}

/** 1, 2 or 5 times a power of ten, about a fiftieth of the highest threshold; one that divides them if it can. */
function binWidth(thresholds: readonly number[]): number {
  const wanted = Math.max(...thresholds) / 50
  const widths = [10_000, 1000, 100, 10, 1]
    .flatMap((power) => [5 * power, 2 * power, power])
    .filter((width) => width <= 2 * wanted && width >= wanted / 5)
  const dividing = widths.find((width) => thresholds.every((each) => each % width === 0))
  return dividing ?? widths[0] ?? 1
}

/** The histograms with the customers of this chunk added. */
export async function fillHistograms(
  db: Database,
  chunk: string,
  histograms: readonly Histogram[],
): Promise<Histogram[]> {
  if (histograms.length === 0) return []
  const spans = histograms.map(
    ({ star, from, width, draft }) =>
      `(${star}, ${from}, ${width}, ${from + draft.length * width})`,
  )
  const count = (growth: string, relation: string, which: 'inForce' | 'draft') => `
SELECT '${which}' AS which, h.star::INTEGER AS star, ((${growth} - h.low) // h.width)::INTEGER AS bin,
  count(*)::DOUBLE AS customers
FROM ${relation} JOIN (VALUES ${spans.join(', ')}) h(star, low, width, high)
  ON ${growth} >= h.low AND ${growth} < h.high GROUP BY ALL`
  const rows = await db.rows<{
    which: 'inForce' | 'draft'
    star: number
    bin: number
    customers: number
  }>(
    `${count('growth_in_force', `(FROM basis WHERE ${chunk})`, 'inForce')} UNION ALL ${count(
      'growth_value',
      '(SELECT growth_value FROM result SEMI JOIN basis USING (customer))',
      'draft',
    )}`,
  )
  return histograms.map((histogram) => {
    const added = (which: 'inForce' | 'draft') =>
      histogram[which].map(
        (customers, bin) =>
          customers +
          (rows.find((r) => r.which === which && r.star === histogram.star && r.bin === bin)
            ?.customers ?? 0),
      )
    return { ...histogram, inForce: added('inForce'), draft: added('draft') }
  })
}
