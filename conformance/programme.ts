import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type PolicyFile, type Programme, readProgramme, sentence } from '@dipper/policy'

/** A path of the repository. */
export function inRepository(...path: string[]): string {
  return join(import.meta.dirname, '..', ...path)
}

/** The files of a programme folder, at any depth. */
export function policyFiles(folder: string): PolicyFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      path: relative(folder, file).replaceAll(sep, '/'),
      text: readFileSync(file, 'utf8'),
    }))
}

/** Throws an Error with the first mistake of the files. */
export function programmeOf(files: readonly PolicyFile[]): Programme {
  const { programme, diagnostics } = readProgramme(files)
  if (programme) return programme
  const [first] = diagnostics
  throw new Error(first ? `${first.file}: ${sentence(first, 'en')}` : 'no programme')
}
