import type { Place, Report } from '../mistakes.ts'
import type { Written, WrittenScalar } from '../written.ts'

/** JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** A value of which parts may be unreadable; lists and scalars are there whole or not at all. */
export type Loose<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> }
    : T

/** What a shape is asked to read. */
export type Readable = Exclude<Written, { kind: 'unreadable' }>

/** Where a value stands and whom to tell. */
export interface At {
  /** Dotted path from the top of the document, empty at the top. */
  readonly path: string
  /** The value's key, or the item itself in a list. */
  readonly place: Place
  readonly report: Report
}

/** One form a value of the language can have: how it is read, and how editors are told of it. */
export interface Shape<T> {
  /** One sentence for the policy owner. */
  readonly meaning: string
  /** A right value, as it would be written. */
  readonly example: string
  /** What the value is where it is not written or null; a shape without it must be written. */
  readonly leftOut?: { readonly means: T }
  /** The value, or undefined after reporting each mistake in it. */
  readonly read: (written: Readable, at: At) => Loose<T> | undefined
  readonly schema: () => JsonSchema
  /** The shapes under its keys, for a value that has keys. */
  readonly inside?: Readonly<Record<string, Shape<unknown>>>
  /** The shape of its elements, for a list. */
  readonly item?: Shape<unknown>
}

/** The same shape, free to be left out. */
export function leftOut<T>(shape: Shape<T>, means: T): Shape<T> {
  return { ...shape, leftOut: { means } }
}

/** The scalar, or undefined after reporting a map or list in its place. */
export function expectScalar(
  written: Readable,
  at: At,
  example: string,
): WrittenScalar | undefined {
  if (written.kind === 'scalar') return written
  return at.report('not-one-value', { path: at.path, example }, written.place)
}

/** How a scalar is shown in a sentence. */
export function shown(scalar: WrittenScalar): string {
  return scalar.type === 'null' && scalar.text === '' ? 'null' : scalar.text
}

export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** The value, or what can be read of it; undefined where it was reported before. */
export function readValue<T>(shape: Shape<T>, written: Written, at: At): Loose<T> | undefined {
  return written.kind === 'unreadable' ? undefined : shape.read(written, at)
}

/** The value if it can be read without a mistake; what is found in it is reported either way. */
export function readWhole<T>(shape: Shape<T>, written: Written, at: At): T | undefined {
  let whole = true
  const report: Report = (...mistake) => {
    whole = false
    at.report(...mistake)
  }
  const value = readValue(shape, written, { ...at, report })
  return whole ? (value as T | undefined) : undefined
}
