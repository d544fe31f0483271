import type { Diagnostic } from './diagnostic.ts'
import type { Catalogue, Sentences } from './messages/catalogue.ts'
import { en } from './messages/en.ts'
import { zhCN } from './messages/zh-CN.ts'
import { zhTW } from './messages/zh-TW.ts'
import type { PolicyCode, PolicyParams } from './mistakes.ts'
import type { Language } from './policy.ts'

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** Every code a policy check can give. */
export const POLICY_CODES = Object.keys(en.sentences) as readonly PolicyCode[]
/** Every code that only the reading of a cost file can give. */
export const COSTS_CODES = Object.keys(en.costs) as readonly PolicyCode[]
/** Every code that only the reading of benefits can give. */
export const BENEFITS_CODES = Object.keys(en.benefits) as readonly PolicyCode[]
/** Every code that only `readVariation` and `varied` can give. */
export const VARIATION_CODES = Object.keys(en.variations) as readonly PolicyCode[]

/**
 * What is wrong and what to write instead, in one sentence without a full stop and without the
 * place, which is the diagnostic's own.
 */
export function sentence(
  { code, params }: Pick<Diagnostic<PolicyCode>, 'code' | 'params'>,
  language: Language,
): string {
  const catalogue = CATALOGUES[language]
  const over = params['over'] === undefined ? '' : catalogue.over(String(params['over']))
  return over + say(catalogue, code, params)
}

function say<C extends PolicyCode>(
  catalogue: Catalogue,
  code: C,
  params: Diagnostic['params'],
): string {
  const { sentences, costs, variations, benefits } = catalogue
  const all: Sentences<PolicyParams> = { ...sentences, ...costs, ...variations, ...benefits }
  return all[code](params as unknown as PolicyParams[C])
}
