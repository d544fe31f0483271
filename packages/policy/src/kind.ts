import { isMap, parseDocument } from 'yaml'
import { valuesShape as benefitsShape } from './benefits/language.ts'
import type { PolicyFile } from './files.ts'
import { valuesShape as starShape } from './language.ts'

/** What a folder is about: stars, or what they give. */
export type FolderKind = 'star' | 'benefits'

/** Keys of a document or overlay that only one of the languages has. */
const KEYS: Readonly<Record<FolderKind, readonly string[]>> = {
  star: Object.keys(starShape.keys),
  benefits: Object.keys(benefitsShape.keys),
}

/** By most of what its files say, mistakes or not; stars where they say neither. */
export function folderKind(files: readonly PolicyFile[]): FolderKind {
  const written = files.flatMap(({ text }) => keysOf(text))
  const count = (kind: FolderKind) => written.filter((key) => KEYS[kind].includes(key)).length
  return count('benefits') > count('star') ? 'benefits' : 'star'
}

function keysOf(text: string): string[] {
  const { contents } = parseDocument(text, { schema: 'failsafe', uniqueKeys: false })
  return isMap(contents) ? contents.items.map(({ key }) => String(key)) : []
}
