import type { ReadValues } from './rules/rule.ts'

/** One value and its path, `growth.spend.months`. Lists are one value. */
export interface Leaf {
  readonly path: string
  readonly value: unknown
}

type Branch = Readonly<Record<string, unknown>>

/** Replaced whole by an overlay, though it may be a map. */
export const PER_YUAN = 'growth.spend.perYuan'

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `star.thresholds[6]` → `star`, `thresholds`, 6: the keys of a path, and elements counted from 0. */
export function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) =>
    index === undefined ? step : Number(index),
  )
}

/** All leaves under a value, in its own order. */
export function leavesOf(value: unknown, path = ''): Leaf[] {
  if (!isBranch(value)) return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  )
}

/**
 * The values of a region: an overlay's laid over a document's (policy.md, overlay). Lists and maps
 * under `perYuan` are replaced whole, other maps value by value; null takes a value away.
 */
export function layOver<V extends object>(values: V, overlay: Branch): V {
  return laid(values, overlay, '') as V
}

/** The four groups of a document or overlay, those that are there. */
export function groupsOf(content: ReadValues): ReadValues {
  const { eligible, growth, star, corrections } = content
  return {
    ...(eligible && { eligible }),
    ...(growth && { growth }),
    ...(star && { star }),
    ...(corrections && { corrections }),
  }
}

function laid(below: unknown, above: unknown, path: string): unknown {
  if (!isBranch(below) || !isBranch(above) || path === PER_YUAN) return above
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])]
  return Object.fromEntries(
    keys.map((key) => {
      const inner = path === '' ? key : `${path}.${key}`
      return [key, key in above ? laid(below[key], above[key], inner) : below[key]]
    }),
  )
}
