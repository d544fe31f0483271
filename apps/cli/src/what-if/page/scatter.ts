import { sum } from '../../numbers.ts'
import { picture, round, WIDTH } from '../../report/charts.ts'
import { element, tag, textElement } from '../../report/markup.ts'
import { displayWidth } from '../../table.ts'
import type { WhatIfSaid } from '../words/index.ts'

interface Axis {
  readonly title: string
  readonly text: (value: number) => string
}

interface Spot {
  readonly x: number
  readonly y: number
  readonly name: string
}

interface Scattered {
  readonly label: string
  readonly x: Axis
  readonly y: Axis
  /** Spots that hang together, in order. */
  readonly threads: readonly (readonly Spot[])[]
  readonly today: Spot
  readonly said: WhatIfSaid
}

const [LEFT, TOP, RIGHT, BOTTOM] = [58, 22, 14, 34]
const HEIGHT = 240
/** What a column of a name takes, and how high it stands. */
const [COLUMN, LINE] = [6.4, 12]

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Spots by two numbers, with their names where there is room, and what is in force among them. */
export function scatter({ label, x, y, threads, today, said }: Scattered): string {
  const spots = [...threads.flat(), today]
  const across = scaleOf(
    spots.map((each) => each.x),
    3,
  )
  const up = scaleOf(
    spots.map((each) => each.y),
    4,
  )
  const place = (spot: Spot) => ({
    x: round(LEFT + across.part(spot.x) * (WIDTH - LEFT - RIGHT)),
    y: round(TOP + (1 - up.part(spot.y)) * (HEIGHT - TOP - BOTTOM)),
  })
  const read = spots.map(({ name, x: at, y: high }) => `${name} ${x.text(at)}, ${y.text(high)}`)
  const { report } = said
  return picture(report.labelled(label, read.join(report.and)), WIDTH, HEIGHT, [
    textElement('text', { x: 0, y: 11, class: 'soft' }, y.title),
    textElement('text', { x: WIDTH, y: HEIGHT - 4, 'text-anchor': 'end', class: 'soft' }, x.title),
    ...up.ticks.flatMap((tick) =>
      rowTick(place({ x: across.from, y: tick, name: '' }).y, y.text(tick)),
    ),
    ...thinned(across.ticks, x.text).map((tick) =>
      columnTick(place({ x: tick, y: up.from, name: '' }).x, x.text(tick)),
    ),
    ...threads.map((thread) => {
      const points = thread.map(place).map((at) => `${at.x},${at.y}`)
      return element('polyline', { points: points.join(' '), class: 'thread' }, '')
    }),
    ...threads.flat().map((spot) => dot(place(spot))),
    diamond(place(today)),
    ...names(spots.map((spot) => ({ ...place(spot), name: spot.name }))),
  ])
}

function rowTick(y: number, text: string): string[] {
  return [
    `${tag('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, class: 'hair' })}</line>`,
    textElement('text', { x: LEFT - 6, y: y + 4, 'text-anchor': 'end', class: 'soft' }, text),
  ]
}

function columnTick(x: number, text: string): string {
  const anchor = x > WIDTH - 40 ? 'end' : 'middle'
  return textElement(
    'text',
    { x, y: HEIGHT - BOTTOM + 16, 'text-anchor': anchor, class: 'soft' },
    text,
  )
}

function dot({ x, y }: { readonly x: number; readonly y: number }): string {
  return element('circle', { cx: x, cy: y, r: 4.5, class: 'dot' }, '')
}

function diamond({ x, y }: { readonly x: number; readonly y: number }): string {
  const corners = [`${x},${y - 7}`, `${x + 7},${y}`, `${x},${y + 7}`, `${x - 7},${y}`]
  return element('polygon', { points: corners.join(' '), class: 'today' }, '')
}

/** The last is named first; a name that would lie on another one is left out. */
function names(spots: readonly Spot[]): string[] {
  const taken: Box[] = spots.map(({ x, y }) => ({ x: x - 5, y: y + 5, width: 10 }))
  return spots.toReversed().flatMap(({ x, y, name }) => {
    const width = displayWidth(name) * COLUMN
    const free = [
      { x: x + 8, y: y - 6 },
      { x: x - 8 - width, y: y - 6 },
      { x: x + 8, y: y + 15 },
      { x: x - 8 - width, y: y + 15 },
    ].find((at) => fits({ ...at, width }) && !taken.some((box) => overlap(box, { ...at, width })))
    if (free === undefined) return []
    taken.push({ ...free, width })
    return [textElement('text', { x: round(free.x), y: round(free.y), class: 'name' }, name)]
  })
}

function fits({ x, y, width }: Box): boolean {
  return x >= LEFT && x + width <= WIDTH && y - LINE >= TOP - 10 && y <= HEIGHT - BOTTOM
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && Math.abs(a.y - b.y) < LINE
}

interface Scale {
  readonly from: number
  readonly part: (value: number) => number
  readonly ticks: readonly number[]
}

/** A little more than from the least to the most, with a few round numbers within. */
function scaleOf(values: readonly number[], about: number): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = most === least ? Math.max(1, Math.abs(most) * 0.1) : (most - least) * 0.1
  const [from, through] = [Math.max(0, least - room), most + room]
  const step = roundStep((through - from) / about)
  const first = Math.ceil(from / step)
  const count = Math.floor(through / step) - first + 1
  return {
    from,
    part: (value) => (value - from) / (through - from),
    ticks: Array.from({ length: count }, (_, index) => (first + index) * step),
  }
}

/** As many of the ticks as stand beside each other with their texts. */
function thinned(ticks: readonly number[], text: (value: number) => string): number[] {
  const widths = ticks.map((tick) => (displayWidth(text(tick)) + 2) * COLUMN)
  const every = Math.ceil(sum(widths) / (WIDTH - LEFT - RIGHT))
  return ticks.filter((_, index) => index % every === 0)
}

/** About as much: 1, 2 or 5 times a power of ten, and whole. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= wanted * 0.75) ?? power
}
