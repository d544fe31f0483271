import type { Month, Programme } from '@dipper/policy'
import type { TableCount } from '../facts/rejects.ts'
import type { MonthTotals } from '../register/totals.ts'
import type { RunManifest } from './manifest.ts'

export interface AssessOptions {
  readonly programme: Programme
  readonly facts: string
  readonly register: string
  readonly from: Month
  readonly through: Month
  /** Rows recorded after this day are not seen; null: everything is. */
  readonly knownBy: string | null
  readonly threads?: number
  /** DuckDB's memory limit, such as `2GB`. */
  readonly memory?: string
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly phase: 'digest' | 'check' | 'load' | 'assess'
  /** Files, or customers of `month`. */
  readonly done: number
  readonly total: number
  readonly month?: Month
}

export interface AssessResult {
  readonly run: number
  /** Months of the request that were there already. */
  readonly already: readonly Month[]
  readonly months: readonly (MonthTotals & { readonly month: Month })[]
  readonly tables: readonly TableCount[]
  /** Periods that windows reach but that come before the first in `charges`: they count 0. */
  readonly periodsBeforeFirst: readonly Month[]
  readonly unknownColumns: readonly { readonly file: string; readonly columns: readonly string[] }[]
  /** Tables that the folder does not have and that were taken for empty. */
  readonly absent: readonly string[]
  /** CSV of the rejected rows; null where there are none. */
  readonly rejects: string | null
  /** Milliseconds by phase. */
  readonly took: Readonly<Record<string, number>>
  readonly manifest: RunManifest
}
