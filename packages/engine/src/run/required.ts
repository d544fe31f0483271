import { formatMonth, type Month, type Programme, parseMonth } from '@dipper/policy'
import type { Database } from '../database.ts'
import { describePeriods, missingPeriods } from '../facts/charges.ts'
import { acceptControls, controlDifferences, controlsProblem } from '../facts/controls.ts'
import { type LoadedCharges, stopDigests } from '../facts/load.ts'
import type { Facts } from '../facts/sources.ts'
import { Problem } from '../problem.ts'
import { monthManifest } from '../register/layout.ts'
import { changedSince } from './unchanged.ts'

/** Periods that months to assess read, both inclusive; `from` is after `through` where there are none. */
export interface NeededPeriods {
  readonly from: Month
  readonly through: Month
}

/**
 * Holes are refused, and periods missing at the end; returns those before the first period, which
 * count 0.
 */
export function requirePeriods(
  facts: Facts,
  { present }: LoadedCharges,
  needed: NeededPeriods,
): Month[] {
  const first = present[0]
  if (first === undefined) throw new Problem('no-charges', { folder: facts.folder })
  const missing = missingPeriods(present, needed.through)
  if (missing.length > 0) {
    throw new Problem('period-missing', {
      periods: describePeriods(missing),
      first: formatMonth(first),
      last: formatMonth(present.at(-1) as Month),
    })
  }
  return periodsOf(needed).filter((period) => period < first)
}

/** What came of the periods needed must be what billing says it sent. */
export async function requireControls(
  db: Database,
  facts: Facts,
  { present, digests, billed }: LoadedCharges,
  needed: NeededPeriods,
): Promise<void> {
  await acceptControls(db, facts)
  const there = new Set(present)
  const known = (period: Month) => !there.has(period) || digests[formatMonth(period)] !== undefined
  const differences = await controlDifferences(db, billed, periodsOf(needed).filter(known))
  const [difference, ...more] = differences
  if (difference !== undefined) throw controlsProblem([difference, ...more])
}

/** Months that are there must still follow from the charges, stops and policies they read. */
export async function requireUnchanged(
  db: Database,
  register: string,
  existing: readonly Month[],
  programme: Programme,
  { digests: charges, present: periods }: LoadedCharges,
): Promise<void> {
  const manifests = existing.map((month) => monthManifest(register, month))
  const read = new Set(manifests.flatMap((manifest) => Object.keys(manifest.reads.stops)))
  const stops = await stopDigests(
    db,
    [...read].map((text) => parseMonth(text) as Month),
  )
  const present = new Set(periods.map(formatMonth))
  for (const manifest of manifests) {
    const change = changedSince(manifest, { programme, charges, stops, present })
    if (change) throw new Problem('month-changed', { register, month: manifest.month, ...change })
  }
}

function periodsOf({ from, through }: NeededPeriods): Month[] {
  return Array.from({ length: Math.max(0, through - from + 1) }, (_, n) => from + n)
}
