import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  type BenefitsProgramme,
  type Diagnostic,
  isPolicyPath,
  type PolicyCode,
  type PolicyFile,
  type Programme,
  readBenefits,
  readProgramme,
} from '@dipper/policy'
import { type Io, pathAt } from './io.ts'
import { misused } from './usage-error.ts'

/** A policy that a command needs has mistakes. */
export class PolicyMistakes extends Error {
  readonly folder: string
  readonly diagnostics: readonly Diagnostic<PolicyCode>[]

  constructor(folder: string, diagnostics: readonly Diagnostic<PolicyCode>[]) {
    super(`${folder}: ${diagnostics.length} mistakes`)
    this.name = 'PolicyMistakes'
    this.folder = folder
    this.diagnostics = diagnostics
  }
}

/** The files of a programme folder with all its overlays, shown as the user would name them. */
export function policyFiles(io: Io, folder: string): PolicyFile[] {
  return filesIn(io, folder).filter(({ path }) => isPolicyPath(path))
}

/** The files of cases of such a folder. */
export function caseFiles(io: Io, folder: string): PolicyFile[] {
  return filesIn(io, folder).filter(({ path }) => /^cases\/.*\.ya?ml$/.test(path))
}

function filesIn(io: Io, folder: string): PolicyFile[] {
  const root = pathAt(io, folder)
  if (!isFolder(root)) misused('policy-missing', { folder })
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => isPolicyPath(path) || path.startsWith('cases/'))
    .toSorted()
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
      shownAs: join(folder, path),
    }))
}

/** The programme of a folder. Throws PolicyMistakes if it has any. */
export function programmeIn(io: Io, folder: string): Programme {
  const { programme, diagnostics } = readProgramme(policyFiles(io, folder))
  if (programme === undefined) throw new PolicyMistakes(folder, placed(folder, diagnostics))
  return programme
}

/** The benefits of a folder. Throws PolicyMistakes if it has any. */
export function benefitsIn(io: Io, folder: string): BenefitsProgramme {
  const { programme, diagnostics } = readBenefits(policyFiles(io, folder))
  if (programme === undefined) throw new PolicyMistakes(folder, placed(folder, diagnostics))
  return programme
}

/** A finding about the folder itself names it. */
export function placed(
  folder: string,
  diagnostics: readonly Diagnostic<PolicyCode>[],
): Diagnostic<PolicyCode>[] {
  return diagnostics.map((each) => (each.file === '.' ? { ...each, file: folder } : each))
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
