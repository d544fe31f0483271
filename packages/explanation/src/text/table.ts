import type { Table, TableColumn } from '../page/page.ts'
import { displayWidth, padEnd, padStart } from './width.ts'
import { wrap } from './wrap.ts'

const GAP = '  '
/** A column is not made narrower than this, however narrow the terminal. */
const NARROWEST = 8

/** Aligned columns, header and footer ruled off; words that do not fit continue below. */
export function tableLines({ columns, rows, footer }: Table, width: number): string[] {
  const header = columns.map(({ title }) => title)
  const all = [header, ...rows.map(({ cells }) => cells), ...(footer === null ? [] : [footer])]
  const widths = fit(columns, naturalWidths(all), width)
  const rule = widths.map((each) => '-'.repeat(each)).join(GAP)
  const lines = (cells: readonly string[]) => rowLines(cells, columns, widths)
  return [
    ...lines(header),
    rule,
    ...rows.flatMap(({ cells }) => lines(cells)),
    ...(footer === null ? [] : [rule, ...lines(footer)]),
  ]
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const [header = []] = rows
  return header.map((_, index) =>
    Math.max(...rows.map((cells) => displayWidth(cells[index] ?? ''))),
  )
}

/** Takes from the widest column of words until the table fits; numbers are never broken. */
function fit(columns: readonly TableColumn[], natural: readonly number[], width: number): number[] {
  const widths = [...natural]
  const total = () => widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1)
  while (total() > width) {
    const words = widths.map((each, index) => (columns[index]?.align === 'left' ? each : 0))
    const widest = Math.max(...words)
    if (widest <= NARROWEST) break
    widths[words.indexOf(widest)] = widest - 1
  }
  return widths
}

function rowLines(
  cells: readonly string[],
  columns: readonly TableColumn[],
  widths: readonly number[],
): string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 1))
  const height = Math.max(...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, index) => {
        const pad = columns[index]?.align === 'right' ? padStart : padEnd
        return pad(wrapped[index]?.[line] ?? '', width)
      })
      .join(GAP)
      .trimEnd(),
  )
}
