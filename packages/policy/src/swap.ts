import { valueChanges } from './diff.ts'
import type { PolicyValues } from './policy.ts'
import { isBranch, PER_YUAN, stepsOf } from './values.ts'

/** A setting that differs, or several that cannot change one without the other. */
export interface ChangedSetting {
  /** A path; of several settings the group they are in, or `star.thresholds[2..4]`. */
  readonly path: string
  /** The value; of several settings a map by the rest of their paths, of thresholds a list. */
  readonly before: unknown
  readonly after: unknown
  /** Every path to swap, as `withSettings` takes them. */
  readonly paths: readonly string[]
}

/**
 * The settings in which two trees of values differ, in the order of the language. Each of them,
 * and any number of them, can be swapped and leave values that the language accepts: what would
 * contradict what is left is one setting. Names of stars are settings only where their number is.
 */
export function changedSettings(before: PolicyValues, after: PolicyValues): ChangedSetting[] {
  const units = new Map<string, string[]>()
  for (const path of changedPaths(before, after)) {
    const unit = unitOf(path, before, after)
    units.set(unit, [...(units.get(unit) ?? []), path])
  }
  return [...units].map(([path, paths]) => ({
    path,
    before: valueOf(before, { path, paths }),
    after: valueOf(after, { path, paths }),
    paths,
  }))
}

/** `base` with the values of `other` at these paths, which are those of `changedSettings`. */
export function withSettings(
  base: PolicyValues,
  other: PolicyValues,
  paths: readonly string[],
): PolicyValues {
  return paths.reduce<PolicyValues>((values, path) => {
    const steps = stepsOf(path)
    return put(values, steps, at(other, steps)) as PolicyValues
  }, base)
}

const THRESHOLDS = 'star.thresholds'

/** Paths that can be swapped: leaves, but elements of thresholds, and whole what must be whole. */
function changedPaths(before: PolicyValues, after: PolicyValues): string[] {
  const paths = valueChanges(null, before, after).flatMap(({ path }) => {
    if (path.startsWith(PER_YUAN)) return samePerKind(before, after) ? [path] : [PER_YUAN]
    if (path.startsWith('star.names.')) return sameStars(before, after) ? [] : ['star.names']
    if (path === THRESHOLDS && sameStars(before, after)) return changedThresholds(before, after)
    return [path]
  })
  return [...new Set(paths)]
}

/** The path of all that a changed path can only be swapped together with; else the path itself. */
function unitOf(path: string, before: PolicyValues, after: PolicyValues): string {
  if (path === 'growth.spend.kinds' || path === PER_YUAN) {
    return kindsBind(before, after) ? 'growth.spend' : path
  }
  if (path === 'growth.tenure.perMonth' || path === 'growth.tenure.brackets') {
    const [old, next] = [before.growth.tenure.brackets, after.growth.tenure.brackets]
    return (old === null) === (next === null) ? path : 'growth.tenure'
  }
  if (path.startsWith(THRESHOLDS) && sameStars(before, after)) return runOf(path, before, after)
  const isOfStars = [THRESHOLDS, 'star.names', 'star.caps'].includes(path)
  return isOfStars && !sameStars(before, after) ? 'star' : path
}

/** Whether growth is given for the same kinds one by one, so that each is a setting. */
function samePerKind(before: PolicyValues, after: PolicyValues): boolean {
  const [old, next] = [before, after].map(({ growth }) => growth.spend.perYuan)
  return isBranch(old) && isBranch(next) && sameText(Object.keys(old), Object.keys(next))
}

/** Whether a map under `perYuan` has to fit kinds that change. */
function kindsBind(before: PolicyValues, after: PolicyValues): boolean {
  const [old, next] = [before.growth.spend, after.growth.spend]
  const isMap = isBranch(old.perYuan) || isBranch(next.perYuan)
  return isMap && !samePerKind(before, after) && !sameText(old.kinds, next.kinds)
}

function sameStars(before: PolicyValues, after: PolicyValues): boolean {
  return before.star.thresholds.length === after.star.thresholds.length
}

function changedThresholds(before: PolicyValues, after: PolicyValues): string[] {
  return before.star.thresholds.flatMap((threshold, index) =>
    threshold === after.star.thresholds[index] ? [] : [`${THRESHOLDS}[${index}]`],
  )
}

/** The neighbours of a threshold that one of them alone would meet or pass. */
function runOf(path: string, before: PolicyValues, after: PolicyValues): string {
  const lists = [before.star.thresholds, after.star.thresholds]
  const side = (pick: (...numbers: number[]) => number, index: number) =>
    pick(...lists.flatMap((list) => list.slice(index, index + 1)))
  const bound = (index: number) => side(Math.max, index) >= side(Math.min, index + 1)
  const [, , index] = stepsOf(path) as [string, string, number]
  let first = index
  let last = index
  while (first > 0 && bound(first - 1)) first--
  while (last + 1 < before.star.thresholds.length && bound(last)) last++
  return first === last ? path : `${THRESHOLDS}[${first}..${last}]`
}

function valueOf(values: PolicyValues, { path, paths }: Pick<ChangedSetting, 'path' | 'paths'>) {
  if (paths.length === 1 && paths[0] === path) return at(values, stepsOf(path))
  const each = paths.map((inner) => at(values, stepsOf(inner)))
  if (path.startsWith(THRESHOLDS)) return each
  return Object.fromEntries(
    paths.map((inner, index) => [inner.slice(path.length + 1), each[index]]),
  )
}

type Step = string | number

function at(tree: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((value, step) => (value as Record<Step, unknown>)?.[step], tree)
}

function put(tree: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value
  const inner = put(at(tree, [step]), rest, value)
  if (Array.isArray(tree)) return tree.map((each, index) => (index === step ? inner : each))
  return { ...(tree as object), [step]: inner }
}

function sameText(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
