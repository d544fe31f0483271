import type { Language } from '@dipper/policy'
import type { Call } from './endpoint.ts'

/** Titles of benefits in the language of a caller; the code where there is none. */
export function titlesFor({ language, context }: Pick<Call, 'language' | 'context'>) {
  return (benefit: string): string => context.ports.benefits.titleOf(benefit)?.[language] ?? benefit
}

/** Headers of an answer that has words in it. */
export function inLanguage(language: Language): Readonly<Record<string, string>> {
  return { 'content-language': language, vary: 'Accept-Language' }
}
