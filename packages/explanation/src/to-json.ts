export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * A record, such as an explanation, as JSON. Whole numbers stay exact: one beyond 2^53 − 1, where a JSON reader may round,
 * is written as a string.
 */
export function toJson(record: object): Json {
  return jsonOf(record)
}

function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint') return integerOf(value)
  if (Array.isArray(value)) return value.map(jsonOf)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonOf(part)]))
  }
  return value as Json
}

function integerOf(value: bigint): Json {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}
