import { formatMonth, type Month } from '@dipper/policy'
import type { Months } from './ports.ts'
import { Problem } from './problems/problem.ts'

/** Why a customer has no row: the month is not published, or it is and the row is missing. */
export async function rowMissing(months: Months, month: Month | undefined): Promise<Problem> {
  const published = month === undefined || (await months.of(month)) !== null
  return published
    ? new Problem('star-missing', {})
    : new Problem('month-unpublished', { month: formatMonth(month) })
}
