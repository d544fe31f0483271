import { DECIMAL, normalDecimal } from '../shape/scalars.ts'

/** Numbers at one distance from each other, as counts of 10^−scale. */
export interface Range {
  readonly scale: number
  readonly from: bigint
  readonly step: bigint
  /** 0 where the step is 0 or leads away from the last number. */
  readonly count: bigint
}

/** `from`, `from + step`, … as far as `through`, without a float on the way. */
export function rangeOf(from: string, through: string, step: string): Range {
  const scale = Math.max(...[from, through, step].map(scaleOf))
  const first = unitsOf(from, scale)
  const each = unitsOf(step, scale)
  const distance = unitsOf(through, scale) - first
  const toward = each > 0n ? distance >= 0n : each < 0n && distance <= 0n
  return { scale, from: first, step: each, count: toward ? distance / each + 1n : 0n }
}

/** The numbers of a range, written without needless zeros. */
export function numbersOf({ scale, from, step, count }: Range): string[] {
  return Array.from({ length: Number(count) }, (_, at) => textOf(from + step * BigInt(at), scale))
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** Digits after the point: `0.35` → 2. */
function scaleOf(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0
}

/** `-0.35` at scale 3 → −350. */
function unitsOf(decimal: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}

/** −350 at scale 3 → `-0.35`. */
function textOf(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale)
  const text = normalDecimal(fraction === '' ? whole : `${whole}.${fraction}`)
  return units < 0n ? `-${text}` : text
}
