import type { Decimal } from '@dipper/policy'

/** Digits after the point: `0.35` → 2. */
export function scaleOf(decimal: Decimal): number {
  return decimal.split('.')[1]?.length ?? 0
}

/** A decimal as a count of 10^−scale: `0.35` at scale 3 → 350. `scale` is at least its own. */
export function unitsOf(decimal: Decimal, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}

/** Integer division towards −∞. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  return dividend % divisor < 0n ? quotient - 1n : quotient
}
