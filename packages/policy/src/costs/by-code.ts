import { joinPath, type Loose, readValue, type Shape } from '../shape/shape.ts'
import { isNull } from '../written.ts'

export const CODE = /^[a-z0-9-]+$/

/** A map whose keys are codes of benefits; which ones there are is for the file to say. */
export function byCode<T>(
  meaning: string,
  each: Shape<T>,
  example: string,
): Shape<Readonly<Record<string, T>>> {
  return {
    meaning,
    example,
    schema: () => ({
      type: 'object',
      description: meaning,
      patternProperties: { [CODE.source]: each.schema() },
      additionalProperties: false,
    }),
    read(written, at) {
      const params = { path: at.path, example }
      if (written.kind !== 'map') return at.report('not-a-map', params, written.place)
      const read: Record<string, Loose<T> | undefined> = {}
      for (const { key, keyPlace, value } of written.entries) {
        const path = joinPath(at.path, key)
        if (!CODE.test(key)) {
          at.report('costs-benefit-code', { written: key }, keyPlace)
        } else if (isNull(value)) {
          at.report('missing', { path, key, example: each.example }, keyPlace)
        } else {
          read[key] = readValue(each, value, { path, place: keyPlace, report: at.report })
        }
      }
      return read as Loose<Readonly<Record<string, T>>>
    },
  }
}
