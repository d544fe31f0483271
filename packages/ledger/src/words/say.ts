import type { Finding, FindingCode } from '../check/finding.ts'
import type { Refusal, RefusalCode } from '../refusal.ts'
import { en } from './en.ts'
import { monthText } from './month-text.ts'
import type { Words } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

export const REFUSAL_CODES = Object.keys(en.refusals) as readonly RefusalCode[]

/** Why an act is refused. */
export function sayRefusal({ code, params }: Refusal, language: Language): string {
  return WORDS[language].refusals[code](params as never)
}

/** Findings whose place is a period. */
const OF_PERIODS = new Set<FindingCode>(['earned-differs', 'month-differs', 'seal-differs'])

/** What a check has found. */
export function sayFinding(finding: Finding, language: Language): string {
  const { code, customer, at, kept, recomputed } = finding
  const place = at !== null && OF_PERIODS.has(code) ? monthText(at) : String(at ?? '')
  return WORDS[language].findings[code]({ customer: customer ?? '', at: place, kept, recomputed })
}
