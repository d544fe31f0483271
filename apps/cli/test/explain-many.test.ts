import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assessMonths, Database, generateFacts } from '@dipper/engine'
import type { AssessedExplanation, Explanation } from '@dipper/explanation'
import { formatMonth, month } from '@dipper/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainCustomers } from '../src/explain-customers.ts'
import { programmeIn } from '../src/policy-folder.ts'
import { NATIONAL } from './running.ts'

const CUSTOMERS = 20_000
const EXPLAINED = 10_000
const seed = Number(process.env['SEED'] ?? 4)

const folder = mkdtempSync(join(tmpdir(), 'dipper-'))
const facts = join(folder, 'facts')
const register = join(folder, 'register')
const io = { stdout: process.stdout, stderr: process.stderr, cwd: '/', env: {} }
const programme = programmeIn(io, NATIONAL)

beforeAll(async () => {
  const through = month('2026-10')
  await generateFacts({
    customers: CUSTOMERS,
    periods: 14,
    through,
    seed,
    out: facts,
    format: 'parquet',
  })
  await assessMonths({
    programme,
    facts,
    register,
    from: through,
    through: through + 1,
    knownBy: null,
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function randomCustomers(): Promise<string[]> {
  const db = await Database.open()
  try {
    const rows = await db.rows<{ customer_id: string }>(
      `SELECT customer_id FROM read_parquet('${register}/month=2026-11/*.parquet') ORDER BY hash(customer_id, ${seed}) LIMIT ${EXPLAINED}`,
    )
    return rows.map((row) => row.customer_id)
  } finally {
    db.close()
  }
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)

function addsUp(explanation: AssessedExplanation): boolean {
  const { spend, tenure, credit, row } = explanation
  const counted = sum(spend.periods.map((period) => period.countedFen))
  const lines = spend.periods
    .flatMap((period) => period.lines)
    .filter((line) => line.notCounted === null)
  if (sum(lines.map((line) => line.fen)) !== counted) return false
  const growth = counted < 0n ? 0n : counted / 100n
  const parts = growth + tenure.growth + credit.growth
  return (
    growth === row.spendGrowth &&
    tenure.growth === row.tenureGrowth &&
    credit.growth === row.creditGrowth &&
    row.growthValue === (parts < 0n ? 0n : parts)
  )
}

test(`explanations of ${EXPLAINED} random customers add up to their register rows (SEED=${seed})`, async () => {
  const customers = await randomCustomers()
  expect(customers.length).toBe(EXPLAINED)
  const request = { programme, facts, register, customers, month: month('2026-11') }
  const explanations = [...(await explainCustomers(request)).explanations.values()]
  expect(explanations.filter((one) => !one.agrees).map((one) => one.customerId)).toEqual([])
  const assessed = explanations.filter(
    (one: Explanation): one is AssessedExplanation => one.status === 'assessed',
  )
  expect(assessed.length).toBeGreaterThan(EXPLAINED * 0.9)
  expect(assessed.filter((one) => !addsUp(one)).map((one) => one.customerId)).toEqual([])
  expect(formatMonth(request.month)).toBe(assessed[0]?.month)
})
