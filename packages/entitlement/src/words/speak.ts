import type { Language } from '@dipper/policy'
import type { Entitlement } from '../entitlement.ts'
import type { Reason, ReasonCode, ReasonParams } from '../reason.ts'
import { en } from './en.ts'
import type { Words } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** Every code that an answer can give. */
export const REASON_CODES = Object.keys(en) as readonly ReasonCode[]

/** The answer in one sentence: that it is given, or what first speaks against it. */
export function entitlementHeadline(entitlement: Entitlement, language: Language): string {
  const [first] = entitlement.reasons
  return first ? sentence(first, entitlement, language) : ''
}

/** Everything there is to say, the answer first. */
export function entitlementSentences(
  entitlement: Entitlement,
  language: Language,
): readonly string[] {
  const { reasons, notes } = entitlement
  return [...reasons, ...notes].map((each) => sentence(each, entitlement, language))
}

function sentence(
  { code, params }: Reason,
  { title, benefit }: Entitlement,
  language: Language,
): string {
  return say(WORDS[language], code, params, title?.[language] ?? benefit)
}

function say<C extends ReasonCode>(
  words: Words,
  code: C,
  params: Reason['params'],
  name: string,
): string {
  return words[code](params as unknown as ReasonParams[C], name)
}
