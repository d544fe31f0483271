import type { Language } from '@dipper/policy'
import type { FieldCode, ProblemCode, ProblemParams } from '../catalogue.ts'
import { en } from './en.ts'
import type { ProblemWords, Words } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** A problem in words: a title that is the same for every occurrence, and what to do. */
export function sayProblem<C extends ProblemCode>(
  code: C,
  params: ProblemParams[C],
  language: Language,
): { readonly title: string; readonly detail: string } {
  const { title, detail } = WORDS[language].problems[code] as ProblemWords<ProblemParams[C]>
  return { title, detail: detail(params) }
}

export function sayField(code: FieldCode, language: Language): string {
  return WORDS[language].fields[code]
}
