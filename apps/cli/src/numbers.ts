/** 1234567 → `1,234,567`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

/** A part of a whole with one decimal: `12.3%`; of nothing, nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part * 100) / whole).toFixed(1)}%`
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
