import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CheckResult, checkFacts } from '../check-facts.ts'
import { Database } from '../database.ts'
import { TABLES } from '../facts/tables.ts'
import { Problem } from '../problem.ts'
import type { Mapping } from './language.ts'
import { Mistakes } from './mistakes.ts'
import { type OpenFile, openSources } from './open-sources.ts'
import { readMapping } from './read-mapping.ts'
import {
  profileTable,
  type TableProfile,
  type UnusedColumns,
  unusedColumns,
  writeLeftOut,
} from './report.ts'
import { type Format, type Plan, planTables, stageTable, writeTable } from './stage.ts'

export interface MapOptions {
  /** Path of the mapping, as it is shown in mistakes. */
  readonly mapping: string
  /** Files to take for a source instead of those that the mapping names. */
  readonly sources: ReadonlyMap<string, string>
  /** A new or empty folder. */
  readonly out: string
  readonly format: Format
  /** Where to write every row that was left out, as CSV; null: nowhere. */
  readonly rejects: string | null
  readonly threads?: number
  /** After each table. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface MapResult {
  /** In the order of the facts page, tables that the mapping has. */
  readonly tables: readonly TableProfile[]
  readonly unused: readonly UnusedColumns[]
  /** Files of the facts folder. */
  readonly written: readonly string[]
  /** What the facts check says of them. */
  readonly check: CheckResult
}

/**
 * Makes a facts folder of an operator's own extracts, as a mapping says, and reports what came out
 * and what did not. Throws MappingMistakes where the mapping cannot be followed, before anything is
 * written, and a Problem where a file cannot be read or the folder is not empty.
 */
export async function mapFacts(options: MapOptions): Promise<MapResult> {
  const { out, threads } = options
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new Problem('out-not-empty', { folder: out })
  }
  const mistakes = new Mistakes(options.mapping)
  const mapping = readMapping(readFileSync(options.mapping, 'utf8'), mistakes.report)
  mistakes.throwIfAny()
  const scratch = mkdtempSync(join(tmpdir(), 'dipper-map-'))
  try {
    const db = await Database.open({
      path: join(scratch, 'map.duckdb'),
      spill: join(scratch, 'spill'),
      memory: '2GB',
      ...(threads === undefined ? {} : { threads }),
    })
    try {
      return await mapWith(db, mapping as Mapping, mistakes, options)
    } finally {
      db.close()
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function mapWith(
  db: Database,
  mapping: Mapping,
  mistakes: Mistakes,
  options: MapOptions,
): Promise<MapResult> {
  const { report } = mistakes
  checkGiven(mapping, options.sources)
  const opening = { mapping: options.mapping, given: options.sources, report }
  const sources = await openSources(db, mapping, opening)
  mistakes.throwIfAny()
  const used = new Map<OpenFile, Set<string>>()
  const uses = (file: OpenFile, column: string) => {
    used.set(file, (used.get(file) ?? new Set()).add(column))
  }
  const plans = planTables(mapping, TABLES, { sources, uses, report })
  mistakes.throwIfAny()
  const files = [...sources.values()].flat()
  const { tables, written } = await writeTables(db, plans, mapping, files, options)
  if (options.rejects !== null) await writeLeftOut(db, plans, files, options.rejects)
  const { out, threads } = options
  const check = await checkFacts({
    facts: out,
    knownBy: null,
    rejects: null,
    ...(threads === undefined ? {} : { threads }),
  })
  return { tables, unused: unusedColumns(sources, used), written, check }
}

function checkGiven({ sources }: Mapping, given: ReadonlyMap<string, string>): void {
  for (const source of given.keys()) {
    if (sources.has(source)) continue
    throw new Problem('map-source-unknown', { source, allowed: [...sources.keys()].join(', ') })
  }
}

async function writeTables(
  db: Database,
  plans: readonly Plan[],
  mapping: Mapping,
  files: readonly OpenFile[],
  { out, format, onProgress }: MapOptions,
): Promise<Pick<MapResult, 'tables' | 'written'>> {
  const tables: TableProfile[] = []
  const written: string[] = []
  for (const [done, plan] of plans.entries()) {
    await stageTable(db, plan)
    const blocks = mapping.tables.get(plan.table.name) ?? []
    tables.push(await profileTable(db, plan, blocks, files))
    onProgress?.(done + 1, plans.length)
  }
  for (const plan of plans) written.push(...(await writeTable(db, plan, { out, format })))
  return { tables, written }
}
