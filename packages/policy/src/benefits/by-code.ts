import { joinPath, type Loose, readValue, type Shape } from '../shape/shape.ts'
import { isNull } from '../written.ts'

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/

export interface CodesShape<T> extends Shape<Readonly<Record<string, T>>> {
  /** The shape under each code. */
  readonly each: Shape<T>
}

/** A map whose keys are codes; which ones there are is for the document to say. */
export function codes<T>(meaning: string, each: Shape<T>, example: string): CodesShape<T> {
  return {
    meaning,
    example,
    each,
    schema: () => ({
      type: 'object',
      description: meaning,
      patternProperties: { [CODE.source]: each.schema() },
      additionalProperties: false,
    }),
    read(written, at) {
      const params = { path: at.path, example }
      if (written.kind !== 'map') return at.report('not-a-map', params, written.place)
      const read: Record<string, Loose<T>> = {}
      for (const { key, keyPlace, value } of written.entries) {
        const path = joinPath(at.path, key)
        if (!CODE.test(key)) {
          at.report('benefits-code', { written: key }, keyPlace)
        } else if (isNull(value)) {
          at.report('missing', { path, key, example: each.example }, keyPlace)
        } else {
          const inner = readValue(each, value, { path, place: keyPlace, report: at.report })
          if (inner !== undefined) read[key] = inner
        }
      }
      return read as Loose<Readonly<Record<string, T>>>
    },
  }
}

export function isCodesShape(shape: Shape<unknown>): shape is CodesShape<object> {
  return 'each' in shape
}
