import { join } from 'node:path'
import { formatMonth, type Month } from '@dipper/policy'
import { version as duckdbVersion } from '@duckdb/node-api'
import type { LoadedCharges } from '../facts/load.ts'
import type { TableCount } from '../facts/rejects.ts'
import type { Facts } from '../facts/sources.ts'
import { runFolder, writeJson } from '../register/layout.ts'
import type { AssessOptions, AssessResult } from './assessing.ts'

/** `runs/0001/manifest.json`: what a run read, what it found and what it wrote. */
export interface RunManifest {
  readonly run: number
  readonly engine: string
  readonly from: string
  readonly through: string
  readonly knownBy: string | null
  readonly inputs: readonly RunInput[]
  readonly periodsBeforeFirst: readonly string[]
  readonly tables: readonly TableCount[]
  readonly months: readonly { readonly month: string; readonly digest: string }[]
  readonly took: Readonly<Record<string, number>>
}

interface RunInput {
  readonly table: string
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  /** Of a charges file: the periods that it holds rows of. */
  readonly periods?: readonly string[]
  readonly unknownColumns?: readonly string[]
}

/** Files by their position in the facts folder. */
export type ByFile<T> = ReadonlyMap<number, T>

export function writeRunManifest(
  { from, through, knownBy, register }: AssessOptions,
  facts: Facts,
  sha256: ByFile<string>,
  identities: ByFile<string>,
  loaded: LoadedCharges,
  result: AssessResult,
): void {
  const periodsOf = (index: number): Pick<RunInput, 'periods'> => {
    const identity = identities.get(index)
    if (identity === undefined) return {}
    return { periods: (loaded.periodsByFile.get(identity) ?? []).map(formatMonth) }
  }
  const manifest: RunManifest = {
    run: result.run,
    engine: `duckdb ${duckdbVersion()}`,
    from: formatMonth(from),
    through: formatMonth(through),
    knownBy,
    inputs: facts.files.map((file) => ({
      table: file.table,
      file: file.shownAs,
      bytes: file.bytes,
      sha256: sha256.get(file.index) as string,
      ...periodsOf(file.index),
      ...(file.unknownColumns.length > 0 ? { unknownColumns: file.unknownColumns } : {}),
    })),
    periodsBeforeFirst: monthTexts(result.periodsBeforeFirst),
    tables: result.tables,
    months: result.months.map((month) => ({ ...month, month: formatMonth(month.month) })),
    took: result.took,
  }
  writeJson(join(runFolder(register, result.run), 'manifest.json'), manifest)
}

function monthTexts(months: readonly Month[]): string[] {
  return months.map(formatMonth)
}
