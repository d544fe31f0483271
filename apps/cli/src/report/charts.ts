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

export interface TwoLines extends Line {
  /** What the values are compared with, dashed; as many as there are values. */
  readonly against: readonly number[]
  readonly text: (value: number) => string
}

/** Drawings grow and shrink with the page; these are units of their own. */
export const WIDTH = 360
const LINE_WIDTH = 170

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
export function line(label: string, drawn: Line): string {
  const [top, height] = [18, 44]
  const most = Math.max(1, ...drawn.values)
  const base = top + height
  const at = (value: number) => top + height * (1 - value / most)
  const axis = tag('line', { x1: 0, x2: LINE_WIDTH, y1: base, y2: base, class: 'axis' })
  return framed(label, drawn, base, [`${axis}</line>`, course(drawn.values, at, 'line')])
}

/** Two lines, one dashed, between the least and the greatest value of both, which are written. */
export function twoLines(label: string, { against, text, ...drawn }: TwoLines): string {
  const [top, height, row] = [34, 36, 13]
  const all = [...drawn.values, ...against]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const base = top + height
  const at = (value: number) =>
    most === least ? base : top + height * ((most - value) / (most - least))
  const rule = (value: number) =>
    `${tag('line', { x1: 0, x2: LINE_WIDTH, y1: round(at(value)), y2: round(at(value)), class: 'hair' })}</line>`
  const scale = [
    rule(least),
    textElement('text', { x: 0, y: base + row - 2, class: 'soft' }, text(least)),
    ...(most === least
      ? []
      : [rule(most), textElement('text', { x: 0, y: top - 4, class: 'soft' }, text(most))]),
  ]
  return framed(label, drawn, base + row, [
    ...scale,
    course(against, at, 'line earlier'),
    course(drawn.values, at, 'line'),
  ])
}

/** Title and ends above, months below what is drawn. */
function framed(
  label: string,
  { title, ends, first, last }: Line,
  base: number,
  parts: readonly string[],
): string {
  const under = base + 13
  return picture(label, LINE_WIDTH, under + 4, [
    textElement('text', { x: 0, y: 11 }, title),
    textElement('text', { x: LINE_WIDTH, y: 11, 'text-anchor': 'end' }, ends),
    ...parts,
    textElement('text', { x: 0, y: under, class: 'soft' }, first),
    textElement('text', { x: LINE_WIDTH, y: under, 'text-anchor': 'end', class: 'soft' }, last),
  ])
}

function course(values: readonly number[], at: (value: number) => number, looks: string): string {
  const step = LINE_WIDTH / Math.max(1, values.length - 1)
  const points = values.map((value, index) => `${round(index * step)},${round(at(value))}`)
  return element('polyline', { points: points.join(' '), class: looks }, '')
}

/** Names the colours of what is drawn. */
export function legend(keys: readonly (readonly [looks: string, text: string])[]): string {
  const drawn = keys.map(([looks, text]) =>
    element(
      'span',
      {},
      element('span', { class: `key ${looks}` }, '') + textElement('span', {}, text),
    ),
  )
  return element('p', { class: 'legend' }, drawn.join(''))
}

/** A drawing; `label` says all of it to who sees nothing. */
export function picture(
  label: string,
  width: number,
  height: number,
  parts: readonly string[],
): string {
  const attributes = { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }
  return element('svg', attributes, parts.join(''))
}

/** One digit is enough to draw by. */
export function round(value: number): number {
  return Math.round(value * 10) / 10
}
