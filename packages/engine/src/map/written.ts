import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml'
import type { Place, Report } from './mistakes.ts'

/** What the text of a mapping says: scalars to the letter, everything with its place and path. */
export type Written = WrittenMap | WrittenList | WrittenScalar

interface At {
  readonly place: Place
  readonly path: string
}

export interface WrittenMap extends At {
  readonly kind: 'map'
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly key: string
  readonly place: Place
  readonly value: Written
}

interface WrittenList extends At {
  readonly kind: 'list'
  readonly items: readonly Written[]
}

export interface WrittenScalar extends At {
  readonly kind: 'scalar'
  readonly text: string
  readonly quoted: boolean
}

const START: Place = { line: 1, column: 1 }

interface Reading {
  readonly lines: LineCounter
  readonly report: Report
}

/** The one map of a text, or undefined after reporting why there is none. */
export function readWritten(text: string, report: Report): WrittenMap | undefined {
  const lines = new LineCounter()
  const options = { lineCounter: lines, uniqueKeys: false, prettyErrors: false } as const
  const { contents, errors } = parseDocument(text, { ...options, logLevel: 'silent' })
  const reading: Reading = { lines, report }
  const [error] = errors
  if (error !== undefined) return report('not-yaml', {}, placeOf(error.pos[0], reading))
  if (contents === null) return report('not-a-mapping', {}, START)
  const root = written(contents, '', reading)
  return root.kind === 'map' ? root : report('not-a-mapping', {}, root.place)
}

export function entryOf(map: WrittenMap, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key === key)
}

function placeOf(offset: number, { lines }: Reading): Place {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function written(node: Node, path: string, reading: Reading): Written {
  const place = placeOf(node.range?.[0] ?? 0, reading)
  if (isAlias(node) || ('tag' in node && node.tag)) reading.report('not-plain', {}, place)
  if (isMap(node)) {
    return { kind: 'map', path, place, entries: entriesOf(node.items, path, reading) }
  }
  if (isSeq(node)) {
    const items = node.items.map((item, index) =>
      written(item as Node, joined(path, String(index + 1)), reading),
    )
    return { kind: 'list', path, place, items }
  }
  return isScalar(node) ? scalar(node, place, path) : emptyAt(place, path)
}

function entriesOf(pairs: readonly Pair[], path: string, reading: Reading): Entry[] {
  const entries = new Map<string, Entry>()
  for (const { key: keyNode, value } of pairs as readonly Pair<Node, Node | null>[]) {
    const place = placeOf(keyNode.range?.[0] ?? 0, reading)
    if (!isScalar(keyNode)) {
      reading.report('not-plain', {}, place)
      continue
    }
    const key = scalar(keyNode, place, path).text
    const first = entries.get(key)
    if (first !== undefined) {
      reading.report('key-twice', { path, key, firstLine: first.place.line }, place)
      continue
    }
    const inner = joined(path, key)
    const read = value === null ? emptyAt(place, inner) : written(value, inner, reading)
    entries.set(key, { key, place, value: read })
  }
  return [...entries.values()]
}

function scalar(node: Scalar, place: Place, path: string): WrittenScalar {
  const quoted = node.type !== 'PLAIN'
  const text = quoted ? String(node.value) : (node.source ?? '')
  return { kind: 'scalar', path, place, text, quoted }
}

function emptyAt(place: Place, path: string): WrittenScalar {
  return { kind: 'scalar', path, place, text: '', quoted: false }
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
