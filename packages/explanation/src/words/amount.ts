import { decimalText } from '../decimal-text.ts'

/** Whole fen as yuan with two digits, exactly: −123456 → `−1,234.56`. */
export function yuan(fen: bigint): string {
  const [whole = '', fraction = ''] = decimalText(fen < 0n ? -fen : fen, 2).split('.')
  return `${fen < 0n ? '−' : ''}${grouped(whole)}.${fraction}`
}

/** Whole yuan: 1234 → `1,234`. */
export function wholeYuan(whole: bigint): string {
  return grouped(String(whole))
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A whole number or a decimal with a real minus sign: -10 → `−10`. */
export function amount(value: bigint | number | string): string {
  return String(value).replace('-', '−')
}
