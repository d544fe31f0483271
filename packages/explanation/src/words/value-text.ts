import type { Bracket, Cap } from '@dipper/policy'
import type { ValueUsed } from '../explanation.ts'
import { amount } from './amount.ts'
import type { Speaker } from './speak.ts'
import type { Labels, Words } from './words.ts'

/** A value of the policy as people read it. */
export function valueText({ path, value }: Pick<ValueUsed, 'path' | 'value'>, speaker: Speaker) {
  const { words } = speaker
  const each = (name: (item: never) => string) => said(value, name, words)
  switch (path) {
    case 'growth.tenure.brackets':
      return each((b: Bracket) => words.values.bracket(b.from, b.value))
    case 'star.caps':
      return each((c: Cap) => words.values.cap(c.when.stops, speaker.star(c.atMost)))
    case 'star.validity.inside':
      return each((word: 'only-rise') => words.values.inside[word])
    case 'star.validity.atExpiry':
      return each((word: 'reassess') => words.values.atExpiry[word])
    default:
      return each((item: string | number) => labelOf(path, words.labels)[item] ?? amount(item))
  }
}

function said(value: unknown, name: (item: never) => string, { terms, list }: Words): string {
  if (!Array.isArray(value)) return name(value as never)
  return value.length === 0 ? terms.none : list(value.map((item) => name(item as never)))
}

/** The words of a value that is a word of the policy language. */
function labelOf(path: string, labels: Labels): Readonly<Record<string, string>> {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'eligible.segments': labels.segments,
    'growth.spend.kinds': labels.kinds,
    'growth.spend.exclude': labels.categories,
    'growth.tenure.of': labels.kinds,
    'growth.tenure.from': labels.counts,
    'growth.credit.count.kind': labels.stopKinds,
    'growth.credit.count.cause': labels.stopCauses,
    'growth.credit.count.of': labels.kinds,
  }
  return words[path] ?? {}
}
