import type { Language } from '@dipper/policy'
import { type Said, saidIn } from '../../report/words/index.ts'
import { en } from './en.ts'
import type { WhatIfWords } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export const WHAT_IF_WORDS: Readonly<Record<Language, WhatIfWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
}

/** All that what-if can say in one language. */
export interface WhatIfSaid extends Said {
  readonly whatIf: WhatIfWords
}

export function whatIfSaidIn(language: Language): WhatIfSaid {
  return { ...saidIn(language), whatIf: WHAT_IF_WORDS[language] }
}
