import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly head: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly number?: boolean
}

interface Props<Row> {
  /** What the table is of, for whoever does not see it stand under its heading. */
  readonly caption: string
  /** The first names the row. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string | number
}

export function Table<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  const side = ({ number }: Column<Row>) => (number === true ? 'number' : undefined)
  return (
    <table className="table">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={index} scope="col" className={side(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={index} scope="row" className={side(column)}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={index} className={side(column)}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
