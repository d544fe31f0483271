import { element, textElement } from './markup.ts'

export interface Column {
  readonly title: string
  /** Numbers stand right; digests are set so that their digits can be compared. */
  readonly as: 'text' | 'near' | 'right' | 'mono' | 'value'
}

/** A cell's text, with more to say of its looks than its column does. */
export type Cell = string | { readonly text: string; readonly looks: string }

interface TableParts {
  readonly caption: string
  readonly columns: readonly Column[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Cell[])[]
  readonly footer?: readonly Cell[]
}

/** A table scrolls by itself where the screen is narrower, by keyboard too. */
export function table({ caption, columns, rows, footer }: TableParts): string {
  const heads = columns.map(({ title, as }) =>
    title === ''
      ? element('td', {}, '')
      : textElement('th', { scope: 'col', ...(as === 'right' ? { class: as } : {}) }, title),
  )
  const parts = [
    textElement('caption', {}, caption),
    element('thead', {}, element('tr', {}, heads.join(''))),
    element('tbody', {}, rows.map((row) => tableRow(row, columns)).join('\n')),
    ...(footer === undefined ? [] : [element('tfoot', {}, tableRow(footer, columns))]),
  ]
  const scroll = { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': caption }
  return element('div', scroll, element('table', {}, parts.join('\n')))
}

export function right(title: string): Column {
  return { title, as: 'right' }
}

export function near(title: string): Column {
  return { title, as: 'near' }
}

function tableRow(cells: readonly Cell[], columns: readonly Column[]): string {
  const written = cells.map((cell, index) => {
    const { text, looks } = typeof cell === 'string' ? { text: cell, looks: '' } : cell
    const classes = [columns[index]?.as ?? 'text', looks].join(' ').trim()
    return index === 0
      ? textElement('th', { scope: 'row', class: classes }, text)
      : textElement('td', { class: classes }, text)
  })
  return element('tr', {}, written.join(''))
}
