import { inForce, type ProvenValue, provenValues } from '../answering.ts'
import type { Month } from '../month.ts'
import { layOver, leavesOf } from '../values.ts'
import type { BenefitsAnswer, BenefitsProgramme, BenefitsValues } from './benefits.ts'
import { wholeValues } from './whole.ts'

/**
 * What answers for a month: the one document, and for each region with an overlay in force the
 * values under it. Undefined before the first document and after the last month.
 */
export function answeringBenefits(
  programme: BenefitsProgramme,
  month: Month,
): BenefitsAnswer | undefined {
  const found = inForce(programme, month)
  if (!found) return undefined
  const { document, overlays } = found
  const regions = overlays.map((overlay) => {
    const values = wholeValues(layOver(document.values, overlay.values))
    return [overlay.region, { overlay, values }] as const
  })
  return { month, document, regions: Object.fromEntries(regions) }
}

/** The values in force for a region; national where it is null or has no overlay in force. */
export function benefitsValuesFor(answer: BenefitsAnswer, region: string | null): BenefitsValues {
  return regionalOf(answer, region)?.values ?? answer.document.values
}

/** Every value in force for a region with its source. A value left out is not listed. */
export function benefitsProvenance(answer: BenefitsAnswer, region: string | null): ProvenValue[] {
  const overlay = regionalOf(answer, region)?.overlay
  const national = pathsIn(answer.document.values)
  const overlaid = pathsIn(overlay?.values ?? {})
  return provenValues(benefitsValuesFor(answer, region), (path) =>
    overlay && (overlaid.has(path) || !national.has(path)) ? overlay : answer.document,
  )
}

function pathsIn(values: object): ReadonlySet<string> {
  return new Set(leavesOf(values).map(({ path }) => path))
}

export function regionalOf({ regions }: BenefitsAnswer, region: string | null) {
  return region !== null && Object.hasOwn(regions, region) ? regions[region] : undefined
}
