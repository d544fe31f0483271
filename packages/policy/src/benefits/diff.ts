import { diffFolders, type FolderDiff, type PolicyDiff, type ValueChange } from '../diff.ts'
import { formatMonth } from '../month.ts'
import type { Sources } from '../policy.ts'
import { leavesOf } from '../values.ts'
import { benefitsValuesFor } from './answering.ts'
import type {
  BenefitsAnswer,
  BenefitsDocument,
  BenefitsOverlay,
  BenefitsProgramme,
} from './benefits.ts'

/**
 * From one answer to another: national values first, then for each region what changes for its
 * customers otherwise than nationally; benefits and offers in the order of the later answer.
 */
export function diffBenefits(before: BenefitsAnswer, after: BenefitsAnswer): PolicyDiff {
  const national = changes(null, before.document.values, after.document.values)
  const regions = [...new Set([...Object.keys(before.regions), ...Object.keys(after.regions)])]
  const regional = regions.sort().flatMap((region) => {
    const values = [benefitsValuesFor(before, region), benefitsValuesFor(after, region)] as const
    return changes(region, ...values).filter(
      (change) => !national.some((known) => sameChange(known, change)),
    )
  })
  return {
    values: [...national, ...regional],
    sources: [null, ...regions].flatMap((region) =>
      sourceChanges(region, sourcesOf(before, region), sourcesOf(after, region)),
    ),
  }
}

type File = BenefitsDocument | BenefitsOverlay

/** From one version of a folder of benefits to another. */
export function diffBenefitsProgrammes(
  before: BenefitsProgramme,
  after: BenefitsProgramme,
): FolderDiff<File> {
  return diffFolders<File>(before, after, diffBenefitsFiles)
}

/** From one file of benefits to another; the months they begin with are no change. */
export function diffBenefitsFiles(before: File, after: File): PolicyDiff {
  const region = 'region' in before ? before.region : null
  return {
    values: changes(region, written(before), written(after)),
    sources: sourceChanges(region, before.sources, after.sources),
  }
}

/** What a file says, but for its month, region and sources. */
function written(file: File): object {
  if ('region' in file) return { policy: file.policy, ...file.values }
  const { policy, title, values, effectiveThrough } = file
  const end = effectiveThrough === null ? null : formatMonth(effectiveThrough)
  return { policy, effectiveThrough: end, title, ...values }
}

function sourcesOf({ document, regions }: BenefitsAnswer, region: string | null): Sources {
  return region === null ? document.sources : (regions[region]?.overlay.sources ?? {})
}

function changes(region: string | null, before: object, after: object): ValueChange[] {
  const old = new Map(leavesOf(before).map(({ path, value }) => [path, value]))
  const next = new Map(leavesOf(after).map(({ path, value }) => [path, value]))
  return [...new Set([...next.keys(), ...old.keys()])]
    .map((path) => ({ region, path, before: old.get(path), after: next.get(path) }))
    .filter((change) => !equal(change.before, change.after))
}

function sourceChanges(region: string | null, before: Sources, after: Sources) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((path) => ({ region, path, before: before[path], after: after[path] }))
    .filter((change) => !equal(change.before, change.after))
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
