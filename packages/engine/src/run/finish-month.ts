import { join } from 'node:path'
import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { excludedIn } from '../facts/checked.ts'
import { stopDigests } from '../facts/load.ts'
import { firstPeriodRead } from '../facts/ready.ts'
import { keepPolicy, type MonthManifest, writeJson } from '../register/layout.ts'
import { type MonthTotals, type Tally, totalsOf } from '../register/totals.ts'
import { publishMonth } from '../register/write.ts'

interface AssessedMonth {
  readonly policy: CompiledPolicy
  readonly month: Month
  readonly run: number
  readonly knownBy: string | null
  readonly tallies: readonly Tally[]
  /** Digests of the charges that were loaded, by period. */
  readonly charges: Readonly<Record<string, string>>
}

/** Puts the manifest beside the rows of a month, and both into the register. */
export async function finishMonth(
  db: Database,
  register: string,
  partial: string,
  { policy, month, run, knownBy, tallies, charges }: AssessedMonth,
): Promise<MonthTotals> {
  const totals = totalsOf(tallies)
  const assessed = totals.customers - totals.outcomes.left - totals.outcomes.ineligible
  const manifest: MonthManifest = {
    month: formatMonth(month),
    policy: policy.policy,
    policyDigest: policy.digest,
    run,
    knownBy,
    assessed,
    excluded: await excludedIn(db, month, assessed),
    ...totals,
    reads: await readsOf(db, policy, month, charges),
  }
  keepPolicy(register, policy)
  writeJson(join(partial, 'manifest.json'), manifest)
  publishMonth(register, month, partial)
  return totals
}

async function readsOf(
  db: Database,
  policy: CompiledPolicy,
  month: Month,
  charges: AssessedMonth['charges'],
): Promise<MonthManifest['reads']> {
  const first = firstPeriodRead(new Map([[month, policy]]))
  const periods = Array.from({ length: month - first }, (_, n) => first + n)
  const read = periods.map(formatMonth).filter((period) => charges[period] !== undefined)
  return {
    charges: Object.fromEntries(read.map((period) => [period, charges[period] as string])),
    stops: await stopDigests(db, periods),
  }
}
