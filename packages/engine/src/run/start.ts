import { formatMonth, type Month, parseMonth } from '@dipper/policy'
import { Problem } from '../problem.ts'
import { monthsOf, readHead } from '../register/layout.ts'

export interface Start {
  /** Months that the register has. */
  readonly existing: readonly Month[]
  /** The first month to assess; after `through` where nothing is left to do. */
  readonly first: Month
  readonly imported: boolean
}

/**
 * Where a run begins: after the last month there, or where the register begins. Months are assessed in
 * order, so that a run which would leave a gap, or come before the first month, is refused.
 */
export function startOf(register: string, from: Month, through: Month): Start {
  if (from > through) {
    throw new Problem('months-reversed', { from: formatMonth(from), through: formatMonth(through) })
  }
  const importedBefore = parseMonth(readHead(register)?.importedBefore ?? '') ?? null
  const existing = monthsOf(register)
  const last = existing.at(-1)
  const begins = existing[0] ?? importedBefore
  const next = last === undefined ? importedBefore : last + 1
  if (begins !== null && from < begins) {
    throw new Problem('register-before-first', {
      register,
      from: formatMonth(from),
      first: formatMonth(begins),
    })
  }
  if (next !== null && from > next) {
    throw new Problem('register-gap', {
      register,
      from: formatMonth(from),
      next: formatMonth(next),
    })
  }
  return { existing, first: Math.min(next ?? from, through + 1), imported: importedBefore !== null }
}
