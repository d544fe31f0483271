import type { Written } from '../written.ts'
import { word } from './scalars.ts'
import { type At, type Readable, readWhole, type Shape } from './shape.ts'

interface ListOptions {
  readonly example: string
  /** 0 where not written as 1. */
  readonly minItems?: 0 | 1
}

/** A list, read whole: one unreadable item makes the list unreadable. */
export function list<T>(
  meaning: string,
  item: Shape<T>,
  { example, minItems = 0 }: ListOptions,
): Shape<readonly T[]> {
  return {
    meaning,
    example,
    item,
    schema: () => ({ type: 'array', description: meaning, items: item.schema(), minItems }),
    read(written, at) {
      const items = expectItems(written, at, { example, minItems })
      const read = items?.map((each, index) => {
        const itemAt = { ...at, path: `${at.path}[${index + 1}]`, place: each.place }
        return readWhole(item, each, itemAt)
      })
      return read?.every((each) => each !== undefined) ? read : undefined
    },
  }
}

/** A list of different words. */
export function wordList<const W extends string>(
  meaning: string,
  words: readonly W[],
  options: ListOptions,
): Shape<readonly W[]> {
  const inner = list(meaning, word(meaning, words), options)
  return {
    ...inner,
    schema: () => ({ ...inner.schema(), items: { enum: words }, uniqueItems: true }),
    read(written, at) {
      if (written.kind === 'list') reportRepeated(written.items, at)
      return inner.read(written, at)
    },
  }
}

function expectItems(
  written: Readable,
  at: At,
  { example, minItems }: Required<ListOptions>,
): readonly Written[] | undefined {
  const params = { path: at.path, example }
  if (written.kind !== 'list') return at.report('not-a-list', params, written.place)
  if (written.items.length >= minItems) return written.items
  return at.report('empty-list', params, written.place)
}

function reportRepeated(items: readonly Written[], at: At): void {
  const seen = new Set<string>()
  for (const item of items) {
    if (item.kind !== 'scalar') continue
    const params = { path: at.path, written: item.text }
    if (seen.has(item.text)) at.report('repeated-word', params, item.place)
    seen.add(item.text)
  }
}
