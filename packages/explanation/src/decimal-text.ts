import type { Decimal } from '@dipper/policy'

/** A count of 10^−digits as a decimal, exactly: (151335, 2) → `1513.35`. */
export function decimalText(units: bigint, digits: number): Decimal {
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const fraction = text.slice(text.length - digits)
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
