import type { Source } from './policy.ts'
import { isBranch, type Leaf, leavesOf } from './values.ts'

type ByPath<S> = Readonly<Record<string, S>>

/** The path of `sources` that speaks for a value: the longest that is a prefix of its path. */
function speakingPath(sources: ByPath<unknown>, path: string): string | undefined {
  let longest: string | undefined
  for (const key of Object.keys(sources)) {
    const speaks = path === key || path.startsWith(`${key}.`)
    if (speaks && key.length >= (longest?.length ?? 0)) longest = key
  }
  return longest
}

/** The source of a value, or undefined where none speaks for it. */
export function sourceOf(sources: ByPath<Source>, path: string): Source | undefined {
  const speaking = speakingPath(sources, path)
  return speaking === undefined ? undefined : sources[speaking]
}

/**
 * The paths of values that no source speaks for, joined to the smallest maps of which nothing is
 * covered. Only leaves that `needs` holds for are asked about.
 */
export function uncovered(
  sources: ByPath<unknown>,
  value: unknown,
  { path, needs }: { path: string; needs: (leaf: Leaf) => boolean },
): string[] {
  const leaves = leavesOf(value, path).filter(needs)
  const open = leaves.filter((leaf) => speakingPath(sources, leaf.path) === undefined)
  if (open.length === 0) return []
  if (open.length === leaves.length || !isBranch(value)) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    uncovered(sources, inner, { path: `${path}.${key}`, needs }),
  )
}
