import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  assess,
  type CompiledPolicy,
  type Customer,
  type Held,
  type RegisterRow,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { formatMonth, type Month, type Programme } from '@dipper/policy'
import { afterAll, beforeAll } from 'vitest'
import { compileMonth, Database, monthsOf } from '../src/index.ts'
import { monthRows } from '../src/register/read.ts'
import type { TextFacts, TextRow } from './accepted.ts'

/** What is compared: the eleven exported columns and the reasons beside them, as one line of text. */
function lineOf(row: RegisterRow, reasons: readonly string[]): string {
  const text = (value: Month | null) => (value === null ? '' : formatMonth(value))
  return [
    row.spendGrowth,
    row.tenureGrowth,
    row.creditGrowth,
    row.growthValue,
    row.assessedStar,
    row.star,
    text(row.validFrom),
    text(row.validThrough),
    row.outcome,
    ...reasons,
  ].join(',')
}

/** `month customer_id` → line, by `assess`, one customer and month after the other. */
export function assessAll(
  policyOf: Programme | ((month: Month) => CompiledPolicy),
  customers: Iterable<Omit<Customer, 'held'>>,
  span: { readonly from: Month; readonly through: Month },
  held: ReadonlyMap<string, Held> = new Map(),
  meaning: typeof assess = assess,
): Map<string, string> {
  const policies = new Map<Month, CompiledPolicy>()
  const compiled =
    typeof policyOf === 'function' ? policyOf : (m: Month) => compileMonth(policyOf, m)
  for (let m = span.from; m <= span.through; m++) policies.set(m, compiled(m))
  const lines = new Map<string, string>()
  for (const customer of customers) {
    let before = held.get(customer.id) ?? null
    for (const [month, policy] of policies) {
      const assessment = meaning(policy, { ...customer, held: before }, month)
      if (assessment === null) continue
      const reasons = reasonsOf(assessment)
      lines.set(
        `${formatMonth(month)} ${customer.id}`,
        lineOf(toRegisterRow(customer.id, assessment), reasons),
      )
      before = toHeld(assessment)
    }
  }
  return lines
}

function reasonsOf(assessment: NonNullable<ReturnType<typeof assess>>): string[] {
  if (assessment.status !== 'assessed') return []
  const { spend, tenure, growthFloored, star, rejoined, transition } = assessment
  const reasons = {
    rejoined,
    transition,
    spend_floored: spend.floored,
    tenure_capped: tenure.capped,
    growth_floored: growthFloored,
    star_capped: star.capped,
    stepped: star.stepped,
  }
  return Object.entries(reasons).flatMap(([reason, holds]) => (holds ? [reason] : []))
}

const REASONS = [
  'rejoined',
  'transition',
  'spend_floored',
  'tenure_capped',
  'growth_floored',
  'star_capped',
  'stepped',
] as const

/** Every register row as `assessAll` writes it. */
export async function registerLines(register: string): Promise<Map<string, string>> {
  const db = await Database.open({ threads: 2 })
  try {
    const lines = new Map<string, string>()
    for (const month of monthsOf(register)) {
      const reasons = REASONS.map((reason) => `CASE WHEN ${reason} THEN '${reason}' END`).join(', ')
      const rows = await db.rows<{ key: string; line: string }>(`
SELECT month || ' ' || customer_id AS key, concat_ws(',', spend_growth, tenure_growth, credit_growth,
  growth_value, assessed_star, star, coalesce(valid_from, ''), coalesce(valid_through, ''), outcome, ${reasons}) AS line
FROM ${monthRows(register, month)}`)
      for (const { key, line } of rows) lines.set(key, line)
    }
    return lines
  } finally {
    db.close()
  }
}

/** A folder that is gone after the work. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The facts as files, from before the first test of a group to after its last; gives their folder. */
export function keptFacts(facts: TextFacts): () => string {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dipper-'))
    writeFacts(folder, facts)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return () => folder
}

/** Tables as CSV; a table without rows is not there. */
export function writeFacts(folder: string, facts: TextFacts): void {
  for (const [table, rows] of Object.entries(facts)) {
    if (rows.length === 0) continue
    writeFileSync(join(folder, `${table}.csv`), csv(rows as readonly TextRow[]))
  }
}

export function csv(rows: readonly TextRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value: string) =>
    /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

/** The first rows that differ, or that only one side has. */
export function differences(
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const keys = [...new Set([...expected.keys(), ...found.keys()])]
  return keys
    .filter((key) => expected.get(key) !== found.get(key))
    .map((key) => `${key}: meaning ${expected.get(key)} | engine ${found.get(key)}`)
}
