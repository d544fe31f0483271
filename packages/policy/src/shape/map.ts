import { nearest } from '../nearest.ts'
import { entryOf, isNull, type WrittenMap } from '../written.ts'
import {
  type At,
  type JsonSchema,
  joinPath,
  type Loose,
  type Readable,
  readValue,
  type Shape,
} from './shape.ts'

/** Keys that belong elsewhere, each refused with its own explanation. */
type Refused = 'overlay-transition' | 'overlay-through' | 'overlay-title'

export interface MapShape<T> extends Shape<T> {
  readonly keys: { readonly [K in keyof T & string]: Shape<T[K]> }
  readonly refused: Readonly<Record<string, Refused>>
  /**
   * Keys that must be written where the others may be absent and then stay absent, as in an
   * overlay. Undefined for a whole map: there an absent key takes its `leftOut` or is a mistake.
   */
  readonly required: readonly string[] | undefined
}

interface MapOptions {
  readonly refused?: Readonly<Record<string, Refused>>
  readonly required?: readonly string[]
  readonly example?: string
}

/** A map whose keys are all known: no other key is read. */
export function map<T extends object>(
  meaning: string,
  keys: MapShape<T>['keys'],
  options: MapOptions = {},
): MapShape<T> {
  const shape: Omit<MapShape<T>, 'read' | 'schema'> = {
    meaning,
    keys,
    inside: keys,
    refused: options.refused ?? {},
    required: options.required,
    example: options.example ?? `{${Object.keys(keys).join(': …, ')}: …}`,
  }
  return {
    ...shape,
    read: (written, at) => readMap(shape, written, at),
    schema: () => mapSchema(shape),
  }
}

/** The same map with every value free to be absent, at every depth. */
export function partly<T extends object>(shape: MapShape<T>): MapShape<Loose<T>> {
  const keys = Object.fromEntries(
    Object.entries<Shape<unknown>>(shape.keys).map(([key, inner]) => [
      key,
      isMapShape(inner) ? { ...partly(inner), ...freedom(inner) } : inner,
    ]),
  )
  const { meaning, example, refused } = shape
  return map(meaning, keys as MapShape<Loose<T>>['keys'], { example, refused, required: [] })
}

/** A group that may be left out may also be taken away. */
function freedom({ leftOut }: Shape<object>): Pick<Shape<object>, 'leftOut'> {
  return leftOut ? { leftOut } : {}
}

/** Whether a value of this shape is always a map. */
export function isMapShape(shape: Shape<unknown>): shape is MapShape<object> {
  return 'keys' in shape
}

type MapParts = Pick<MapShape<object>, 'meaning' | 'keys' | 'refused' | 'required' | 'example'>

function readMap<T>(shape: MapParts, written: Readable, at: At): Loose<T> | undefined {
  if (written.kind !== 'map') {
    const { path } = at
    return at.report('not-a-map', { path, example: shape.example }, written.place)
  }
  const meant = reportUnknownKeys(shape, written, at)
  const read = Object.entries<Shape<unknown>>(shape.keys).flatMap(([key, inner]) => {
    const mayBeAbsent = meant.has(key) || shape.required?.includes(key) === false
    const value = readKey({ key, inner, mayBeAbsent }, written, at)
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(read) as Loose<T>
}

/** The keys that were probably meant by the unknown ones. */
function reportUnknownKeys(shape: MapParts, written: WrittenMap, at: At): ReadonlySet<string> {
  const allowed = Object.keys(shape.keys)
  const free = allowed.filter((key) => !entryOf(written, key))
  const meant = new Set<string>()
  for (const { key, keyPlace } of written.entries) {
    if (Object.hasOwn(shape.keys, key)) continue
    const refused = Object.hasOwn(shape.refused, key) && shape.refused[key]
    if (refused) {
      at.report(refused, {}, keyPlace)
      continue
    }
    const near = nearest(key, free)
    meant.add(near)
    const params = { path: at.path, key, allowed: allowed.join(', '), meant: near }
    at.report('unknown-key', params, keyPlace)
  }
  return meant
}

interface Keyed {
  readonly key: string
  readonly inner: Shape<unknown>
  readonly mayBeAbsent: boolean
}

function readKey({ key, inner, mayBeAbsent }: Keyed, written: WrittenMap, at: At): unknown {
  const entry = entryOf(written, key)
  const path = joinPath(at.path, key)
  if (entry && !isNull(entry.value)) {
    return readValue(inner, entry.value, { path, place: entry.keyPlace, report: at.report })
  }
  if (!entry && mayBeAbsent) return undefined
  if (inner.leftOut) return inner.leftOut.means
  const place = entry?.keyPlace ?? at.place
  return at.report('missing', { path, key, example: inner.example }, place)
}

function mapSchema(shape: MapParts): JsonSchema {
  const entries = Object.entries<Shape<unknown>>(shape.keys)
  const required =
    shape.required ?? entries.filter(([, inner]) => !inner.leftOut).map(([key]) => key)
  return {
    type: 'object',
    description: shape.meaning,
    properties: Object.fromEntries(entries.map(([key, inner]) => [key, keySchema(inner)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

function keySchema(shape: Shape<unknown>): JsonSchema {
  const schema = shape.schema()
  if (!shape.leftOut) return schema
  const { description, ...rest } = schema
  return { description, anyOf: [rest, { type: 'null' }], default: shape.leftOut.means }
}
