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

/** A folder, the sample programme if no other, with the mistakes of a case made in it. */
export function filesOf(
  { swap = {}, write = {}, drop = [] }: Omit<BrokenCase, 'name' | 'expect'>,
  folder: readonly PolicyFile[] = sample,
): PolicyFile[] {
  const kept = folder
    .filter(({ path }) => !drop.includes(path))
    .map(({ path, text }) => ({ path, text: swapped(text, swap[path] ?? {}) }))
  const written = Object.entries(write).map(([path, content]) => {
    if (typeof content === 'string') return { path, text: content }
    return { path, text: swapped(textOf(folder, content.copy), content.with) }
  })
  return [...kept, ...written]
}

function textOf(folder: readonly PolicyFile[], path: string): string {
  const file = folder.find((each) => each.path === path)
  if (!file) throw new Error(`the folder has no ${path}`)
  return file.text
}
