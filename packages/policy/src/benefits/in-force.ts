import type { ProvenValue } from '../answering.ts'
import type { Month } from '../month.ts'
import type { Localized } from '../policy.ts'
import { benefitsProvenance, benefitsValuesFor, regionalOf } from './answering.ts'
import type { BenefitsAnswer, BenefitsValues } from './benefits.ts'
import { compileBenefits } from './compile.ts'
import { type BenefitRules, benefitRulesFor } from './compiled-benefits.ts'

/** What answers for the customers of one region in one month: the rules, and what is said of them. */
export interface BenefitsInForce {
  readonly policy: string
  readonly month: Month
  readonly region: string | null
  /** File of the national document. */
  readonly document: string
  /** File of the region's overlay, null where none is in force. */
  readonly overlay: string | null
  /** Of the compiled benefits of the month, all regions together. */
  readonly digest: string
  /** The highest star. */
  readonly stars: number
  readonly rules: BenefitRules
  /** Names by code, those of offers by `offers/spring-data`. */
  readonly titles: Readonly<Record<string, Localized<string>>>
  /** Every value but for titles, with its source. */
  readonly values: readonly ProvenValue[]
}

export function benefitsInForce(answer: BenefitsAnswer, region: string | null): BenefitsInForce {
  const compiled = compileBenefits(answer)
  return {
    policy: compiled.policy,
    month: answer.month,
    region,
    document: answer.document.file,
    overlay: regionalOf(answer, region)?.overlay.file ?? null,
    digest: compiled.digest,
    stars: compiled.stars,
    rules: benefitRulesFor(compiled, region),
    titles: titlesOf(benefitsValuesFor(answer, region)),
    values: benefitsProvenance(answer, region).filter(({ path }) => !/\.title\./.test(path)),
  }
}

function titlesOf({ benefits }: BenefitsValues): Readonly<Record<string, Localized<string>>> {
  const titles = Object.entries(benefits).flatMap(([code, { title, entries }]) => [
    [code, title] as const,
    ...Object.entries(entries ?? {}).map(
      ([name, offer]) => [`${code}/${name}`, offer.title] as const,
    ),
  ])
  return Object.fromEntries(titles)
}
