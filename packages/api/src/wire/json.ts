import { z } from 'zod'
import { toWhole } from './integer.ts'

/** Any JSON value. */
export const json = z.unknown()

type Plain<T> = T extends Readonly<Record<string, unknown>> ? Record<string, unknown> : unknown

/** A copy that JSON can write: days as text, integers exact as `toWhole` has them. */
export function toJsonValue<T>(value: T): Plain<T> {
  return plain(value) as Plain<T>
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return toWhole(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
  }
  return value
}
