import type { PolicyFile } from '../src/index.ts'
import { sample } from './folder.ts'
import { type GoldenCase, golden, swapped } from './golden.ts'

type Swaps = Readonly<Record<string, string>>

export interface BrokenCase extends GoldenCase {
  readonly swap?: Readonly<Record<string, Swaps>>
  readonly write?: Readonly<
    Record<string, string | { readonly copy: string; readonly with: Swaps }>
  >
  readonly drop?: readonly string[]
}

export const broken = golden<BrokenCase>('broken.yaml')
export const brokenCases = broken.cases

/** The sample programme with the mistakes of a case made in it. */
export function filesOf({ swap = {}, write = {}, drop = [] }: BrokenCase): PolicyFile[] {
  const kept = sample
    .filter(({ path }) => !drop.includes(path))
    .map(({ path, text }) => ({ path, text: swapped(text, swap[path] ?? {}) }))
  const written = Object.entries(write).map(([path, content]) => {
    if (typeof content === 'string') return { path, text: content }
    return { path, text: swapped(textOf(content.copy), content.with) }
  })
  return [...kept, ...written]
}

function textOf(path: string): string {
  const file = sample.find((each) => each.path === path)
  if (!file) throw new Error(`the sample programme has no ${path}`)
  return file.text
}
