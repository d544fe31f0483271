import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLError,
} from 'yaml'
import type { Place, Report } from './mistakes.ts'

/** What a YAML or JSON text says, with the place of everything and scalars as they are written. */
export type Written = WrittenMap | WrittenList | WrittenScalar | Unreadable

export interface WrittenMap {
  readonly kind: 'map'
  readonly place: Place
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly key: string
  readonly keyPlace: Place
  readonly value: Written
}

interface WrittenList {
  readonly kind: 'list'
  readonly place: Place
  readonly items: readonly Written[]
}

export interface WrittenScalar {
  readonly kind: 'scalar'
  readonly place: Place
  /** Plain scalars to the letter, so that no number passes through a float. */
  readonly text: string
  readonly quoted: boolean
  /** What YAML's core schema takes it for. */
  readonly type: 'text' | 'number' | 'flag' | 'null'
}

/** Something that was reported already and is not read further. */
interface Unreadable {
  readonly kind: 'unreadable'
  readonly place: Place
}

const START: Place = { line: 1, column: 1 }

/** The one map of a text, or undefined after reporting why there is none. */
export function readWritten(text: string, report: Report): WrittenMap | undefined {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const place = placing(lines)
  const [document, second] = documents
  if (!document) return report('empty-file', {}, START)
  const error = documents.flatMap((each) => each.errors)[0]
  if (error) return reportSyntax(error, place, report)
  if (second) return report('several-documents', {}, place(second.range[0]))
  return rootMap(document, { place, report })
}

interface Reading {
  readonly place: (offset: number) => Place
  readonly report: Report
}

function placing(lines: LineCounter): (offset: number) => Place {
  return (offset) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
}

function reportSyntax(error: YAMLError, place: Reading['place'], report: Report): undefined {
  const at = place(error.pos[0])
  if (error.code === 'TAB_AS_INDENT') return report('tab', {}, at)
  if (/closing|end with a/.test(error.message)) return report('unclosed', {}, at)
  return report('syntax', {}, at)
}

function rootMap(document: Document, reading: Reading): WrittenMap | undefined {
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return reading.report('empty-file', {}, START)
  }
  const root = written(contents, reading)
  if (root.kind === 'map') return root
  return reading.report('not-a-document', {}, root.place)
}

function written(node: Node, reading: Reading): Written {
  const place = reading.place(node.range?.[0] ?? 0)
  if (isAlias(node)) {
    reading.report('alias', { name: node.source }, place)
    return { kind: 'unreadable', place }
  }
  if ('tag' in node && node.tag) reading.report('tag', { tag: shortTag(node.tag) }, place)
  if (isMap(node)) return writtenMap(node.items, place, reading)
  if (isSeq(node)) {
    const items = node.items.map((item) => written(item as Node, reading))
    return { kind: 'list', place, items }
  }
  return writtenScalar(node, place)
}

function shortTag(tag: string): string {
  return tag.replace('tag:yaml.org,2002:', '!!')
}

function writtenMap(pairs: readonly Pair[], place: Place, reading: Reading): WrittenMap {
  const entries = new Map<string, Entry>()
  for (const pair of pairs) {
    const keyNode = pair.key as Node
    const keyPlace = reading.place(keyNode.range?.[0] ?? 0)
    if (!isScalar(keyNode)) {
      reading.report('key-not-text', {}, keyPlace)
      continue
    }
    const key = writtenScalar(keyNode, keyPlace).text
    const first = entries.get(key)
    if (first) {
      reading.report('duplicate-key', { key, firstLine: first.keyPlace.line }, keyPlace)
      continue
    }
    entries.set(key, { key, keyPlace, value: valueOf(pair, keyPlace, reading) })
  }
  return { kind: 'map', place, entries: [...entries.values()] }
}

/** A key in a flow map may stand alone, `{mobile}`: it has no value then. */
function valueOf(pair: Pair, keyPlace: Place, reading: Reading): Written {
  if (pair.value) return written(pair.value as Node, reading)
  return { kind: 'scalar', place: keyPlace, text: '', quoted: false, type: 'null' }
}

function writtenScalar(node: Scalar, place: Place): WrittenScalar {
  const quoted = node.type !== 'PLAIN'
  const text = quoted ? String(node.value) : (node.source ?? '')
  return { kind: 'scalar', place, text, quoted, type: scalarType(node.value) }
}

function scalarType(value: unknown): WrittenScalar['type'] {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'flag'
  return typeof value === 'string' ? 'text' : 'number'
}

export function isNull(value: Written): boolean {
  return value.kind === 'scalar' && value.type === 'null'
}

export function entryOf(map: WrittenMap, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key === key)
}

/**
 * The place to look at for a path such as `star.caps[1].atMost`, items counted from 1: the value,
 * the key of a map, or the nearest key above where the text does not go that far.
 */
export function locate(root: WrittenMap, path: string): Place {
  let value: Written = root
  let place = root.place
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    const next = stepInto(value, step)
    if (!next) return place
    value = next.value
    place = value.kind === 'map' || isNull(value) ? next.place : value.place
  }
  return place
}

function stepInto(value: Written, step: string): { value: Written; place: Place } | undefined {
  if (value.kind === 'list') {
    const item = value.items[Number(step) - 1]
    return item && { value: item, place: item.place }
  }
  const entry = value.kind === 'map' ? entryOf(value, step) : undefined
  return entry && { value: entry.value, place: entry.keyPlace }
}
