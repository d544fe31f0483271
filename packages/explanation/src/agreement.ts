import { type Assessment, type RegisterRow, toRegisterRow } from '@dipper/assessment'
import type { Column, Difference } from './explanation.ts'
import { toRow } from './row.ts'

/** The register's columns, in the order of its export. */
export const COLUMNS = [
  'customerId',
  'month',
  'spendGrowth',
  'tenureGrowth',
  'creditGrowth',
  'growthValue',
  'assessedStar',
  'star',
  'validFrom',
  'validThrough',
  'outcome',
] as const satisfies readonly Column[]

/** Where the stored row and the row made from the facts differ; all columns if these give none. */
export function differencesOf(
  stored: RegisterRow,
  customerId: string,
  assessment: Assessment | null,
): readonly Difference[] {
  const row = toRow(stored)
  const assessed = assessment === null ? null : toRow(toRegisterRow(customerId, assessment))
  return COLUMNS.map((column) => ({
    column,
    stored: row[column],
    assessed: assessed === null ? null : assessed[column],
  })).filter((difference) => assessed === null || difference.stored !== difference.assessed)
}
