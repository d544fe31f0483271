import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PolicyFile } from '../src/index.ts'

/** A path from the top of the repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

/** Every file of a folder, at any depth, as the caller of `readProgramme` would read it. */
export function readFolder(folder: string): PolicyFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(folder.length + 1).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }))
}

/** The programme that tests start from: two documents and an overlay, without mistakes. */
export const sample: readonly PolicyFile[] = readFolder(
  inRepository('packages/policy/test/programme'),
)
