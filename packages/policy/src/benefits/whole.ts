import { isMapShape, type MapShape } from '../shape/map.ts'
import { joinPath, type Shape } from '../shape/shape.ts'
import { isBranch } from '../values.ts'
import type { BenefitsValues } from './benefits.ts'
import { isCodesShape } from './by-code.ts'
import { valuesShape } from './language.ts'

export interface MissingValue {
  readonly path: string
  readonly key: string
  readonly example: string
}

type Branch = Readonly<Record<string, unknown>>

/**
 * Values under an overlay, what a new benefit or group leaves out filled in. Reports what must be
 * written and is nowhere.
 */
export function wholeValues(
  values: object,
  missing: (value: MissingValue) => void = () => undefined,
): BenefitsValues {
  return wholeMap(valuesShape, values as Branch, { path: '', missing }) as unknown as BenefitsValues
}

interface At {
  readonly path: string
  readonly missing: (value: MissingValue) => void
}

function wholeMap(shape: MapShape<object>, values: Branch, at: At): Branch {
  const whole = Object.entries<Shape<unknown>>(shape.keys).flatMap(([key, inner]) => {
    const path = joinPath(at.path, key)
    const value = values[key]
    if (value !== undefined) return [[key, wholeValue(inner, value, { ...at, path })] as const]
    if (inner.leftOut) return [[key, inner.leftOut.means] as const]
    at.missing({ path, key, example: inner.example })
    return []
  })
  return Object.fromEntries(whole)
}

function wholeValue(shape: Shape<unknown>, value: unknown, at: At): unknown {
  if (!isBranch(value)) return value
  if (isMapShape(shape)) return wholeMap(shape, value, at)
  if (!isCodesShape(shape)) return value
  return Object.fromEntries(
    Object.entries(value).map(([code, each]) => [
      code,
      wholeValue(shape.each, each, { ...at, path: joinPath(at.path, code) }),
    ]),
  )
}
