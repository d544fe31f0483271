import { grouped } from '../numbers.ts'
import { valueText } from '../value-text.ts'
import type { SettingPath, ValueWord, WhatIfWords } from './words/words.ts'
import type { WhatIfSaid } from './words/index.ts'

const THRESHOLD = /^star\.thresholds\[(\d+)(?:\.\.(\d+))?\]$/

/** What people call a value of the policy language; of what is within one, with what is left. */
export function settingName(path: string, { words, whatIf }: WhatIfSaid): string {
  const [, first, last] = THRESHOLD.exec(path) ?? []
  if (first !== undefined) {
    const [from, through] = [first, last ?? first].map((index) => words.star(Number(index) + 1))
    return last === undefined
      ? whatIf.threshold(from ?? '')
      : whatIf.thresholds({ from: from ?? '', through: through ?? '' })
  }
  const { settings, aside } = whatIf
  const known = knownPart(path, settings)
  if (known === '') return path
  const rest = path.slice(known.length).replace(/^\./, '')
  const name = settings[known as SettingPath]
  return rest === '' ? name : aside(name, wordOf(rest, whatIf) ?? rest)
}

/** As much of a path, from its beginning, as there is a name for. */
function knownPart(path: string, settings: WhatIfWords['settings']): string {
  if (path === '' || Object.hasOwn(settings, path)) return path
  return knownPart(path.slice(0, Math.max(0, path.search(/[.[][^.[]*$/))), settings)
}

/** A value as people read it; what nobody has a word for, as the document writes it. */
export function settingValue(value: unknown, path: string, whatIf: WhatIfWords): string {
  if (value === null || value === undefined) return whatIf.none
  if (typeof value === 'number') return grouped(value).replace('-', '−')
  if (typeof value === 'string' || typeof value === 'boolean') {
    const text = String(value)
    return wordOf(`${path}.${text}`, whatIf) ?? wordOf(text, whatIf) ?? text
  }
  if (!Array.isArray(value)) return valueText(value)
  if (value.length === 0) return whatIf.none
  return value.every((each) => typeof each !== 'object')
    ? value.map((each) => settingValue(each, path, whatIf)).join(' / ')
    : valueText(value)
}

function wordOf(text: string, { values }: WhatIfWords): string | undefined {
  return Object.hasOwn(values, text) ? values[text as ValueWord] : undefined
}

/** A benefit's name, or its code. */
export function benefitName(code: string, { benefits }: WhatIfWords): string {
  return Object.hasOwn(benefits, code) ? (benefits[code] as string) : code
}

/** A region's name, or the words for none. */
export function regionName(region: string | null, { labels }: WhatIfWords): string {
  return region ?? labels.noRegion
}
