import { readFileSync, writeFileSync } from 'node:fs'
import { LANGUAGES, type Language } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import {
  type Entitlement,
  entitlementHeadline,
  entitlementSentences,
  type Reason,
  REASON_CODES,
} from '../src/index.ts'
import { meaning, mismatches } from '../src/cases/case-run.ts'
import { inRepository, policies, shippedCases } from './benefits.ts'

const entitlements = answersOfCases()
const said = entitlements.flatMap((each) => [...each.reasons, ...each.notes])

/** Every answer that the cases ask for. */
function answersOfCases(): Entitlement[] {
  const answers: Entitlement[] = []
  for (const each of [...shippedCases.values()].flat()) {
    mismatches(each, policies, {
      ...meaning,
      beginUse: (question, options) => {
        const beginning = meaning.beginUse(question, options)
        answers.push(beginning.entitlement)
        return beginning
      },
    })
  }
  return answers
}

const sentencesIn = (language: Language) =>
  entitlements.flatMap((each) => entitlementSentences(each, language))

describe('sentences', () => {
  it('are made for every code by some case', () => {
    const reached = new Set(said.map(({ code }) => code))
    expect(REASON_CODES.filter((code) => !reached.has(code))).toEqual([])
  })

  it.each(LANGUAGES)('are whole, with every blank filled: %s', (language) => {
    for (const sentence of sentencesIn(language)) {
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|  |``/)
      expect(sentence).toMatch(/[.。?？]$/)
    }
  })

  it('keep to one script each', () => {
    expect(sentencesIn('zh-TW').join()).not.toMatch(/[请没这为个级时应别档协员]/)
    expect(sentencesIn('zh-CN').join()).not.toMatch(/[請沒這為個級時應別檔協員]/)
  })

  it('begin with the answer in one sentence', () => {
    for (const each of entitlements) {
      for (const language of LANGUAGES) {
        expect(entitlementHeadline(each, language)).toBe(entitlementSentences(each, language)[0])
      }
    }
  })
})

describe('docs/benefits-language.md', () => {
  const path = inRepository('docs/benefits-language.md')

  it('lists every reason with its sentence (UPDATE=errors writes it)', () => {
    const page = readFileSync(path, 'utf8')
    const rows = REASON_CODES.map((code) => {
      const [en, zhCN] = (['en', 'zh-CN'] as const).map((language) => exampleOf(code, language))
      return `| \`${code}\` | ${en} | ${zhCN} |\n`
    })
    const text = page.replace(/(?<=\| Reason \|.*\n\|---\|---\|---\|\n)(?:\|.*\n)*/, rows.join(''))
    if (process.env['UPDATE'] === 'errors' && !process.env['CI']) writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

/** The sentence of the first answer that gives a reason. */
function exampleOf(code: Reason['code'], language: Language): string {
  for (const each of entitlements) {
    const reasons: Reason[] = [...each.reasons, ...each.notes]
    const index = reasons.findIndex((reason) => reason.code === code)
    const sentence = index < 0 ? undefined : entitlementSentences(each, language)[index]
    if (sentence !== undefined) return sentence
  }
  throw new Error(`no case gives ${code}`)
}
