import { literal } from '../sql.ts'
import { as, type Compiled, compile, type Scope } from './compile-expression.ts'
import type { Wide } from './language.ts'

interface Spread {
  /** The month and the cell by the names that the block gives them. */
  readonly made: ReadonlyMap<string, Compiled>
  /** SQL of one row for each month that has a column. */
  readonly rows: (scan: string) => string
}

/** One row for each month that has a column of its own in the file. */
export function spread(wide: Wide, scope: Scope): Spread {
  const { file, report } = scope
  const found = [...file.columns].flatMap(([column, { sql, type }]) => {
    const month = wide.columns.monthOf(column)
    return month === undefined ? [] : [{ column, sql, type, month }]
  })
  if (found.length === 0) {
    report('no-wide-column', { written: wide.columns.written, file: file.shownAs }, wide.place)
  }
  for (const { column, type } of found) {
    scope.uses(column)
    const float = /^(FLOAT|DOUBLE)$/.test(type)
    if (float) report('float-amount', { column, file: file.shownAs, type }, wide.place)
  }
  const lists = [
    `unnest([${found.map(({ month }) => month).join(', ')}]::BIGINT[]) AS wide_month`,
    `unnest([${found.map(({ sql }) => sql).join(', ')}]::VARCHAR[]) AS wide_cell`,
    `unnest([${found.map(({ column }) => literal(column)).join(', ')}]::VARCHAR[]) AS wide_column`,
  ]
  const value: Compiled = {
    type: 'text',
    sql: `nullif(wide_cell, '')`,
    faults: [],
    column: 'wide_column',
    cell: 'wide_cell',
    constants: null,
  }
  return {
    made: new Map([
      [wide.month, monthOf(wide, value, scope)],
      [wide.value, value],
    ]),
    rows: (scan) => `SELECT *, ${lists.join(', ')} FROM (${scan})`,
  }
}

/** The month that a column's name says, in the year of the row if the name says none. */
function monthOf({ year, columns }: Wide, value: Compiled, scope: Scope): Compiled {
  if (year === null || columns.hasYear) return { ...value, type: 'month', sql: 'wide_month' }
  const number = as(compile(year, scope), 'number', year, scope)
  const { sql, column, cell } = number
  const written = `${sql} BETWEEN 1 AND 9999`
  const fault = { test: `NOT (${written})`, reason: 'malformed-month', column, cell } as const
  return {
    ...number,
    type: 'month',
    sql: `CASE WHEN ${written} THEN ${sql} * 12 + wide_month END`,
    faults: [...number.faults, fault],
  }
}
