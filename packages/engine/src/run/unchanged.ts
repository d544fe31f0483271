import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@dipper/assessment'
import { answering, type Month, type Programme, parseMonth } from '@dipper/policy'
import { lastRun, type MonthManifest, readJson, runFolder } from '../register/layout.ts'
import type { RunManifest } from './manifest.ts'

/** What no longer is as a month read it. */
export interface Change {
  readonly what: 'charges' | 'stops' | 'policy'
  /** The period, or the policy's name. */
  readonly of: string
}

export interface Now {
  readonly programme: Programme
  /** Digests of the periods that were read again; the others are known to be unchanged. */
  readonly charges: Readonly<Record<string, string>>
  readonly stops: Readonly<Record<string, string>>
  /** Periods that `charges` still has. */
  readonly present: ReadonlySet<string>
}

/** The first thing in which a month that is there differs from what it would be made of now. */
export function changedSince(manifest: MonthManifest, now: Now): Change | null {
  const answer = answering(now.programme, parseMonth(manifest.month) as Month)
  if (!answer || compile(answer).digest !== manifest.policyDigest) {
    return { what: 'policy', of: manifest.policy }
  }
  for (const [period, digest] of Object.entries(manifest.reads.charges)) {
    const same = now.charges[period] === undefined || now.charges[period] === digest
    if (!same || !now.present.has(period)) return { what: 'charges', of: period }
  }
  for (const [period, digest] of Object.entries(manifest.reads.stops)) {
    if (now.stops[period] !== digest) return { what: 'stops', of: period }
  }
  return null
}

/** The manifest of the last run that came to its end. */
function lastManifest(register: string): RunManifest | undefined {
  const runs = Array.from({ length: lastRun(register) }, (_, n) => lastRun(register) - n)
  const file = runs.map((run) => join(runFolder(register, run), 'manifest.json')).find(existsSync)
  return file === undefined ? undefined : readJson<RunManifest>(register, file)
}

/** The periods of each charges file as the last run saw them, if it looked with the same eyes. */
export function recordedPeriods(register: string, knownBy: string | null): Map<string, Month[]> {
  const manifest = lastManifest(register)
  if (manifest?.knownBy !== knownBy) return new Map()
  const charges = manifest.inputs.filter((input) => input.periods !== undefined)
  return new Map(
    charges.map(({ file: path, sha256, periods = [] }) => [
      `${path}:${sha256}`,
      periods.map((period) => parseMonth(period) as Month),
    ]),
  )
}
