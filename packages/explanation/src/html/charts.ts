import type { Chart, GrowthChart, PeriodsChart, ValidityChart } from '../page/page.ts'
import { amount } from '../words/amount.ts'
import { element, tag, textElement } from './markup.ts'

/** All drawings are this wide; they grow and shrink with the page. */
const WIDTH = 360

/** A drawing as inline SVG. Says what it shows to who cannot see it; the numbers are in a table. */
export function chart(drawn: Chart): string {
  switch (drawn.type) {
    case 'periods':
      return periodsChart(drawn)
    case 'growth':
      return growthChart(drawn)
    case 'validity':
      return validityChart(drawn)
  }
}

/** One bar a period, from zero to the right, or to the left where refunds outweigh. */
function periodsChart({ label, bars }: PeriodsChart): string {
  const [row, start, room] = [20, 78, 190]
  const fen = bars.map((bar) => bar.fen)
  const least = smallest([0n, ...fen])
  const range = largest([0n, ...fen]) - least
  const at = (value: bigint) => start + (range === 0n ? 0 : share(value - least, range) * room)
  const drawn = bars.map((bar, index) => {
    const y = index * row
    const [from, through] = bar.fen < 0n ? [at(bar.fen), at(0n)] : [at(0n), at(bar.fen)]
    const place = { x: round(from), y: y + 3, width: round(through - from), height: row - 6 }
    return [
      textElement('text', { x: 0, y: y + 14, class: 'soft' }, bar.label),
      element('rect', { ...place, class: 'fill' }, ''),
      textElement('text', { x: WIDTH, y: y + 14, 'text-anchor': 'end' }, bar.text),
    ].join('')
  })
  const axis = { x1: round(at(0n)), x2: round(at(0n)), y1: 0, y2: bars.length * row }
  return picture(label, bars.length * row, [...drawn, line(axis)])
}

/** A step for each star, all as wide, filled as far as the growth value goes. */
function growthChart({ label, value, steps }: GrowthChart): string {
  const width = WIDTH / (steps.length + 1)
  const bounds = [0, ...steps.map(({ threshold }) => threshold)]
  const drawn = bounds.map((lower, index) => {
    const x = round(index * width)
    const filled = filledShare(value, lower, bounds[index + 1])
    const place = { x: x + 1, y: 16, height: 14 }
    const name = steps[index - 1]?.name ?? ''
    const middle = { x: round(x + width / 2), y: 44, 'text-anchor': 'middle', class: 'soft' }
    const edge = { x: x + 1, y: 11 }
    return [
      textElement('text', edge, amount(lower)),
      element('rect', { ...place, width: round(width - 2), class: 'track' }, ''),
      element('rect', { ...place, width: round((width - 2) * filled), class: 'fill' }, ''),
      textElement('text', middle, name),
    ].join('')
  })
  return picture(label, 50, drawn)
}

function filledShare(value: bigint, lower: number, upper: number | undefined): number {
  if (upper === undefined) return value >= BigInt(lower) ? 1 : 0
  const inside = value - BigInt(lower)
  const range = BigInt(upper - lower)
  return inside <= 0n ? 0 : inside >= range ? 1 : share(inside, range)
}

/** A cell for each month of validity, twelve in a row; the month explained stands out. */
function validityChart({ label, months }: ValidityChart): string {
  const [perRow, height] = [12, 20]
  const width = WIDTH / perRow
  const rows = Math.ceil(months.length / perRow)
  const cells = months.map(({ state }, index) => {
    const x = round((index % perRow) * width + 1)
    const y = Math.floor(index / perRow) * height + 2
    const shade = state === 'now' ? 'fill' : state
    return element('rect', { x, y, width: round(width - 2), height: 14, class: shade }, '')
  })
  const y = rows * height + 12
  const last = Math.min(months.length, perRow) * width
  const ends = [
    textElement('text', { x: 1, y }, months[0]?.label ?? ''),
    textElement('text', { x: round(last), y, 'text-anchor': 'end' }, months.at(-1)?.label ?? ''),
  ]
  return picture(label, y + 6, [...cells, ...(months.length < 4 ? ends.slice(0, 1) : ends)])
}

function picture(label: string, height: number, parts: readonly string[]): string {
  const attributes = { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label }
  return element('svg', attributes, parts.join(''))
}

function line(attributes: Readonly<Record<string, number>>): string {
  return `${tag('line', { ...attributes, class: 'axis' })}</line>`
}

/** For drawing only: three digits are enough. */
function share(part: bigint, whole: bigint): number {
  return Number((part * 1000n) / whole) / 1000
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function smallest(values: readonly bigint[]): bigint {
  return values.reduce((least, value) => (value < least ? value : least))
}

function largest(values: readonly bigint[]): bigint {
  return values.reduce((most, value) => (value > most ? value : most))
}
