import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LANGUAGES, type Language } from '@dipper/policy'
import { parseDocument } from 'yaml'
import {
  type CheckResult,
  checkFacts,
  Database,
  Problem,
  problemSentence,
  type RejectReason,
  reasonSentence,
  type TableName,
} from '../src/index.ts'
import { inFolder } from './agreement.ts'

type Says = Readonly<Record<Language, string>>

/** A row that is rejected, and the words for it. */
export interface ExpectedReject {
  /** `customers/bad.csv:1`; 1 is the first row after the header. */
  readonly at: string
  readonly column: string
  readonly value: string
  readonly reason: RejectReason
  readonly says: Says
}

/** What refuses the folder as a whole. */
interface ExpectedProblem {
  readonly problem: string
  readonly says: Says
}

export interface BadFactsCase {
  readonly name: string
  readonly knownBy?: string
  readonly assessed?: true
  readonly files?: Readonly<Record<string, string>>
  readonly parquet?: Readonly<Record<string, string>>
  readonly drop?: readonly string[]
  /** Rows of each table in words. */
  readonly tables?: Readonly<Record<string, string>>
  readonly expect: readonly (ExpectedReject | ExpectedProblem)[]
}

export interface Found {
  readonly tables: Readonly<Record<string, string>>
  readonly expect: readonly (ExpectedReject | ExpectedProblem)[]
  /** Null where the folder is refused. */
  readonly check: CheckResult | null
}

const PATH = new URL('bad-facts.yaml', import.meta.url)
const FORMAT = { lineWidth: 0, doubleQuotedMinMultiLineLength: 1000, flowCollectionPadding: false }
const document = parseDocument(readFileSync(PATH, 'utf8'))
const { good, cases } = document.toJS() as {
  readonly good: Readonly<Record<string, string>>
  readonly cases: readonly BadFactsCase[]
}

export { cases as badFactsCases }

/** The CSV files of a case together with the good ones, by path. */
export function filesOf({ files = {}, drop = [] }: BadFactsCase): Record<string, string> {
  const kept = Object.entries(good).filter(([path]) => !drop.includes(path))
  return { ...Object.fromEntries(kept), ...files }
}

export async function lay(
  folder: string,
  files: Readonly<Record<string, string>>,
  parquet: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  if (Object.keys(parquet).length === 0) return
  const db = await Database.open({ threads: 1 })
  for (const [path, sql] of Object.entries(parquet)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    await db.run(`COPY (${sql}) TO '${join(folder, path)}' (FORMAT parquet)`)
  }
  db.close()
}

/** Checks a case as it is, or with other texts in its CSV files. */
export async function checked(each: BadFactsCase, files = filesOf(each)): Promise<Found> {
  return inFolder(async (folder) => {
    const facts = join(folder, 'facts')
    mkdirSync(facts)
    await lay(facts, files, each.parquet)
    const rejects = join(folder, 'rejects.csv')
    const knownBy = each.knownBy ?? null
    try {
      const check = await checkFacts({ facts, knownBy, rejects, threads: 1 })
      const tables = check.tables.map((table) => [table.table, countsOf(table)] as const)
      const touched = new Set(
        [...Object.keys(each.files ?? {}), ...Object.keys(each.parquet ?? {})].map(tableOf),
      )
      return {
        tables: Object.fromEntries(tables.filter(([table]) => touched.has(table))),
        expect: rejectsIn(readFileSync(rejects, 'utf8')),
        check,
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { tables: {}, expect: [problemOf(error, facts)], check: null }
    }
  })
}

export function rejectsOf({ expect }: Pick<BadFactsCase, 'expect'>): ExpectedReject[] {
  return expect.filter((one) => 'reason' in one)
}

/** `customers` of `customers/bad.csv`. */
export function tableOf(path: string): string {
  return /^\w+/.exec(path)?.[0] ?? ''
}

function countsOf(count: CheckResult['tables'][number]): string {
  const kinds = ['accepted', 'superseded', 'unseen', 'rejected'] as const
  const some = kinds.filter((kind) => kind === 'accepted' || count[kind] > 0)
  return `${count.rows} rows, ${some.map((kind) => `${count[kind]} ${kind}`).join(', ')}`
}

/** The rejects table, each row with its sentences. */
export function rejectsIn(text: string): ExpectedReject[] {
  const [header, ...rows] = recordsOf(text)
  if (header?.raw !== 'table,file,row,column,value,reason') throw new Error(`no header: ${text}`)
  return rows.map(({ cells }) => {
    const [table = '', file = '', row = '', column = '', value = '', reason = ''] = cells
    const cell = { table: table as TableName, column, value }
    return {
      at: `${file}:${row}`,
      column,
      value,
      reason: reason as RejectReason,
      says: inLanguages((language) => reasonSentence(reason as RejectReason, cell, language)),
    }
  })
}

function problemOf(problem: Problem, facts: string): ExpectedProblem {
  const says = inLanguages((language) =>
    problemSentence(problem, language).replaceAll(facts, 'facts'),
  )
  return { problem: problem.code, says }
}

function inLanguages(say: (language: Language) => string): Says {
  return Object.fromEntries(LANGUAGES.map((language) => [language, say(language)])) as Says
}

export interface CsvRecord {
  readonly raw: string
  readonly cells: readonly string[]
}

/** The records of a CSV text (RFC 4180); empty lines are none. */
export function recordsOf(text: string): CsvRecord[] {
  const lines: string[] = []
  for (const part of text.split(/\r?\n/)) {
    const open = lines.at(-1)
    if (open !== undefined && quotesIn(open) % 2 === 1) lines[lines.length - 1] = `${open}\n${part}`
    else lines.push(part)
  }
  return lines
    .filter((raw) => raw !== '')
    .map((raw) => ({
      raw,
      cells: [...raw.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    }))
}

function quotesIn(text: string): number {
  return text.split('"').length - 1
}

/** Rewrites what the cases expect if that was asked for, leaving comments and order as they are. */
export function rewriteExpectations(found: readonly Found[]): void {
  if (process.env['UPDATE'] !== 'bad-facts' || process.env['CI']) return
  found.forEach(({ tables, expect }, index) => {
    document.setIn(['cases', index, 'tables'], tables)
    document.setIn(['cases', index, 'expect'], expect)
  })
  writeFileSync(PATH, document.toString(FORMAT))
}
