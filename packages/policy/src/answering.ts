import type { Month } from './month.ts'
import type { Certainty, PolicyAnswer, PolicyValues, Programme, Sources } from './policy.ts'
import { sourceOf } from './sources.ts'
import { layOver, leavesOf } from './values.ts'

/**
 * What answers for assessments of a month: the one document, and for each region with an overlay
 * in force the values under it. Undefined before the first document and after the last month.
 */
export function answering(programme: Programme, month: Month): PolicyAnswer | undefined {
  const found = inForce(programme, month)
  if (!found) return undefined
  const { document, overlays } = found
  const regions = overlays.map((overlay) => {
    const values = layOver(document.values, overlay.values)
    return [overlay.region, { overlay, values }] as const
  })
  return { month, document, regions: Object.fromEntries(regions) }
}

interface Dated {
  readonly effectiveFrom: Month
}

/** The document of a month and the last overlay of each region, in whatever language. */
export function inForce<
  D extends Dated & { readonly effectiveThrough: Month | null },
  O extends Dated & { readonly region: string },
>(
  programme: { readonly documents: readonly D[]; readonly overlays: readonly O[] },
  month: Month,
): { readonly document: D; readonly overlays: readonly O[] } | undefined {
  const document = programme.documents.findLast((each) => each.effectiveFrom <= month)
  if (!document) return undefined
  if (document.effectiveThrough !== null && document.effectiveThrough < month) return undefined
  const overlays = new Map<string, O>()
  for (const overlay of programme.overlays) {
    if (overlay.effectiveFrom <= month) overlays.set(overlay.region, overlay)
  }
  return { document, overlays: [...overlays.values()] }
}

/** The values in force for a region; national where it is null or has no overlay in force. */
export function valuesFor(answer: PolicyAnswer, region: string | null): PolicyValues {
  return regional(answer, region)?.values ?? answer.document.values
}

/** One value in force and where it comes from. */
export interface ProvenValue {
  readonly path: string
  readonly value: unknown
  readonly source: string
  readonly certainty: Certainty
  /** The document or overlay that says so, by its path within the programme folder. */
  readonly file: string
}

/**
 * Every value in force for a region with its source, in the order in which bills become stars.
 * What an overlay says is spoken for by the overlay's sources. A value left out is not listed.
 */
export function provenance(answer: PolicyAnswer, region: string | null): ProvenValue[] {
  const overlay = regional(answer, region)?.overlay
  const overlaid = overlay ? leavesOf(overlay.values).map(({ path }) => path) : []
  return provenValues(valuesFor(answer, region), (path) =>
    overlay && overlaid.includes(path) ? overlay : answer.document,
  )
}

interface Speaker {
  readonly file: string
  readonly sources: Sources
}

/** Every value with what the document or overlay that says it has for its source. */
export function provenValues(values: object, speakerOf: (path: string) => Speaker): ProvenValue[] {
  return leavesOf(values).flatMap(({ path, value }) => {
    const speaker = speakerOf(path)
    const source = sourceOf(speaker.sources, path)
    return value === null || !source ? [] : [{ path, value, ...source, file: speaker.file }]
  })
}

function regional(answer: PolicyAnswer, region: string | null) {
  return region !== null && Object.hasOwn(answer.regions, region)
    ? answer.regions[region]
    : undefined
}
