import type { CompiledPolicy } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { stopsSql } from '../month/credit.ts'
import type { MonthSource } from '../month/month-sql.ts'
import { byRule, Columns, ruleSets } from '../month/rules.ts'
import { billsSql, type SpendVariants } from '../month/spend.ts'
import { eligibleSql, placedSql, ruleSql } from '../month/standing.ts'
import { linesSql } from '../month/tenure.ts'
import { chunksOf } from '../register/write.ts'
import { qualifyingRule } from './points.ts'

/** Names of a draft's columns in `basis`. */
export interface DraftColumns {
  readonly eligible: string
  readonly units: string
  readonly since: string
  readonly stops: string
  /** Fen that earn points. */
  readonly fen: string
}

interface BasisRequest {
  readonly against: CompiledPolicy
  readonly drafts: readonly CompiledPolicy[]
  readonly variants: SpendVariants
  readonly month: Month
  /** The period whose spend earns points. */
  readonly period: Month
}

/**
 * Makes `basis`: for each customer in net in the month what several drafts need of their facts, each
 * different thing once, with `region` and `segment`, and beside them the star, growth value and
 * point-earning fen of the policy in force. Reads `in_force_rows`. Gives the columns of each draft.
 */
export async function createBasis(db: Database, request: BasisRequest): Promise<DraftColumns[]> {
  const { drafts } = request
  if (new Set(drafts.map(regionsOf)).size > 1) {
    throw new Error('drafts of one basis have overlays for the same regions')
  }
  let named: DraftColumns[] = []
  for (const { part, where } of await chunksOf(db)) {
    const { sql, columns } = basisSql(request, where)
    await db.run(`${part === 0 ? 'CREATE OR REPLACE TABLE basis AS' : 'INSERT INTO basis'}\n${sql}`)
    named = columns
  }
  return named
}

/** What a part of the customers is assessed from under one draft; `held` names the table of stars. */
export function sourceOf(draft: DraftColumns, held: string, chunk: string): MonthSource {
  const { eligible, units, since, stops } = draft
  return {
    ctes: `standing AS (
  SELECT customer, joined, rule, ${eligible} AS eligible,
    ${units} AS units, ${since} AS since, ${stops} AS stops
  FROM basis WHERE ${chunk}
)`,
    standing: 'standing',
    joins: '',
    units: 'p.units',
    since: 'p.since',
    stops: 'p.stops',
    held: `${held} WHERE ${chunk}`,
  }
}

function basisSql(
  { against, drafts, variants, month, period }: BasisRequest,
  chunk: string,
): { readonly sql: string; readonly columns: DraftColumns[] } {
  const bills = billsSql(drafts, variants, month, chunk)
  const lines = linesSql(drafts, month, chunk)
  const stops = stopsSql(drafts, month)
  const each = new Columns('of')
  const columns = drafts.map((draft, index) => ({
    eligible: each.named(eligibleSql(draft)),
    units: each.named(bills.units[index] as string),
    since: each.named(lines.since[index] as string),
    stops: each.named(stops.stops[index] as string),
    fen: each.named(fenSql(draft, variants, 'rule')),
  }))
  const sums = variants.columns().map(({ name, type }) => `sum(${name})::${type} AS ${name}`)
  const sql = `WITH ${placedSql(month, chunk)},
standing AS (
  SELECT customer, joined, segment, region, ${ruleSql(drafts[0] as CompiledPolicy)} AS rule,
    ${ruleSql(against)} AS rule_in_force
  FROM placed
),
${[bills.ctes, lines.ctes, stops.ctes].join(',\n')},
earning AS (
  SELECT customer, ${sums.join(', ')} FROM qualified
  WHERE period = ${period} AND ${chunk} GROUP BY customer
)
SELECT p.customer, p.joined, p.segment, p.region, p.rule, ${each.selected()},
  coalesce(f.star, 0)::TINYINT AS star_in_force, coalesce(f.growth_value, 0) AS growth_in_force,
  ${fenSql(against, variants, 'rule_in_force')} AS fen_in_force
FROM standing p
${[bills.joins, lines.joins, stops.joins].join('\n')}
LEFT JOIN in_force_rows f ON f.customer = p.customer
LEFT JOIN earning q ON q.customer = p.customer
ORDER BY p.customer`
  return { sql, columns }
}

/** Fen of the period that count, of any kind alike. */
function fenSql(policy: CompiledPolicy, variants: SpendVariants, rule: string): string {
  return byRule(policy, (rules) => `coalesce(q.${variants.column(qualifyingRule(rules))}, 0)`, rule)
}

function regionsOf(policy: CompiledPolicy): string {
  return ruleSets(policy)
    .map(({ region }) => region)
    .join('\n')
}
