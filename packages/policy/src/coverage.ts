import type { Sources } from './policy.ts'
import type { Mistake, ReadValues } from './rules/rule.ts'
import type { Loose } from './shape/shape.ts'
import { uncovered } from './sources.ts'
import { groupsOf, type Leaf } from './values.ts'

interface Sourced {
  readonly content: ReadValues & { readonly sources?: Loose<Sources> }
  readonly mistake: Mistake
}

/** Every value in force has a source; a value left out needs none. */
export function checkDocumentSources(document: Sourced): void {
  checkSources(document, (leaf) => leaf.value !== null)
}

/** Every value an overlay writes has a source of its own, also a null that takes a value away. */
export function checkOverlaySources(overlay: Sourced): void {
  checkSources(overlay, () => true)
}

function checkSources({ content, mistake }: Sourced, needs: (leaf: Leaf) => boolean): void {
  const { sources } = content
  if (!sources) return
  for (const [group, value] of Object.entries(groupsOf(content))) {
    for (const path of uncovered(sources, value, { path: group, needs })) {
      mistake('source-missing', { path }, path)
    }
  }
}
