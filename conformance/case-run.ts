import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assessMonths, Database, importRegister } from '@dipper/engine'
import { formatMonth, type Month, monthOf, parseMonth, type Programme } from '@dipper/policy'
import { type CaseById, type Span, writeFacts, writeImport } from './case-facts.ts'
import type { Case } from './case-file.ts'
import { type CaseRow, rowOfStored, type StoredRow } from './case-row.ts'

/** Cases that share a policy and a first month: one facts folder, one register. */
export interface Run {
  readonly programme: Programme
  readonly cases: readonly CaseById[]
  readonly months: Span
}

type Placed = readonly [each: Case, programme: Programme]

/** Puts cases into as few runs as their policies and beginnings allow. */
export function runsOf(cases: readonly Placed[]): Run[] {
  const keys = new Set(cases.map(keyOf))
  return [...keys].flatMap((key) => {
    const group = cases.filter((placed) => keyOf(placed) === key)
    const spans = group.map(([each, programme]) => monthsToAssess(each, programme))
    const months = {
      from: Math.min(...spans.map(({ from }) => from)),
      through: Math.max(...spans.map(({ through }) => through)),
    }
    const named = group.map(([each], index) => [`case-${index + 1}`, each] as const)
    return group.slice(0, 1).map(([, programme]) => ({ programme, cases: named, months }))
  })
}

/** From the first month that could have a row, or where the case says so, to the last expected. */
export function monthsToAssess(each: Case, { documents }: Programme): Span {
  const first = documents[0]?.effectiveFrom ?? 0
  const joined = each.customer.map((membership) => monthOf(membership.joined) + 1)
  const from = each.imported?.before ?? each.from ?? Math.max(first, Math.min(...joined))
  const early = each.expect.find(({ months }) => months.from < from)
  if (early) {
    const month = formatMonth(early.months.from)
    throw new Error(`${each.place}: ${month} is not assessed; say \`from: ${month}\``)
  }
  return { from, through: Math.max(...each.expect.map(({ months }) => months.through)) }
}

function keyOf([{ policy, from, imported }, programme]: Placed): string {
  return JSON.stringify([programme.policy, policy, from, imported?.before])
}

export type CaseRows = ReadonlyMap<Month, CaseRow>

/** Assesses a run on DuckDB; the rows of each case by month. */
export async function assessRun({ programme, cases, months }: Run): Promise<Map<Case, CaseRows>> {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-cases-'))
  const db = await Database.open({ threads: 1 })
  try {
    const facts = join(folder, 'facts')
    const register = join(folder, 'register')
    writeFacts(facts, cases, periodsOf(cases, months))
    await importStars(db, folder, cases)
    const run = { programme, facts, register, ...months, knownBy: null, threads: 1 }
    const { rejects, tables } = await assessMonths(run)
    if (rejects !== null) throw new Error(`rejected facts: ${sayRejects(tables, cases)}`)
    const stored = await db.rows<StoredRow>(
      `FROM read_parquet('${register}/month=*/part-*.parquet', hive_partitioning = false)`,
    )
    return new Map(cases.map(([id, each]) => [each, rowsOf(id, stored)]))
  } finally {
    db.close()
    rmSync(folder, { recursive: true })
  }
}

/** Every period from the first charge, without a hole, to the last that is read. */
function periodsOf(cases: readonly CaseById[], { from, through }: Span): Span {
  const charged = cases.flatMap(([, { charges }]) => charges.map(({ periods }) => periods.from))
  return { from: Math.min(from - 1, ...charged), through: through - 1 }
}

async function importStars(
  db: Database,
  folder: string,
  cases: readonly CaseById[],
): Promise<void> {
  const before = cases[0]?.[1].imported?.before
  if (before === undefined) return
  const file = join(folder, 'import.csv')
  writeImport(file, cases)
  await importRegister(db, file, join(folder, 'register'), before)
}

function rowsOf(id: string, stored: readonly StoredRow[]): CaseRows {
  const own = stored.filter((row) => row['customer_id'] === id)
  return new Map(own.map((row) => [parseMonth(String(row['month'])) as Month, rowOfStored(row)]))
}

function sayRejects(
  tables: readonly { readonly table: string; readonly rejected: number }[],
  cases: readonly CaseById[],
): string {
  const rejected = tables.filter((table) => table.rejected > 0).map(({ table }) => table)
  return `${rejected.join(', ')} of ${cases.map(([, { place }]) => place).join(', ')}`
}
