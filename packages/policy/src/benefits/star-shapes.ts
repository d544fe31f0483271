import { list } from '../shape/lists.ts'
import { integer } from '../shape/scalars.ts'
import {
  type At,
  joinPath,
  type Loose,
  type Readable,
  readWhole,
  type Shape,
} from '../shape/shape.ts'
import { isNull } from '../written.ts'
import type { ByStar, StarValue } from './benefits.ts'

const RANGE = /^([1-9]\d?)\.\.([1-9]\d?)$/
const STAR = /^[1-9]\d?$/
/** More stars than any programme has. */
export const STAR_MAX = 99

/** Stars as a list, `[6, 7]`, or from one to another, `3..7`; rising, each once. */
export function starSet(meaning: string): Shape<readonly number[]> {
  const star = integer('A star.', { min: 1, max: STAR_MAX, example: '3' })
  const listed = list(meaning, star, { example: '[6, 7]' })
  return {
    meaning,
    example: '3..7',
    schema: () => ({
      description: meaning,
      anyOf: [
        { type: 'string', pattern: RANGE.source },
        { type: 'array', items: star.schema(), uniqueItems: true },
      ],
    }),
    read(written, at) {
      if (written.kind !== 'list') return readRange(written, at)
      for (const [index, item] of written.items.entries()) {
        if (item.kind !== 'scalar') continue
        const same = written.items.find((each) => each.kind === 'scalar' && each.text === item.text)
        if (same === written.items[index]) continue
        at.report('repeated-word', { path: at.path, written: item.text }, item.place)
      }
      return listed.read(written, at)?.toSorted((left, right) => left - right)
    },
  }
}

function readRange(written: Readable, at: At): readonly number[] | undefined {
  const text = written.kind === 'scalar' ? written.text : ''
  const [, from = 0, through = 0] = (RANGE.exec(text) ?? []).map(Number)
  if (from === 0 || through < from) {
    const shown = written.kind === 'scalar' ? text : '{…}'
    const params = { path: at.path, written: shown }
    return at.report('benefits-stars-written', params, written.place)
  }
  return Array.from({ length: through - from + 1 }, (_, index) => from + index)
}

/** One value for every star, or a map with one for each, `{5: 10000, 6: 20000}`. */
export function byStar<T extends number | null>(
  meaning: string,
  each: Shape<T>,
  example: string,
): Shape<ByStar<T>> {
  return {
    meaning,
    example,
    schema: () => {
      const { description: _, ...one } = each.schema()
      const map = {
        type: 'object',
        patternProperties: { [STAR.source]: each.schema() },
        additionalProperties: false,
        minProperties: 1,
      }
      return { description: meaning, anyOf: [one, map] }
    },
    read: (written, at) => {
      const read =
        written.kind === 'map' ? readByStar(each, written, at) : readWhole(each, written, at)
      return read as Loose<ByStar<T>> | undefined
    },
  }
}

/** Read whole, as a list is: one unreadable value makes it unreadable. */
function readByStar<T>(
  each: Shape<T>,
  written: Extract<Readable, { kind: 'map' }>,
  at: At,
): readonly StarValue<T>[] | undefined {
  if (written.entries.length === 0) {
    return at.report('missing', { path: at.path, key: '5', example: each.example }, written.place)
  }
  const read = written.entries.map(({ key, keyPlace, value }): StarValue<T> | undefined => {
    const path = joinPath(at.path, key)
    if (!STAR.test(key)) {
      return at.report('benefits-by-star-key', { path: at.path, written: key }, keyPlace)
    }
    if (isNull(value)) return at.report('missing', { path, key, example: each.example }, keyPlace)
    const read = readWhole(each, value, { path, place: keyPlace, report: at.report })
    return read === undefined ? undefined : { star: Number(key), value: read }
  })
  const whole = read.filter((one) => one !== undefined)
  if (whole.length < read.length) return undefined
  return whole.toSorted((left, right) => left.star - right.star)
}

/** A count of 1 or more, or `unlimited`, which is read as null. */
export function usesShape(meaning: string): Shape<number | null> {
  const counted = integer(meaning, { min: 1, example: '2' })
  return {
    ...counted,
    schema: () => {
      const { description, ...number } = counted.schema()
      return { description, anyOf: [number, { const: 'unlimited' }] }
    },
    read(written, at) {
      if (written.kind === 'scalar' && written.text === 'unlimited') return null
      return counted.read(written, at)
    },
  }
}
