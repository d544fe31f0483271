import type { Language } from '../api/answers.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** Everything that the pages say themselves. Sentences about stars, benefits and problems are the API's. */
export type Words = typeof zhCN

export const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'en']

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** All three are small, and at hand when the language changes without a network. */
export function wordsIn(language: Language): Words {
  return WORDS[language]
}
