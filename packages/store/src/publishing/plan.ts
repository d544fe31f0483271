import type { Month } from '@dipper/policy'
import type { PartTable } from './columns.ts'

/** Customers with `after` < id ≤ `through` by the bytes of their ids; null is no bound. */
export interface Range {
  readonly after: string | null
  readonly through: string | null
}

/** What is loaded and committed as one: the rows of a table whose customers are in a range. */
export interface Part extends Range {
  readonly table: PartTable
  /** Of a bill; null for the other tables. */
  readonly period: Month | null
  /** Number of the range, from 0. */
  readonly range: number
}

export interface PartContent {
  /** CSV as PART_COLUMNS has it. */
  readonly rows: AsyncIterable<string | Uint8Array>
  /** How many rows there are: what was cut off on the way is refused. */
  readonly count: number
}

export interface Contents {
  readonly ranges: readonly Range[]
  /** Periods whose charges are not there yet. */
  readonly periods: readonly Month[]
  /** Tables whose content is another one than the last time. */
  readonly masters: readonly PartTable[]
}

/** Every part of a load: stars, bills by period, then the other tables, by range. */
export function partsOf({ ranges, periods, masters }: Contents): Part[] {
  const tables: Pick<Part, 'table' | 'period'>[] = [
    { table: 'star', period: null },
    ...periods.map((period) => ({ table: 'bill' as const, period })),
    ...masters.map((table) => ({ table, period: null })),
  ]
  return tables.flatMap((table) => ranges.map((bounds, range) => ({ ...table, range, ...bounds })))
}

/** Of a part among all of a load. */
export function partKey({ table, period, range }: Omit<Part, keyof Range>): string {
  return `${table}/${period ?? 0}/${range}`
}

/** Every id must be in exactly one range. */
export function requireRanges(ranges: readonly Range[]): void {
  const whole = ranges[0]?.after === null && ranges.at(-1)?.through === null
  const follow = ranges.every(({ after, through }, n) => {
    const joined = n === 0 || after === ranges[n - 1]?.through
    return joined && (after === null || through === null || isBefore(after, through))
  })
  const bounded = ranges.slice(1).every(({ after }) => after !== null)
  if (!whole || !follow || !bounded)
    throw new RangeError('ranges must follow each other, all ids once')
}

function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0
}
