import type { Language } from '@dipper/policy'
import { en } from './en.ts'
import type { ForecastWords } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export const FORECAST_WORDS: Readonly<Record<Language, ForecastWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
}
