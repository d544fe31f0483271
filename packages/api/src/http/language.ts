import type { Language } from '@dipper/policy'
import { weighted } from './weighted.ts'

/** What browsers call our languages. */
const SPOKEN: readonly (readonly [RegExp, Language])[] = [
  [/^zh-(tw|hk|mo|hant)\b/, 'zh-TW'],
  [/^zh\b/, 'zh-CN'],
  [/^en\b/, 'en'],
]

/**
 * The language that an `Accept-Language` header wants most, among ours.
 *
 * @param otherwise where there is no header, or it names none of ours
 */
export function preferredLanguage(header: string | undefined, otherwise: Language): Language {
  if (header === undefined) return otherwise
  for (const { range, weight } of weighted(header)) {
    if (weight === 0 || range === '*') return otherwise
    const spoken = SPOKEN.find(([pattern]) => pattern.test(range))
    if (spoken) return spoken[1]
  }
  return otherwise
}
