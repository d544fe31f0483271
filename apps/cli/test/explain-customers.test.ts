import { join } from 'node:path'
import { Database, generateFacts, monthRows } from '@dipper/engine'
import { month } from '@dipper/policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { explainCustomers } from '../src/explain-customers.ts'
import { programmeIn } from '../src/policy-folder.ts'
import { NATIONAL, run, temporaryFolder } from './running.ts'

const folder = temporaryFolder()
const facts = join(folder, 'facts')
const register = join(folder, 'register')
const programme = programmeIn(
  { stdout: process.stdout, stderr: process.stderr, cwd: '/', env: {} },
  NATIONAL,
)

beforeAll(async () => {
  const through = month('2026-10')
  await generateFacts({
    customers: 2000,
    periods: 14,
    through,
    seed: 7,
    out: facts,
    format: 'parquet',
  })
  const places = ['--policy', NATIONAL, '--facts', facts, '--register', register]
  const span = ['--from', '2026-01', '--through', '2026-11']
  await run(['assess', ...places, ...span])
})

describe('explainCustomers', () => {
  it.each(['2026-01', '2026-02', '2026-11'])('agrees with every row of %s', async (text) => {
    const db = await Database.open()
    const rows = await db.rows<{ customer_id: string }>(
      `SELECT customer_id FROM ${monthRows(register, month(text))}`,
    )
    db.close()
    const { explanations, policy } = await explainCustomers({
      programme,
      facts,
      register,
      customers: rows.map((row) => row.customer_id),
      month: month(text),
    })
    expect(policy.given).toBe(policy.stored)
    expect(explanations.size).toBe(rows.length)
    const differing = [...explanations.values()].filter((each) => !each.agrees)
    expect(differing).toEqual([])
  })
})
