import type { CompiledPolicy } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import type { SpendVariants } from '../month/spend.ts'
import { monthOf } from '../sql.ts'

/**
 * The accepted facts as months read them, by customer number: `membership`, `attribute`, `holding` and
 * `stop`, each in the order of the customers.
 */
export async function createMonthTables(db: Database): Promise<void> {
  const accepted = (table: string) =>
    `(SELECT * FROM ${table} JOIN customer USING (customer_id) WHERE verdict IS NULL)`
  await db.run(`CREATE TABLE membership AS
SELECT customer, joined_on, ${monthOf('joined_on')} AS joined, ${monthOf('left_on')} AS left_in, segment, region
FROM ${accepted('customers')} ORDER BY customer`)
  await db.run(`CREATE TABLE attribute AS
SELECT customer, "from", segment, region FROM ${accepted('attributes')} ORDER BY customer`)
  await db.run(`CREATE TABLE holding AS
SELECT customer, kind, ${monthOf('opened_on')} AS opened, ${monthOf('held_from')} AS held_from,
  ${monthOf('held_to')} AS held_to
FROM ${accepted('services')} ORDER BY customer`)
  await db.run(`CREATE TABLE stop AS
SELECT customer, ${monthOf('stopped_on')} AS month, t.kind, cause, s.kind AS service_kind
FROM ${accepted('stops')} t
JOIN service s USING (service_id) ORDER BY customer`)
}

/** `qualified`: what counts of each customer's bill of a period, under each way of counting. */
export async function createQualified(db: Database, variants: SpendVariants): Promise<void> {
  const columns = variants.columns().map(({ name, type }) => `${name} ${type}`)
  await db.run(
    `CREATE TABLE qualified (${['period INTEGER', 'customer INTEGER', ...columns].join(', ')})`,
  )
}

/** Adds what `billed` holds to `qualified`. */
export async function qualify(db: Database, variants: SpendVariants): Promise<void> {
  const sums = variants.columns().map(({ sum }) => sum)
  await db.run(`INSERT INTO qualified SELECT ${['period', 'customer', ...sums].join(', ')}
FROM billed GROUP BY period, customer ORDER BY customer`)
}

/** `before_joining`: the few bills of periods before a membership, which its windows leave out. */
export async function createBeforeJoining(db: Database): Promise<void> {
  await db.run(`CREATE TABLE before_joining AS
SELECT q.*, m.joined FROM qualified q JOIN (SELECT DISTINCT customer, joined FROM membership) m
  ON m.customer = q.customer AND q.period < m.joined`)
}

/** The first period that any of these months reads under its policy. */
export function firstPeriodRead(policies: ReadonlyMap<Month, CompiledPolicy>): Month {
  const firsts = [...policies].flatMap(([month, policy]) =>
    [policy.national, ...Object.values(policy.regions)].map(
      ({ spend, credit }) => month - Math.max(spend.months, credit.months),
    ),
  )
  return Math.min(...firsts)
}
