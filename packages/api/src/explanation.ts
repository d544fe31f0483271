import { type Explanation, explain, headline, sentences, toJson } from '@dipper/explanation'
import type { Language, Month } from '@dipper/policy'
import type { Context } from './context.ts'
import type { ObjectionEvidence } from './objection-ports.ts'
import type { Explainable } from './ports.ts'
import { rowMissing } from './published.ts'
import type { ExplanationBody } from './wire/explanation/body.ts'

/** Throws `star-missing`, `month-unpublished`. */
export async function requireExplainable(
  { ports }: Context,
  customerId: string,
  month: Month | undefined,
): Promise<Explainable> {
  const found = await ports.stars.explainable(customerId, month)
  if (found === null) throw await rowMissing(ports.months, month)
  return found
}

export function explanationOf({ policy, answer, customer, row }: Explainable): Explanation {
  return explain({ policy, answer, customer, row, month: row.month })
}

export function toExplanationBody(explanation: Explanation, language: Language): ExplanationBody {
  return { language, ...saidIn(explanation, language), record: recordOf(explanation) }
}

/** What a customer can be told now, to be kept: the record, and the words in every language. */
export function evidenceOf(found: Explainable): ObjectionEvidence {
  const explanation = explanationOf(found)
  const { document, digest: policyDigest } = explanation.policy
  const said = {
    'zh-CN': saidIn(explanation, 'zh-CN'),
    'zh-TW': saidIn(explanation, 'zh-TW'),
    en: saidIn(explanation, 'en'),
  }
  const { publication } = found
  return { publication, document, policyDigest, record: recordOf(explanation), said }
}

/** The explanation that was kept, as it was answered then. */
export function keptExplanation(
  { record, said }: ObjectionEvidence,
  language: Language,
): ExplanationBody {
  const { headline, sentences } = said[language]
  return {
    language,
    headline,
    sentences: [...sentences],
    record: record as ExplanationBody['record'],
  }
}

function saidIn(explanation: Explanation, language: Language) {
  return {
    headline: headline(explanation, language),
    sentences: [...sentences(explanation, language)],
  }
}

function recordOf(explanation: Explanation): ExplanationBody['record'] {
  return toJson(explanation) as ExplanationBody['record']
}
