import { type CompiledPolicy, ratesOf, type SpendRule } from '@dipper/assessment'
import { CATEGORIES, type Month, SERVICE_KINDS } from '@dipper/policy'
import { LINES } from '../facts/charges.ts'
import { Problem } from '../problem.ts'
import { byRule, Columns, ruleSets } from './rules.ts'

/** Digits of a rate, as a whole number, that sums of fen can be multiplied by without loss. */
const DIGITS = 15

/** A column of `qualified`, and the SQL that sums it from `billed`. */
interface UnitsColumn {
  readonly name: string
  readonly type: string
  readonly sum: string
}

/** Ways to turn fen into growth that differ in rates or in what counts; numbered for a whole run. */
export class SpendVariants {
  readonly #columns: UnitsColumn[] = []
  readonly #numbers = new Map<string, number>()

  /** `also`: rules that no policy has, but that somebody asks a column of. */
  constructor(policies: readonly CompiledPolicy[], also: readonly SpendRule[] = []) {
    for (const policy of policies) {
      for (const { rules } of ruleSets(policy)) this.#add(rules.spend)
    }
    for (const rule of also) this.#add(rule)
  }

  #add(rule: SpendRule): void {
    const key = keyOf(rule)
    if (this.#numbers.has(key)) return
    this.#numbers.set(key, this.#columns.length)
    this.#columns.push({ name: `units_${this.#columns.length}`, ...unitsSql(rule) })
  }

  /** The column of `qualified` that holds this rule's fen × rate. */
  column(rule: SpendRule): string {
    return `units_${this.#numbers.get(keyOf(rule))}`
  }

  columns(): readonly UnitsColumn[] {
    return this.#columns
  }
}

function keyOf({ perYuan, exclude }: SpendRule): string {
  const rates = SERVICE_KINDS.map((kind) => perYuan[kind] ?? null)
  return JSON.stringify([rates, CATEGORIES.map((category) => exclude.includes(category))])
}

/** Σ fen × rate, in 10^−scale fen: exact, in 64 bits for plain rates and in 128 for long ones. */
function unitsSql(rule: SpendRule): { type: string; sum: string } {
  const { units } = ratesOf(rule)
  const largest = Math.max(...Object.values(units).map((rate) => String(rate).length))
  if (largest > DIGITS)
    throw new Problem('policy-not-expressible', { what: 'perYuan', digits: DIGITS })
  const type = largest > 4 ? 'HUGEINT' : 'BIGINT'
  const cases = [...new Set(Object.values(units))].map((rate) => {
    const lines = LINES.filter((l) => units[l.kind] === rate && !rule.exclude.includes(l.category))
    const fen = type === 'HUGEINT' ? 'fen::HUGEINT' : 'fen'
    if (lines.length === 0) return ''
    return `WHEN line IN (${lines.map((l) => l.line).join(', ')}) THEN ${rate === 1n ? fen : `${fen} * ${rate}`}`
  })
  const some = cases.filter((sql) => sql !== '')
  return {
    type,
    sum: some.length === 0 ? `0::${type}` : `sum(CASE ${some.join(' ')} ELSE 0 END)::${type}`,
  }
}

interface BillsSql {
  /** `spent` and `spent_early`: what qualifies in the windows, and what of it is from before joining. */
  readonly ctes: string
  readonly joins: string
  /** Σ fen × rate of a customer's window under each policy. */
  readonly units: readonly string[]
}

/** Windows end with R−1 and begin with R − months or the joining month, whichever is later. */
export function billsSql(
  policies: readonly CompiledPolicy[],
  variants: SpendVariants,
  month: Month,
  chunk: string,
): BillsSql {
  const columns = new Columns('spent')
  const longest = Math.max(
    ...policies.flatMap((policy) => ruleSets(policy).map(({ rules }) => rules.spend.months)),
  )
  const units = policies.map((policy) =>
    byRule(policy, ({ spend }) => {
      const sum = `sum(${variants.column(spend)})`
      const filter = spend.months === longest ? '' : ` FILTER (period >= ${month - spend.months})`
      const column = columns.named(`${sum}${filter}`)
      return `coalesce(s.${column}, 0) - coalesce(e.${column}, 0)`
    }),
  )
  const within = `period BETWEEN ${month - longest} AND ${month - 1}`
  return {
    ctes: `spent AS (
  SELECT customer, ${columns.selected()} FROM qualified
  WHERE ${within} AND ${chunk} GROUP BY customer
),
spent_early AS (
  SELECT customer, joined, ${columns.selected()} FROM before_joining
  WHERE ${within} AND ${chunk} GROUP BY customer, joined
)`,
    joins: `LEFT JOIN spent s ON s.customer = p.customer
  LEFT JOIN spent_early e ON e.customer = p.customer AND e.joined = p.joined`,
    units,
  }
}

/** From `units`. */
export function spendGrowthSql(policy: CompiledPolicy): string {
  const divisor = byRule(policy, ({ spend }) => String(100n * 10n ** BigInt(ratesOf(spend).scale)))
  return `(greatest(units, 0) // (${divisor}))::BIGINT`
}
