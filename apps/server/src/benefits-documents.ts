import {
  answeringBenefits,
  type BenefitsInForce,
  benefitsInForce,
  type BenefitsProgramme,
  type Localized,
  type Month,
  readBenefits,
} from '@dipper/policy'
import type { BenefitsPolicies } from '@dipper/store'
import { ServerProblem } from './problem.ts'
import { programmeFiles } from './programme-folder.ts'

/** The benefits of a folder. Throws ServerProblem where they have mistakes. */
export function requireBenefits(folder: string): BenefitsProgramme {
  const { programme } = readBenefits(programmeFiles(folder))
  if (programme === undefined) throw new ServerProblem('programme-mistakes', { folder })
  return programme
}

/** What answers for a month and region; compiled when it is asked for first. */
export class BenefitsDocuments implements BenefitsPolicies {
  readonly #programme: BenefitsProgramme
  readonly #known = new Map<string, BenefitsInForce | null>()
  readonly #titles: ReadonlyMap<string, Localized<string>>

  constructor(programme: BenefitsProgramme) {
    this.#programme = programme
    this.#titles = new Map(titlesIn(programme))
  }

  inForce(month: Month, region: string | null): BenefitsInForce | null {
    const key = `${month} ${region ?? ''}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const answer = answeringBenefits(this.#programme, month)
    const found = answer === undefined ? null : benefitsInForce(answer, region)
    this.#known.set(key, found)
    return found
  }

  /** As the newest document or overlay that has it names it; null for a code that there is not. */
  titleOf(benefit: string): Localized<string> | null {
    return this.#titles.get(benefit) ?? null
  }
}

function* titlesIn(programme: BenefitsProgramme): Generator<readonly [string, Localized<string>]> {
  const months = [...programme.documents, ...programme.overlays].map((each) => each.effectiveFrom)
  for (const month of months.toSorted((a, b) => a - b)) {
    const answer = answeringBenefits(programme, month)
    if (answer === undefined) continue
    for (const region of [null, ...Object.keys(answer.regions)]) {
      yield* Object.entries(benefitsInForce(answer, region).titles)
    }
  }
}
