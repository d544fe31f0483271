import { nearest } from '@dipper/policy'
import type { Report } from './mistakes.ts'
import {
  type Entry,
  entryOf,
  type Written,
  type WrittenMap,
  type WrittenScalar,
} from './written.ts'

/** The map, or undefined after reporting what stands in its place. */
export function expectMap(
  written: Written,
  example: string,
  report: Report,
): WrittenMap | undefined {
  if (written.kind === 'map') return written
  return report('not-a-map', { path: written.path, example }, written.place)
}

export function expectScalar(
  written: Written,
  example: string,
  report: Report,
): WrittenScalar | undefined {
  if (written.kind === 'scalar' && (written.text !== '' || written.quoted)) return written
  return report('not-one-value', { path: written.path, example }, written.place)
}

/** The items of a list that has some. */
export function expectList(
  written: Written,
  example: string,
  report: Report,
): readonly Written[] | undefined {
  if (written.kind === 'list' && written.items.length > 0) return written.items
  return report('not-a-list', { path: written.path, example }, written.place)
}

/** One scalar, or a list of them. */
export function scalars(written: Written, example: string, report: Report): WrittenScalar[] {
  const items = written.kind === 'list' ? expectList(written, example, report) : [written]
  return (items ?? []).flatMap((item) => expectScalar(item, example, report) ?? [])
}

/** Reports every key that is not one of these. */
export function onlyKeys(map: WrittenMap, allowed: readonly string[], report: Report): void {
  for (const { key, place } of map.entries) {
    if (allowed.includes(key)) continue
    const free = allowed.filter((each) => entryOf(map, each) === undefined)
    const meant = nearest(key, free)
    report('unknown-key', { path: map.path, key, allowed: allowed.join(', '), meant }, place)
  }
}

export function requiredEntry(
  map: WrittenMap,
  key: string,
  example: string,
  report: Report,
): Entry | undefined {
  const found = entryOf(map, key)
  return found ?? report('missing-key', { path: map.path, key, example }, map.place)
}

/** One of a closed list of words. */
export function wordOf<W extends string>(
  written: Written,
  words: readonly W[],
  report: Report,
): W | undefined {
  const scalar = expectScalar(written, words[0] as string, report)
  if (scalar === undefined) return undefined
  const known = words.find((word) => word === scalar.text)
  return known ?? reportWord(scalar, words, report)
}

export function reportWord(
  { text, path, place }: Pick<WrittenScalar, 'text' | 'path' | 'place'>,
  words: readonly string[],
  report: Report,
): undefined {
  const meant = nearest(text, words)
  return report('unknown-word', { path, written: text, allowed: words.join(', '), meant }, place)
}
