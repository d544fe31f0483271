import { valuesFor } from './answering.ts'
import { documentShape } from './language.ts'
import { formatMonth } from './month.ts'
import type {
  PolicyAnswer,
  PolicyDocument,
  PolicyOverlay,
  Programme,
  Source,
  Sources,
} from './policy.ts'
import { pathsOf } from './shape/paths.ts'
import { leavesOf } from './values.ts'

/** A value that differs; undefined on the side that does not have it, null where left out. */
export interface ValueChange {
  /** Null for the national values. */
  readonly region: string | null
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** An entry of `sources` that differs, by the path it speaks for. */
export interface SourceChange {
  readonly region: string | null
  readonly path: string
  readonly before: Source | undefined
  readonly after: Source | undefined
}

/** What changes a star, and apart from it what only changes why it is believed. */
export interface PolicyDiff {
  readonly values: readonly ValueChange[]
  readonly sources: readonly SourceChange[]
}

/** The differences of two folders, file by file; a file is known by its region and month. */
export interface FolderDiff<F> {
  readonly added: readonly F[]
  readonly removed: readonly F[]
  readonly changed: readonly { readonly before: F; readonly after: F; readonly diff: PolicyDiff }[]
}

export type ProgrammeDiff = FolderDiff<PolicyDocument | PolicyOverlay>

/**
 * From one document to another: title, transition, end and every value, star names included. The
 * effective months themselves are what tells the two apart and are no change.
 */
export function diffDocuments(before: PolicyDocument, after: PolicyDocument): PolicyDiff {
  return {
    values: valueChanges(null, written(before), written(after)),
    sources: sourceChanges(null, before.sources, after.sources),
  }
}

/**
 * From one answer to another, national values first, then for each region what changes for its
 * customers otherwise than nationally.
 */
export function diffAnswers(before: PolicyAnswer, after: PolicyAnswer): PolicyDiff {
  const national = diffDocuments(before.document, after.document)
  const regions = [...new Set([...Object.keys(before.regions), ...Object.keys(after.regions)])]
  const values = regions
    .sort()
    .flatMap((region) =>
      valueChanges(region, valuesFor(before, region), valuesFor(after, region)).filter(
        (change) => !national.values.some((known) => sameChange(known, change)),
      ),
    )
  const sources = regions.flatMap((region) =>
    sourceChanges(
      region,
      before.regions[region]?.overlay.sources ?? {},
      after.regions[region]?.overlay.sources ?? {},
    ),
  )
  return { values: [...national.values, ...values], sources: [...national.sources, ...sources] }
}

/** From one version of a programme folder to another. */
export function diffProgrammes(before: Programme, after: Programme): ProgrammeDiff {
  return diffFolders<File>(before, after, diffFiles)
}

interface Dated {
  readonly effectiveFrom: number
  readonly region?: string
}

interface Folder<F> {
  readonly documents: readonly F[]
  readonly overlays: readonly F[]
}

/** From one folder to another, by what differs between two of their files. */
export function diffFolders<F extends Dated>(
  before: Folder<F>,
  after: Folder<F>,
  diffOf: (before: F, after: F) => PolicyDiff,
): FolderDiff<F> {
  const old = filesOf(before)
  const next = filesOf(after)
  const changed = [...old].flatMap(([id, file]) => {
    const other = next.get(id)
    const diff = other && diffOf(file, other)
    const same = !diff || diff.values.length + diff.sources.length === 0
    return same ? [] : [{ before: file, after: other, diff }]
  })
  return {
    added: [...next].flatMap(([id, file]) => (old.has(id) ? [] : [file])),
    removed: [...old].flatMap(([id, file]) => (next.has(id) ? [] : [file])),
    changed,
  }
}

/** By what tells files apart. */
function filesOf<F extends Dated>({ documents, overlays }: Folder<F>): Map<string, F> {
  const files = [...documents, ...overlays]
  const identity = ({ region, effectiveFrom }: F) => JSON.stringify([region ?? null, effectiveFrom])
  return new Map(files.map((file) => [identity(file), file]))
}

type File = PolicyDocument | PolicyOverlay

const PATHS = pathsOf(documentShape)

function regionOf(file: File): string | null {
  return 'region' in file ? file.region : null
}

function diffFiles(before: File, after: File): PolicyDiff {
  const region = regionOf(before)
  return {
    values: valueChanges(region, written(before), written(after)),
    sources: sourceChanges(region, before.sources, after.sources),
  }
}

/** What a file says, but for its month, region and sources. */
function written(file: File): object {
  if ('region' in file) return { policy: file.policy, ...file.values }
  const { policy, title, transition, values, effectiveThrough } = file
  const end = effectiveThrough === null ? null : formatMonth(effectiveThrough)
  return { policy, effectiveThrough: end, title, transition, ...values }
}

/** Every leaf of the language that differs between two trees of values, in its order. */
export function valueChanges(region: string | null, before: object, after: object): ValueChange[] {
  const old = new Map(leavesOf(before).map(({ path, value }) => [path, value]))
  const next = new Map(leavesOf(after).map(({ path, value }) => [path, value]))
  return PATHS.filter((path) => old.has(path) || next.has(path))
    .map((path) => ({ region, path, before: old.get(path), after: next.get(path) }))
    .filter((change) => !equal(change.before, change.after))
}

function sourceChanges(region: string | null, before: Sources, after: Sources): SourceChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((path) => ({ region, path, before: before[path], after: after[path] }))
    .filter((change) => !sameSource(change.before, change.after))
}

function sameSource(left: Source | undefined, right: Source | undefined): boolean {
  return left?.source === right?.source && left?.certainty === right?.certainty
}

function sameChange(left: ValueChange, right: ValueChange): boolean {
  return (
    left.path === right.path && equal(left.before, right.before) && equal(left.after, right.after)
  )
}

/** Values of one shape have their keys in one order, so their text tells. */
function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
