import { type CompiledPolicy, OUTCOMES } from '@dipper/assessment'
import { type Month, SEGMENTS, type Segment } from '@dipper/policy'
import type { Database } from '../database.ts'
import { ruleSql } from '../month/standing.ts'
import { outcome } from '../month/star.ts'
import type { ForecastGroup, NearGroup } from './forecasting.ts'
import { missingSql, spendMissingSql } from './reach.ts'

/** What a row of a list says of a customer and a month. */
export const WHATS = ['due-falls', 'due-renews', 'rises', 'near'] as const
type What = (typeof WHATS)[number]

/** SQL for the number of one. */
function what(value: What): string {
  return String(WHATS.indexOf(value))
}

interface TurnsRequest {
  readonly policy: CompiledPolicy
  readonly month: Month
  /** The last period billed. */
  readonly billed: Month
}

/** `risen`: customers who have risen above the star of the month looked from. */
export async function createRisen(db: Database): Promise<void> {
  await db.run('CREATE TABLE risen (customer INTEGER)')
}

/**
 * `turn`: each customer assessed of a part of the month, from `held` to `star`; whether they were
 * `due`, `what` that is called, what would have kept the star of who falls; NULL is nothing to list.
 */
export async function createTurns(db: Database, request: TurnsRequest): Promise<void> {
  const { policy, month, billed } = request
  await db.run(`CREATE OR REPLACE TEMP TABLE turn AS
WITH seen AS (
  SELECT r.*, p.region, p.segment, p.star AS star_now, p.growth_value AS growth_now,
    b.valid_through AS through, k.customer IS NOT NULL AS risen, ${ruleSql(policy)} AS rule
  FROM result r JOIN person p ON p.customer = r.customer
  LEFT JOIN held_before b ON b.customer = r.customer
  LEFT JOIN risen k ON k.customer = r.customer
  WHERE r.outcome < ${OUTCOMES.indexOf('left')}
),
judged AS (
  SELECT *, CASE
      WHEN outcome = ${outcome('fell')} THEN ${what('due-falls')}
      WHEN outcome = ${outcome('renewed')} THEN ${what('due-renews')}
      WHEN star > star_now AND NOT risen THEN ${what('rises')} END AS what,
    outcome IN (${outcome('fell')}, ${outcome('renewed')})
      OR (outcome = ${outcome('rose')} AND through < ${month}) AS due
  FROM seen
),
lacking AS (
  SELECT *, CASE WHEN what = ${what('due-falls')} THEN ${missingSql(policy, 'star_before')} END AS missing
  FROM judged
)
SELECT customer, region, segment, star_before AS held, star, due, what, growth_now, growth_value, missing,
  ${spendMissingSql(policy, month, billed)} AS spend_missing, through
FROM lacking`)
  await db.run(`INSERT INTO risen SELECT customer FROM turn WHERE what = ${what('rises')}`)
}

/** `near`: who has not risen and misses the next star by at most so much growth; looks like `turn`. */
export async function createNear(
  db: Database,
  { policy, month, billed }: TurnsRequest,
  growth: number,
): Promise<void> {
  await db.run(`CREATE OR REPLACE TEMP TABLE near AS
WITH seen AS (
  SELECT r.*, p.region, p.segment, p.growth_value AS growth_now, ${ruleSql(policy)} AS rule
  FROM result r JOIN person p ON p.customer = r.customer
  WHERE r.outcome < ${OUTCOMES.indexOf('left')}
    AND r.customer NOT IN (SELECT customer FROM risen)
),
lacking AS (
  SELECT *, ${missingSql(policy, '(star + 1)')} AS missing FROM seen
)
SELECT customer, region, segment, star AS held, (star + 1)::TINYINT AS star, ${what('near')} AS what,
  growth_now, growth_value, missing, ${spendMissingSql(policy, month, billed)} AS spend_missing,
  valid_through AS through
FROM lacking WHERE missing <= ${growth}`)
}

interface Place {
  readonly region: string | null
  readonly segment: number
}

/** Customers alike in all that groups count. */
export interface TurnTally extends Place {
  readonly held: number
  readonly star: number
  readonly due: boolean
  readonly what: number | null
  readonly customers: number
}

export function tallyTurns(db: Database): Promise<TurnTally[]> {
  return db.rows(`SELECT region, segment::INTEGER AS segment, held::INTEGER AS held,
  star::INTEGER AS star, due, what::INTEGER AS what, count(*)::DOUBLE AS customers
FROM turn GROUP BY ALL`)
}

export interface NearTally extends Place {
  readonly star: number
  readonly customers: number
}

export function tallyNear(db: Database): Promise<NearTally[]> {
  return db.rows(`SELECT region, segment::INTEGER AS segment, star::INTEGER AS star,
  count(*)::DOUBLE AS customers FROM near GROUP BY ALL`)
}

/** Groups by region, none last, then segment; their lists as long as there are stars. */
export function groupsOf(tallies: readonly TurnTally[], stars: number): ForecastGroup[] {
  return placesOf(tallies).map(({ place, alike }) => {
    const by = <T>(empty: () => T) => Array.from({ length: stars + 1 }, empty)
    const list = () => by(() => 0)
    const group = { stars: list(), due: list(), renews: list(), falls: by(list), rises: by(list) }
    for (const { held, star, due, what: code, customers } of alike) {
      add(group.stars, star, customers)
      if (due) add(group.due, held, customers)
      const called = code === null ? null : WHATS[code]
      if (called === 'due-renews') add(group.renews, star, customers)
      if (called === 'due-falls') add(group.falls[held] as number[], star, customers)
      if (called === 'rises') add(group.rises[held] as number[], star, customers)
    }
    return { ...place, ...group }
  })
}

export function nearGroupsOf(tallies: readonly NearTally[], stars: number): NearGroup[] {
  return placesOf(tallies).map(({ place, alike }) => {
    const counts = Array.from({ length: stars + 1 }, () => 0)
    for (const { star, customers } of alike) add(counts, star, customers)
    return { ...place, stars: counts }
  })
}

function placesOf<T extends Place>(tallies: readonly T[]) {
  const places = new Map<string, T[]>()
  for (const tally of tallies) {
    const key = `${tally.region === null ? 1 : 0}${tally.region ?? ''}\n${tally.segment}`
    const alike = places.get(key)
    if (alike) alike.push(tally)
    else places.set(key, [tally])
  }
  return [...places]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike]) => {
      const [{ region, segment }] = alike as [T]
      return { place: { region, segment: SEGMENTS[segment] as Segment }, alike }
    })
}

function add(counts: number[], at: number, customers: number): void {
  counts[at] = (counts[at] ?? 0) + customers
}
