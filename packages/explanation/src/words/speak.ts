import type { Language, Localized } from '@dipper/policy'
import type { Explanation } from '../explanation.ts'
import type { Headline } from '../reasons/headline.ts'
import type { Reason } from '../reasons/reason.ts'
import { en } from './en.ts'
import type { StarName, Words } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** A language, with the stars' names of one explanation's policy. */
export interface Speaker {
  readonly words: Words
  readonly star: StarName
}

export function speakerOf({ policy }: Explanation, language: Language): Speaker {
  return speakerWith(policy.names, language)
}

export function speakerWith(named: Localized<readonly string[]>, language: Language): Speaker {
  const words = WORDS[language]
  const names = named[language]
  return { words, star: (star) => (star === 0 ? words.unrated : (names[star - 1] ?? String(star))) }
}

/** A reason in words. */
export function sentence({ code, params }: Reason, { words, star }: Speaker): string {
  const say = words.reasons[code] as (params: Reason['params'], star: StarName) => string
  return say(params, star)
}

/** The answer in one sentence, short enough for the hotline's voice. */
export function headline(explanation: Explanation, language: Language): string {
  const { words, star } = speakerOf(explanation, language)
  const { code, params } = explanation.headline
  const say = words.headlines[code] as (params: Headline['params'], star: StarName) => string
  return say(params, star)
}

/** Every reason in words, in the order of the assessment's stages. */
export function sentences(explanation: Explanation, language: Language): readonly string[] {
  const speaker = speakerOf(explanation, language)
  return explanation.reasons.map((reason) => sentence(reason, speaker))
}
