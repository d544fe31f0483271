import type { Language } from '@dipper/policy'
import { type Speaker, speakerWith } from '../../words/speak.ts'
import type { Preview } from '../preview.ts'
import type { PreviewSaying } from '../sayings.ts'
import { en } from './en.ts'
import type { PreviewWords } from './words.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

const WORDS: Readonly<Record<Language, PreviewWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** The answer in one sentence, to be said to the customer. */
export function previewHeadline(preview: Preview, language: Language): string {
  return sentence(preview.headline, language, speakerWith(preview.names, language))
}

/** What the answer rests on, and what else the months show. */
export function previewNotes(preview: Preview, language: Language): readonly string[] {
  const speaker = speakerWith(preview.names, language)
  return preview.notes.map((note) => sentence(note, language, speaker))
}

function sentence({ code, params }: PreviewSaying, language: Language, { star }: Speaker): string {
  const say = WORDS[language][code] as (p: PreviewSaying['params'], s: Speaker['star']) => string
  return say(params, star)
}
