import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatMonth, type Month } from '@dipper/policy'
import { version as duckdbVersion } from '@duckdb/node-api'
import type { TableCount } from '../facts/rejects.ts'
import type { Facts } from '../facts/sources.ts'
import { addDigests } from '../register/digest.ts'
import {
  keptPolicy,
  type MonthManifest,
  monthManifest,
  monthsOf,
  runFolder,
  writeJson,
} from '../register/layout.ts'
import type { AssessOptions, AssessResult } from './assessing.ts'
import type { FactsRead } from './read-facts.ts'

/** `runs/0001/manifest.json`: what a run read, what it found and what it wrote. */
export interface RunManifest {
  readonly run: number
  readonly policy: string
  readonly engine: 'duckdb'
  readonly versions: { readonly dipper: string; readonly duckdb: string }
  readonly from: string
  readonly through: string
  readonly knownBy: string | null
  readonly inputs: readonly RunInput[]
  /** Tables that the facts do not have and that were taken for empty. */
  readonly absent: readonly string[]
  readonly periodsBeforeFirst: readonly string[]
  readonly tables: readonly TableCount[]
  /** The list of rejected rows, a file beside the manifest; null where there are none. */
  readonly rejects: string | null
  /** What answered for the months assessed, in their order. */
  readonly policies: readonly RunPolicy[]
  /** Months asked for that were there already. */
  readonly already: readonly string[]
  /** Months assessed. */
  readonly months: readonly RunMonth[]
  /** Of all rows of the register after the run: the sum of its months' digests. */
  readonly registerDigest: string
  /** Milliseconds by phase. */
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

interface RunPolicy {
  readonly policy: string
  readonly digest: string
  /** The national document in force. */
  readonly document: string
  /** The overlay in force of each region that has one. */
  readonly overlays: Readonly<Record<string, string>>
  readonly months: readonly string[]
}

export interface RunMonth extends Omit<MonthManifest, 'reads' | 'run'> {
  /** Totals of the month before; null where the register does not have it. */
  readonly before: Pick<
    MonthManifest,
    'month' | 'customers' | 'assessed' | 'excluded' | 'stars' | 'outcomes' | 'digest'
  > | null
}

export function writeRunManifest(
  { programme, from, through, knownBy, register }: AssessOptions,
  facts: Facts,
  read: FactsRead,
  result: Omit<AssessResult, 'manifest'>,
): RunManifest {
  const months = result.months.map(({ month }) => runMonth(register, month))
  const manifest: RunManifest = {
    run: result.run,
    policy: programme.policy,
    engine: 'duckdb',
    versions: { dipper: dipperVersion(), duckdb: duckdbVersion() },
    from: formatMonth(from),
    through: formatMonth(through),
    knownBy,
    inputs: inputsOf(facts, read),
    absent: result.absent,
    periodsBeforeFirst: result.periodsBeforeFirst.map(formatMonth),
    tables: result.tables,
    rejects: result.rejects === null ? null : 'rejects.csv',
    policies: policiesOf(register, months),
    already: result.already.map(formatMonth),
    months,
    registerDigest: addDigests(
      monthsOf(register).map((month) => monthManifest(register, month).digest),
    ),
    took: result.took,
  }
  writeJson(join(runFolder(register, result.run), 'manifest.json'), manifest)
  return manifest
}

function inputsOf(
  { files }: Facts,
  { sha256, identities, loaded: { periodsByFile } }: FactsRead,
): RunInput[] {
  const periodsOf = (index: number): Pick<RunInput, 'periods'> => {
    const identity = identities.get(index)
    if (identity === undefined) return {}
    return { periods: (periodsByFile.get(identity) ?? []).map(formatMonth) }
  }
  return files.map(({ index, table, shownAs, bytes, unknownColumns }) => ({
    table,
    file: shownAs,
    bytes,
    sha256: sha256.get(index) as string,
    ...periodsOf(index),
    ...(unknownColumns.length > 0 ? { unknownColumns } : {}),
  }))
}

function runMonth(register: string, month: Month): RunMonth {
  const { reads: _, run: __, ...counted } = monthManifest(register, month)
  return { ...counted, before: totalsBefore(register, month) }
}

function totalsBefore(register: string, month: Month): RunMonth['before'] {
  if (!monthsOf(register).includes(month - 1)) return null
  const before = monthManifest(register, month - 1)
  const { customers, assessed, excluded, stars, outcomes, digest } = before
  return { month: before.month, customers, assessed, excluded, stars, outcomes, digest }
}

function policiesOf(register: string, months: readonly RunMonth[]): RunPolicy[] {
  const digests = [...new Set(months.map(({ policyDigest }) => policyDigest))]
  return digests.map((digest) => {
    const { policy, national, regions } = keptPolicy(register, digest)
    const overlays = Object.entries(regions).map(([region, rules]) => [region, rules.document])
    return {
      policy,
      digest,
      document: national.document,
      overlays: Object.fromEntries(overlays) as Record<string, string>,
      months: months.filter((each) => each.policyDigest === digest).map(({ month }) => month),
    }
  })
}

/** The packages of Dipper share one version. */
function dipperVersion(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}
