import { type CompiledPolicy, type Rules } from '@dipper/assessment'

/** The rule sets of a policy: 0 is the national one, then the regions' in the order of their names. */
export function ruleSets(policy: CompiledPolicy): { region: string | null; rules: Rules }[] {
  const regions = Object.entries(policy.regions).map(([region, rules]) => ({ region, rules }))
  return [{ region: null, rules: policy.national }, ...regions]
}

/** One SQL expression for all rule sets: written once where they agree, else chosen by `column`. */
export function byRule(
  policy: CompiledPolicy,
  expression: (rules: Rules) => string,
  column = 'rule',
): string {
  const [national = '', ...regional] = ruleSets(policy).map(({ rules }) => expression(rules))
  if (regional.every((sql) => sql === national)) return national
  const cases = regional.map((sql, index) => `WHEN ${index + 1} THEN ${sql}`)
  return `CASE ${column} ${cases.join(' ')} ELSE ${national} END`
}

/**
 * Numbers what the rule sets need to know of a customer, each different thing once: the SQL for it and
 * the name of its column.
 */
export class Columns {
  readonly #prefix: string
  readonly #sql = new Map<string, string>()

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** The name of the column that holds this expression. */
  named(sql: string): string {
    const name = this.#sql.get(sql) ?? `${this.#prefix}_${this.#sql.size}`
    this.#sql.set(sql, name)
    return name
  }

  /** `expression AS name, …` */
  selected(): string {
    return [...this.#sql].map(([sql, name]) => `${sql} AS ${name}`).join(', ')
  }
}
