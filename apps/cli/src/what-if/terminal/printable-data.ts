import { printable } from '../../report/markup.ts'

/** The same data, without anything in a name that could move the cursor or break a line. */
export function printableData<T>(data: T): T {
  return cleaned(data) as T
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [printable(key), cleaned(inner)]),
  )
}
