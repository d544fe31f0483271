import type { CompiledPolicy } from '@dipper/assessment'
import { lastDayOf, type Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import type { SpendVariants } from '../month/spend.ts'
import { placedSql } from '../month/standing.ts'
import { monthParts, readParts } from '../register/layout.ts'
import { createHeld, heldSql } from '../register/write.ts'
import { createMean } from './mean.ts'

/** Where months are forecast from, and what is known there. */
export interface Origin {
  /** The last month assessed. */
  readonly month: Month
  /** The last period whose charges are known; the month's eve is in it, or before it. */
  readonly billed: Month
  /** Whether leavings of the month and later are known. */
  readonly leavings: boolean
}

interface View {
  readonly register: string
  readonly origin: Origin
  /** The last month to forecast. */
  readonly through: Month
  /** What answers for a month. */
  readonly policyOf: (month: Month) => CompiledPolicy
  readonly variants: SpendVariants
}

const SCHEMA = 'known'

/**
 * Does work in a database that knows what was known at the origin, and assumes the rest: the tables
 * that months read are covered by others of the same name. Everything is as it was on the eve of the
 * origin's month; periods that are not billed bring the mean. `person` has everybody in net, with
 * `star` and `growth_value` of the origin's month.
 */
export async function lookingFrom<T>(
  db: Database,
  { register, origin, through, policyOf, variants }: View,
  work: () => Promise<T>,
): Promise<T> {
  await db.run(`CREATE SCHEMA ${SCHEMA}`)
  await db.run(`SET search_path = '${SCHEMA},main'`)
  await db.run(membershipSql(origin))
  for (const sql of frozenSql(origin.month)) await db.run(sql)
  await createHeld(db, heldSql(register, origin.month, false))
  await createPerson(db, register, origin.month)
  await createMean(db, origin, policyOf(origin.billed + 1), variants)
  await db.run(qualifiedSql(origin, through))
  const result = await work()
  await db.run(`SET search_path = 'main'`)
  await db.run(`DROP SCHEMA ${SCHEMA} CASCADE`)
  return result
}

function membershipSql({ month, leavings }: Origin): string {
  const left = leavings ? 'left_in' : `CASE WHEN left_in < ${month} THEN left_in END AS left_in`
  return `CREATE VIEW membership AS
SELECT customer, joined_on, joined, ${left}, segment, region FROM main.membership WHERE joined < ${month}`
}

/** Nothing begins, changes, stops or is given up in the month or later. */
function frozenSql(month: Month): string[] {
  return [
    `CREATE VIEW attribute AS
SELECT * FROM main.attribute WHERE "from" <= DATE '${lastDayOf(month - 1)}'`,
    `CREATE VIEW holding AS
SELECT customer, kind, opened, held_from, CASE WHEN held_to < ${month} THEN held_to END AS held_to
FROM main.holding WHERE held_from < ${month}`,
    `CREATE VIEW stop AS SELECT * FROM main.stop WHERE month < ${month}`,
  ]
}

async function createPerson(db: Database, register: string, month: Month): Promise<void> {
  await db.run(`CREATE TABLE person AS
WITH ${placedSql(month, 'true')}
SELECT p.customer, p.joined, p.segment, p.region, coalesce(r.star, 0)::TINYINT AS star,
  coalesce(r.growth_value, 0) AS growth_value
FROM placed p LEFT JOIN (
  SELECT customer, star, growth_value FROM ${readParts(monthParts(register, month))}
  JOIN customer USING (customer_id)
) r ON r.customer = p.customer
ORDER BY p.customer`)
}

/** What is billed, and the mean in every period after it that a month reads. */
function qualifiedSql({ billed }: Origin, through: Month): string {
  const known = `SELECT * FROM main.qualified WHERE period <= ${billed}`
  const ahead = Array.from({ length: Math.max(0, through - 1 - billed) }, (_, n) => billed + 1 + n)
  if (ahead.length === 0) return `CREATE VIEW qualified AS ${known}`
  const periods = ahead.map((period) => `(${period})`).join(', ')
  return `CREATE VIEW qualified AS ${known}
UNION ALL SELECT a.period, m.* FROM mean m CROSS JOIN (VALUES ${periods}) a (period)`
}
