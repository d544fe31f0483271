import type { Language } from '@dipper/policy'
import { WORDS } from '../../words/index.ts'
import type { Words } from '../../words/words.ts'
import { en } from './en.ts'
import type { ReportWords } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** All that a report can say in one language. */
export interface Said {
  readonly words: Words
  readonly report: ReportWords
}

export function saidIn(language: Language): Said {
  return { words: WORDS[language], report: REPORT_WORDS[language] }
}
