import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import {
  type MapDiagnostic,
  type MapResult,
  MappingMistakes,
  mapFacts,
  mapSentence,
} from '../../src/index.ts'

/** A path of the repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-map-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Mapped extends MapResult {
  /** The facts folder. */
  readonly facts: string
  /** Lines of the files of a table, each file without its header. */
  readonly lines: (table: string) => string[]
  /** Lines of the rejects without their header. */
  readonly rejects: string[]
}

export interface Request {
  readonly folder: string
  readonly mapping: string
  readonly sources?: Readonly<Record<string, string>>
}

/** Maps into a new folder as CSV. */
export async function mapInto({ folder, mapping, sources = {} }: Request): Promise<Mapped> {
  mkdirSync(folder, { recursive: true })
  const out = mkdtempSync(join(folder, 'facts-'))
  const rejects = `${out}-rejects.csv`
  const given = new Map(Object.entries(sources))
  const result = await mapFacts({ mapping, out, format: 'csv', rejects, sources: given })
  const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(1)
  const lines = (table: string) =>
    readdirSync(out, { recursive: true })
      .map(String)
      .filter((file) => file.startsWith(table) && file.endsWith('.csv'))
      .toSorted()
      .flatMap((file) => linesOf(join(out, file)))
  return { ...result, facts: out, lines, rejects: linesOf(rejects) }
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

export async function diagnosticsOf(request: Request): Promise<readonly MapDiagnostic[]> {
  try {
    await mapInto(request)
    return []
  } catch (error) {
    if (error instanceof MappingMistakes) return error.diagnostics
    throw error
  }
}

/** The mistakes of a mapping as `line:column sentence`. */
export async function mistakesOf(request: Request): Promise<string[]> {
  const found = await diagnosticsOf(request)
  return found.map((each) => `${each.line}:${each.column} ${mapSentence(each, 'en')}`)
}

/** Tables that a mapping needs beside the one that a test is about. */
export const CUSTOMERS = `  customers:
    from: people
    columns: {customer_id: id, joined_on: joined, segment: {text: individual}}
`
export const SERVICES = `  services:
    from: people
    columns:
      service_id: {text: '{id}-1'}
      customer_id: id
      kind: {text: mobile}
      opened_on: joined
      held_from: joined
`
export const CHARGES = `  charges:
    from: people
    columns:
      period: {text: 2026-10}
      customer_id: id
      service_id: {text: '{id}-1'}
      kind: {text: mobile}
      category: {text: recurring}
      amount_fen: {amount: fee, unit: yuan}
`
