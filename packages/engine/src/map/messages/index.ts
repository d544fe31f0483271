import type { Language } from '@dipper/policy'
import type { MapDiagnostic } from '../mistakes.ts'
import type { LeftOutCell, LeftOutReason, MapCatalogue } from './catalogue.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

const CATALOGUES: Readonly<Record<Language, MapCatalogue>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** What is wrong with a mapping and what to write, in one sentence without a full stop. */
export function mapSentence({ code, params }: MapDiagnostic, language: Language): string {
  const say = CATALOGUES[language].mistakes[code] as (params: MapDiagnostic['params']) => string
  return say(params)
}

/** Why a row was left out and what to do, in one sentence without a full stop. */
export function leftOutSentence(
  reason: LeftOutReason,
  cell: LeftOutCell,
  language: Language,
): string {
  return CATALOGUES[language].reasons[reason](cell)
}
