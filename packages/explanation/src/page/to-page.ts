import type { Language } from '@dipper/policy'
import type { Explanation } from '../explanation.ts'
import { headline, sentence, speakerOf } from '../words/speak.ts'
import type { SectionName, Words } from '../words/words.ts'
import { creditBlocks } from './credit.ts'
import { growthBlocks } from './growth.ts'
import { nextBlocks } from './next.ts'
import type { Block, Page } from './page.ts'
import { placeOf } from './placing.ts'
import { policyBlocks } from './policy.ts'
import { resultBlocks } from './result.ts'
import { chargesBlocks, spendBlocks } from './spend.ts'
import { tenureBlocks } from './tenure.ts'

/** The explanation in one language, ready to be drawn; each sentence stands with its stage. */
export function toPage(explanation: Explanation, language: Language): Page {
  const speaker = speakerOf(explanation, language)
  const { words } = speaker
  const said = (place: SectionName | 'notice') =>
    explanation.reasons
      .filter(({ code }) => placeOf(code) === place)
      .map((reason) => sentence(reason, speaker))
  const blocks: [SectionName, readonly Block[]][] = [
    ['result', resultBlocks(explanation, speaker)],
    ...(explanation.status === 'assessed'
      ? ([
          ['next', nextBlocks(explanation, speaker)],
          ['growth', growthBlocks(explanation, speaker)],
          ['spend', spendBlocks(explanation.spend, words)],
          ['charges', chargesBlocks(explanation.spend, words)],
          ['tenure', tenureBlocks(explanation.tenure, words)],
          ['credit', creditBlocks(explanation.credit, words)],
        ] as [SectionName, readonly Block[]][])
      : []),
    ['policy', policyBlocks(explanation.policy, speaker)],
  ]
  return {
    language,
    title: titleOf(explanation, words),
    headline: headline(explanation, language),
    notices: said('notice'),
    sections: blocks
      .map(([name, list]) => ({
        name,
        title: words.sections[name],
        sentences: said(name),
        blocks: list,
      }))
      .filter(({ sentences, blocks: all }) => sentences.length + all.length > 0),
  }
}

function titleOf({ customerId, month }: Explanation, words: Words): string {
  return words.named(words.terms.title, words.phrase([customerId, words.month(month)]))
}
