import type { Language, Whole } from '../api/answers.ts'

/** Whole fen as yuan, exact: `¥1,234.50`, `1,234.50 元`, `CNY 1,234.50`. */
export function money(fen: Whole, language: Language): string {
  return billed(fen, language).replace(/[.]00(?= |$)/, '')
}

/** The same with its fen always, for amounts that stand below each other: `¥199.00`. */
export function billed(fen: Whole, language: Language): string {
  const amount = BigInt(fen)
  const size = amount < 0n ? -amount : amount
  const text = `${grouped(size / 100n, language)}.${String(size % 100n).padStart(2, '0')}`
  return inYuan(amount < 0n ? `−${text}` : text, language)
}

/** A whole number of anything, exact, grouped by thousands. */
export function count(value: Whole | bigint, language: Language): string {
  const number = BigInt(value)
  return number < 0n ? `−${grouped(-number, language)}` : grouped(number, language)
}

function inYuan(text: string, language: Language): string {
  if (language === 'zh-TW') return `${text} 元`
  return language === 'en' ? `CNY ${text}` : text.replace(/^−?/, '$&¥')
}

function grouped(number: bigint, language: Language): string {
  return new Intl.NumberFormat(language).format(number)
}

/** How much of a whole, 0 to 1, for drawing alone. */
export function share(part: Whole | bigint, whole: Whole | bigint): number {
  const [of, all] = [BigInt(part), BigInt(whole)]
  if (all <= 0n || of <= 0n) return 0
  return of >= all ? 1 : Number((of * 10_000n) / all) / 10_000
}

/** Yuan as somebody writes them, in fen; null for anything else. */
export function fenIn(yuan: string): number | null {
  const [, whole, rest = ''] = /^([0-9]{1,9})(?:[.]([0-9]{1,2}))?$/.exec(yuan.trim()) ?? []
  return whole === undefined ? null : Number(whole + rest.padEnd(2, '0'))
}
