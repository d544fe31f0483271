import { Problem } from '@dipper/engine'
import {
  asOf,
  formatMonth,
  type Month,
  type PolicyFile,
  type Programme,
  readVariation,
  type Setting,
  type Variation,
  varied,
} from '@dipper/policy'
import type { Io } from '../io.ts'
import { PolicyMistakes, placed, policyFiles, programmeIn } from '../policy-folder.ts'
import { misused } from '../usage-error.ts'

interface DraftRequest {
  readonly folder: string
  /** Take the rules of this month for all months; null: each month its own. */
  readonly asOf: Month | null
  readonly from: Month
  readonly through: Month
}

/** The draft as its folder has it. Throws PolicyMistakes, or `policy-silent`. */
export function draftIn(io: Io, request: DraftRequest): Programme {
  return datedOf(programmeIn(io, request.folder), request)
}

/** A draft of a sweep. */
interface VariedDraft {
  readonly programme: Programme
  readonly settings: readonly Setting[]
}

export interface VariedDrafts {
  readonly drafts: readonly VariedDraft[]
  /** Files of overlays that keep what they state themselves. */
  readonly overlaysKept: readonly string[]
}

/** As many drafts as one sweep may have. */
const MOST = 200

/**
 * One draft for each combination of the values. Throws PolicyMistakes with what the language says
 * of the first that it refuses.
 */
export function variedDrafts(
  io: Io,
  request: DraftRequest,
  variations: readonly Variation[],
): VariedDrafts {
  const combinations = combined(variations)
  if (combinations.length > MOST) {
    misused('too-many-drafts', { drafts: combinations.length, most: MOST })
  }
  const files = policyFiles(io, request.folder)
  const made = combinations.map((settings) => variedDraft(files, request, settings))
  return {
    drafts: made.map(({ draft }) => draft),
    overlaysKept: [...new Set(made.flatMap(({ overlaysKept }) => overlaysKept))],
  }
}

/** `star.thresholds[6]=7000..9000/500`. Throws PolicyMistakes where it is no setting. */
export function variationIn(written: string): Variation {
  const variation = readVariation(written)
  if (!('code' in variation)) return variation
  const file = `--vary ${written}`
  throw new PolicyMistakes(file, [{ ...variation, file }])
}

function variedDraft(files: readonly PolicyFile[], request: DraftRequest, settings: Setting[]) {
  const { folder, from, through } = request
  const span =
    request.asOf === null ? { from, through } : { from: request.asOf, through: request.asOf }
  const { reading, overlaysKept } = varied(files, settings, span)
  const { programme, diagnostics } = reading
  if (programme === undefined) throw new PolicyMistakes(folder, placed(folder, diagnostics))
  return { draft: { programme: datedOf(programme, request), settings }, overlaysKept }
}

function datedOf(programme: Programme, { asOf: month, from }: DraftRequest): Programme {
  if (month === null) return programme
  const dated = asOf(programme, month, from)
  if (dated !== null) return dated
  throw new Problem('policy-silent', { policy: programme.policy, month: formatMonth(month) })
}

function combined(variations: readonly Variation[]): Setting[][] {
  return variations.reduce<Setting[][]>(
    (settings, { path, values }) =>
      settings.flatMap((before) => values.map((value) => [...before, { path, value }])),
    [[]],
  )
}
