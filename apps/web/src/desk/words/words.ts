import type { Language } from '../../api/answers.ts'
import { useSettings } from '../../settings/settings.tsx'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** What the desk says beyond the words that all pages have. */
export type DeskWords = typeof zhCN

const WORDS: Readonly<Record<Language, DeskWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

export function useDeskWords(): DeskWords {
  return WORDS[useSettings().language]
}
