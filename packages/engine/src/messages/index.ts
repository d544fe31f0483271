import type { Language } from '@dipper/policy'
import { type TableName, tableNamed } from '../facts/tables.ts'
import type { Problem } from '../problem.ts'
import type { Catalogue, RejectReason } from './catalogue.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export { REJECT_REASONS, type RejectReason } from './catalogue.ts'

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** What is wrong and what to do, in one sentence without a full stop. */
export function problemSentence(
  { code, params }: Pick<Problem, 'code' | 'params'>,
  language: Language,
): string {
  const say = CATALOGUES[language].problems[code] as (params: Problem['params']) => string
  return say(params)
}

/** Why a row was rejected and what to do, in one sentence without a full stop. */
export function reasonSentence(
  reason: RejectReason,
  cell: { readonly table: TableName; readonly column: string; readonly value: string | null },
  language: Language,
): string {
  return CATALOGUES[language].reasons[reason]({ ...cell, words: wordsOf(cell) })
}

function wordsOf({ table, column }: { readonly table: TableName; readonly column: string }) {
  const type = tableNamed(table).columns.find(({ name }) => name === column)?.type
  return Array.isArray(type) ? (type as readonly string[]) : []
}
