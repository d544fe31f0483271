import { scaleOf, unitsOf } from '@dipper/assessment'
import type { Decimal } from '@dipper/policy'
import type { Pair } from './what-if.ts'

/** Whole yuan, a half away from zero. */
export function wholeYuan(amount: Decimal): bigint {
  return rounded(unitsOf(amount, scaleOf(amount)), scaleOf(amount))
}

/** What the draft costs more, or below zero less; rounded after, not before, it is taken away. */
export function yuanMore({ inForce, draft }: Pair): bigint {
  const scale = Math.max(scaleOf(inForce), scaleOf(draft))
  return rounded(unitsOf(draft, scale) - unitsOf(inForce, scale), scale)
}

/** `1,234,567`, with a real minus. */
export function groupedBig(value: bigint): string {
  const digits = String(value < 0n ? -value : value)
  return `${value < 0n ? '−' : ''}${digits.replace(/\B(?=(\d{3})+$)/g, ',')}`
}

/** Two to four digits of the largest unit that fits, `1.23 million`; below all of them exactly. */
export function shortened(
  yuan: bigint,
  units: readonly (readonly [size: number, name: string])[],
  one: string,
): string {
  const value = Number(yuan)
  const unit = units.find(([size]) => Math.abs(value) >= size)
  if (unit === undefined) return `${groupedBig(yuan)}${one}`
  const [size, name] = unit
  const digits = Math.abs(value) < 10 * size ? 2 : 1
  const text = (value / size).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${text.replace('-', '−')}${name}`
}

/** A change: `+1,234`, `−5`, `0`. */
export function signed(value: bigint, said: (value: bigint) => string = groupedBig): string {
  if (value === 0n) return said(0n)
  return value > 0n ? `+${said(value)}` : `−${said(-value)}`
}

function rounded(units: bigint, scale: number): bigint {
  const one = 10n ** BigInt(scale)
  const size = ((units < 0n ? -units : units) * 2n + one) / (2n * one)
  return units < 0n ? -size : size
}
