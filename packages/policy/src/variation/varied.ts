import type { PolicyFile } from '../files.ts'
import type { Month } from '../month.ts'
import type { PolicyDocument, PolicyOverlay, Programme } from '../policy.ts'
import { type ProgrammeReading, readAmended, readProgramme } from '../programme.ts'
import { leavesOf, PER_YUAN } from '../values.ts'
import { amended } from './amended.ts'
import type { Setting } from './variation.ts'

/** Months, both inclusive. */
interface Span {
  readonly from: Month
  readonly through: Month
}

/** A programme under other settings. */
export interface Varied {
  /** Every mistake that the settings make is in it, at the place of the value replaced. */
  readonly reading: ProgrammeReading
  /** Overlays in force in the span that state one of the settings themselves, which stays. */
  readonly overlaysKept: readonly string[]
}

/**
 * The programme with values set, one after the other, in every document that is in force in some
 * month of the span. What is set is assumed, whatever the document's sources say of it. Files with
 * mistakes of their own are read as they are.
 */
export function varied(
  files: readonly PolicyFile[],
  settings: readonly Setting[],
  span: Span,
): Varied {
  const read = readProgramme(files)
  if (!read.programme) return { reading: read, overlaysKept: [] }
  const documents = new Set(documentsIn(read.programme, span).map(({ file }) => file))
  const reading = readAmended(files, (root, { path, report }) =>
    documents.has(path)
      ? settings.reduce((before, setting) => amended(before, setting, report), root)
      : root,
  )
  const overlaysKept = overlaysIn(read.programme, span)
    .filter((overlay) => settings.some(({ path }) => states(overlay, path)))
    .map(({ file }) => file)
  return { reading, overlaysKept }
}

function documentsIn({ documents }: Programme, span: Span): PolicyDocument[] {
  return inForce(documents, span).filter(
    ({ effectiveThrough }) => effectiveThrough === null || effectiveThrough >= span.from,
  )
}

function overlaysIn({ overlays }: Programme, span: Span): PolicyOverlay[] {
  const regions = [...new Set(overlays.map(({ region }) => region))]
  return regions.flatMap((region) =>
    inForce(
      overlays.filter((each) => each.region === region),
      span,
    ),
  )
}

/** Each lives until the next one. */
function inForce<F extends { readonly effectiveFrom: Month }>(
  rising: readonly F[],
  { from, through }: Span,
): F[] {
  return rising.filter((each, at) => {
    const next = rising[at + 1]?.effectiveFrom ?? Number.POSITIVE_INFINITY
    return each.effectiveFrom <= through && next > from
  })
}

/** Whether an overlay says something at, above or below a path; under `perYuan` it says it all. */
function states(overlay: PolicyOverlay, setting: string): boolean {
  return leavesOf(overlay.values).some(
    ({ path }) =>
      isWithin(path, setting) ||
      isWithin(setting, path) ||
      (isWithin(path, PER_YUAN) && isWithin(setting, PER_YUAN)),
  )
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)
}
