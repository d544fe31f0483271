import { type CompiledPolicy, notCounted, type SpendRule } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { LINES } from '../facts/charges.ts'
import { byRule } from '../month/rules.ts'
import type { SpendVariants } from '../month/spend.ts'
import { ruleSql } from '../month/standing.ts'
import { chunksOf } from '../register/write.ts'

/** The mean is taken of this many of the window's last periods, or of those there are. */
const RECENT_PERIODS = 3

/** What is billed of each customer, kind and category in the periods that one mean may be taken of. */
function recentTable(month: Month): string {
  return `recent_${month}`
}

/** The table of bills for the mean of those who look from the month. */
export async function createRecent(db: Database, month: Month): Promise<void> {
  await db.run(`CREATE TABLE ${recentTable(month)}
(period INTEGER, customer INTEGER, line UTINYINT, fen BIGINT)`)
}

/** Adds what `billed` holds of the last periods before the month, and later ones up to `through`. */
export async function keepRecent(db: Database, month: Month, through: Month): Promise<void> {
  await db.run(`INSERT INTO ${recentTable(month)} SELECT period, customer, line, sum(fen)::BIGINT
FROM billed WHERE period BETWEEN ${month - RECENT_PERIODS} AND ${through} GROUP BY ALL ORDER BY customer`)
}

/**
 * `mean`: what each coming period brings each of `person`, under each way of counting. It is the mean
 * of explanation's outlook: of the window that ends with the last period billed, in whole fen; each
 * kind and category gets what the running total grows by, rounded down, so that what counts adds up
 * to the mean of what counted. Takes the place of the table that `createRecent` made.
 */
export async function createMean(
  db: Database,
  { month, billed }: { readonly month: Month; readonly billed: Month },
  policy: CompiledPolicy,
  variants: SpendVariants,
): Promise<void> {
  const columns = variants.columns()
  await db.run(
    `CREATE TABLE mean (customer INTEGER, ${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  )
  for (const { where } of await chunksOf(db)) {
    await db.run(`INSERT INTO mean
WITH averaged AS (
  SELECT customer, rule, least(${RECENT_PERIODS}, ${windowSql(policy)}, ${billed + 1} - joined) AS periods
  FROM (SELECT customer, joined, ${ruleSql(policy)} AS rule FROM person WHERE ${where})
),
totals AS (
  SELECT customer, line, periods, ${countsSql(policy)} AS counts, sum(fen)::BIGINT AS fen
  FROM ${recentTable(month)} JOIN averaged USING (customer)
  WHERE period BETWEEN ${billed + 1} - periods AND ${billed} GROUP BY ALL
),
running AS (
  SELECT *, sum(fen) OVER (PARTITION BY customer, counts ORDER BY line)::BIGINT AS upto FROM totals
),
assumed AS (
  SELECT customer, line,
    ${floorSql('upto', 'periods')} - ${floorSql('(upto - fen)', 'periods')} AS fen
  FROM running
)
SELECT customer, ${columns.map(({ sum }) => sum).join(', ')}
FROM assumed GROUP BY customer ORDER BY customer`)
  }
  await db.run(`DROP TABLE ${recentTable(month)}`)
}

function windowSql(policy: CompiledPolicy): string {
  return byRule(policy, ({ spend }) => String(spend.months))
}

/** Whether a line of the bill counts; from `rule` and `line`. */
function countsSql(policy: CompiledPolicy): string {
  return byRule(policy, ({ spend }) => {
    const lines = LINES.filter((line) => counts(spend, line)).map(({ line }) => line)
    return lines.length === 0 ? 'false' : `line IN (${lines.join(', ')})`
  })
}

function counts(rule: SpendRule, { kind, category }: (typeof LINES)[number]): boolean {
  return notCounted(rule, { period: 0, kind, category, fen: 0n }) === null
}

/** Towards −∞, where DuckDB's own division goes towards 0. */
function floorSql(amount: string, by: string): string {
  return `((${amount} - ((${amount} % ${by}) + ${by}) % ${by}) // ${by})`
}
