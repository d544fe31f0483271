import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { LANGUAGES, type Language, lastDayOf, type Month, parseMonth } from '@dipper/policy'
import { type Io, pathAt } from './io.ts'
import { misused } from './usage-error.ts'

/** Parsers of options: what is written to what is meant, or a usage error that names the option. */
type Parser<T> = (written: string) => T

export function monthOf(option: string): Parser<Month> {
  return (written) => parseMonth(written) ?? misused('not-a-month', { option, written })
}

export function dateOf(option: string): Parser<string> {
  return (written) => {
    const month = /^\d{4}-\d\d-\d\d$/.test(written) ? parseMonth(written.slice(0, 7)) : undefined
    const day = written.slice(8)
    const exists = month !== undefined && day >= '01' && written <= lastDayOf(month)
    return exists ? written : misused('not-a-date', { option, written })
  }
}

export function wholeNumber(option: string, from: number, through: number): Parser<number> {
  return (written) => {
    const value = /^\d{1,16}$/.test(written) ? Number(written) : Number.NaN
    if (value >= from && value <= through) return value
    return misused('not-a-number', { option, written, from, through })
  }
}

/** Yuan, with a fen or two behind the point, in fen: `59.9` → 5990. Up to a thousand million yuan. */
export function yuanOf(option: string): Parser<bigint> {
  return (written) => {
    const [, yuan, fen = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(written) ?? []
    if (yuan === undefined) return misused('not-an-amount', { option, written })
    return BigInt(yuan + fen.padEnd(2, '0'))
  }
}

export function oneOf<T extends string>(option: string, allowed: readonly T[]): Parser<T> {
  return (written) =>
    allowed.find((each) => each === written) ??
    misused('not-a-choice', { option, written, allowed: allowed.join(', ') })
}

export function engineNamed(written: string): 'duckdb' {
  return written === 'duckdb' ? written : misused('unknown-engine', { written })
}

/** A file to write: its folder exists and its ending is one of those. */
export function outFile(io: Io, written: string, endings: readonly string[]): string {
  if (!endings.some((ending) => written.endsWith(ending)))
    misused('out-ending', { file: written, endings: endings.join(', ') })
  const file = pathAt(io, written)
  const folder = dirname(file)
  return existsSync(folder) ? file : misused('out-folder-missing', { folder })
}

export function existingFile(io: Io, written: string): string {
  const file = pathAt(io, written)
  return existsSync(file) ? file : misused('file-missing', { file: written })
}

/** A folder, there already or to be made. */
export function folderAt(io: Io, written: string): string {
  const folder = pathAt(io, written)
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found !== undefined && !found.isDirectory()) misused('not-a-folder', { path: written })
  return folder
}

/** The language asked for, else the terminal's if it is Chinese, else English. */
export function languageOf(argv: readonly string[], env: Io['env']): Language {
  const asked = argv.flatMap((each, index) =>
    each.startsWith('--lang=') ? [each.slice(7)] : each === '--lang' ? [argv[index + 1]] : [],
  )
  const known = LANGUAGES.find((language) => language === asked.at(-1))
  return known ?? languageOfLocale([env['LC_ALL'], env['LC_MESSAGES'], env['LANG']])
}

function languageOfLocale(locales: readonly (string | undefined)[]): Language {
  const locale = locales.find((each) => each !== undefined && each !== '') ?? ''
  if (/^zh[_-](TW|HK|MO|Hant)/i.test(locale)) return 'zh-TW'
  return /^zh/i.test(locale) ? 'zh-CN' : 'en'
}
