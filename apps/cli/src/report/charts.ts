import { element, tag, textElement } from './markup.ts'

export interface Bar {
  readonly label: string
  readonly value: number
  /** The same in the month before; null draws no second bar. */
  readonly before: number | null
  readonly text: string
}

export interface Line {
  readonly title: string
  readonly values: readonly number[]
  /** Beside the title: the first value and the last. */
  readonly ends: string
  /** Under the two ends. */
  readonly first: string
  readonly last: string
}

/** Drawings grow and shrink with the page; these are units of their own. */
const WIDTH = 360

/** Bars from the left, each with the month before below; `label` says all to who sees nothing. */
export function bars(label: string, drawn: readonly Bar[]): string {
  const [start, room] = [108, 136]
  const row = drawn.some(({ before }) => before !== null) ? 28 : 20
  const most = Math.max(1, ...drawn.flatMap(({ value, before }) => [value, before ?? 0]))
  const long = (value: number) => round((value / most) * room)
  const parts = drawn.map(({ label: name, value, before, text }, index) => {
    const y = index * row
    const now = { x: start, y: y + 3, width: long(value), height: 12, class: 'now' }
    const earlier = { x: start, y: y + 17, width: long(before ?? 0), height: 5, class: 'earlier' }
    return [
      textElement('text', { x: 0, y: y + 13, class: 'soft' }, name),
      element('rect', now, ''),
      ...(before === null ? [] : [element('rect', earlier, '')]),
      textElement('text', { x: WIDTH, y: y + 13, 'text-anchor': 'end' }, text),
    ].join('')
  })
  return picture(label, WIDTH, drawn.length * row, parts)
}

/** One line from zero up, over as many months as there are values. */
export function line(label: string, { title, values, ends, first, last }: Line): string {
  const [width, top, height] = [170, 18, 44]
  const most = Math.max(1, ...values)
  const step = width / Math.max(1, values.length - 1)
  const points = values.map(
    (value, index) => `${round(index * step)},${round(top + height * (1 - value / most))}`,
  )
  const [base, under] = [top + height, top + height + 13]
  return picture(label, width, under + 4, [
    textElement('text', { x: 0, y: 11 }, title),
    textElement('text', { x: width, y: 11, 'text-anchor': 'end' }, ends),
    `${tag('line', { x1: 0, x2: width, y1: base, y2: base, class: 'axis' })}</line>`,
    element('polyline', { points: points.join(' '), class: 'line' }, ''),
    textElement('text', { x: 0, y: under, class: 'soft' }, first),
    textElement('text', { x: width, y: under, 'text-anchor': 'end', class: 'soft' }, last),
  ])
}

function picture(label: string, width: number, height: number, parts: readonly string[]): string {
  const attributes = { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }
  return element('svg', attributes, parts.join(''))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
