import { checkChain, type DocumentSheet } from './chain.ts'
import { checkDocumentSources, checkOverlaySources } from './coverage.ts'
import { byPlace, type Diagnostic } from './diagnostic.ts'
import { type FileRole, fileRole, isPolicyPath, type PolicyFile } from './files.ts'
import { type DocumentText, documentShape, type OverlayText, overlayShape } from './language.ts'
import { collectMistakes, type Mistakes, type PolicyCode } from './mistakes.ts'
import { checkOverlays, type OverlaySheet } from './overlays.ts'
import type { PolicyDocument, PolicyOverlay, PolicyValues, Programme } from './policy.ts'
import { judge } from './rules/rules.ts'
import { type Amend, byMonth, readSheet, type Sheet } from './sheet.ts'
import { groupsOf } from './values.ts'

/**
 * A programme if nothing is wrong with its files, else every mistake of every file. What is wrong
 * with the folder as a whole has `.` for its file.
 */
export interface ProgrammeReading {
  readonly programme?: Programme
  /** By file, then by place. */
  readonly diagnostics: readonly Diagnostic<PolicyCode>[]
}

interface Sheets {
  readonly documents: readonly DocumentSheet[]
  readonly overlays: readonly OverlaySheet[]
}

/**
 * Reads the files of one programme folder and checks them alone and together (policy.md). Files
 * for which `isPolicyPath` does not hold are not looked at. Never throws for what a file says.
 */
export function readProgramme(files: readonly PolicyFile[]): ProgrammeReading {
  return readAmended(files, (root) => root)
}

/** `readProgramme` of what the files would say if they were amended; places stay those of the text. */
export function readAmended(files: readonly PolicyFile[], amend: Amend): ProgrammeReading {
  const mistakes = collectMistakes()
  const sheets = readSheets(files, mistakes, amend)
  for (const sheet of sheets.documents) checkDocument(sheet)
  checkChain(sheets.documents)
  for (const sheet of sheets.overlays) checkOverlaySources(sheet)
  checkOverlays(sheets.overlays, sheets.documents)
  checkPolicyName(sheets)
  if (sheets.documents.length === 0) mistakes.in('.')('no-document', {})
  if (mistakes.found.length > 0) return { diagnostics: mistakes.found.sort(byPlace) }
  return { programme: assemble(sheets), diagnostics: [] }
}

function readSheets(files: readonly PolicyFile[], mistakes: Mistakes, amend: Amend): Sheets {
  const documents: DocumentSheet[] = []
  const overlays: OverlaySheet[] = []
  for (const file of files.filter(({ path }) => isPolicyPath(path))) {
    const role: FileRole = fileRole(file.path)
    if (role.kind === 'misplaced') {
      mistakes.in(file.shownAs ?? file.path)('misplaced-file', {})
    } else if (role.kind === 'document') {
      documents.push(readSheet(file, role, { shape: documentShape, mistakes, amend }))
    } else {
      const sheet = readSheet(file, role, { shape: overlayShape, mistakes, amend })
      overlays.push({ ...sheet, region: role.region })
    }
  }
  return { documents, overlays }
}

function checkDocument(sheet: DocumentSheet): void {
  for (const { code, params, path } of judge(groupsOf(sheet.content))) {
    sheet.mistake(code, params, path)
  }
  checkDocumentSources(sheet)
}

/** All files of a folder say the same `policy`: that of the earliest document. */
function checkPolicyName({ documents, overlays }: Sheets): void {
  const first = byMonth(documents).find(({ content }) => content.policy !== undefined)
  const expected = first?.content.policy
  if (!first || expected === undefined) return
  for (const { content, mistake } of [...documents, ...overlays]) {
    const { policy } = content
    if (policy === undefined || policy === expected) continue
    mistake('policy-differs', { policy, expected, other: first.shown }, 'policy')
  }
}

/** Sheets free of mistakes are whole: what could be read is all there is. */
function assemble(sheets: Sheets): Programme {
  const documents = byMonth(sheets.documents).map(documentOf)
  const overlays = byMonth(sheets.overlays).map(overlayOf)
  return { policy: documents[0]?.policy ?? '', documents, overlays }
}

function documentOf(sheet: Sheet<unknown>): PolicyDocument {
  const content = sheet.content as DocumentText
  return {
    file: sheet.path,
    policy: content.policy,
    effectiveFrom: content.effectiveFrom,
    effectiveThrough: content.effectiveThrough,
    title: content.title,
    transition: content.transition ?? 'keep',
    values: groupsOf(content) as PolicyValues,
    sources: content.sources,
  }
}

function overlayOf(sheet: Sheet<unknown>): PolicyOverlay {
  const content = sheet.content as OverlayText
  const { policy, region, effectiveFrom, sources } = content
  const values = groupsOf(content) as Readonly<Record<string, unknown>>
  return { file: sheet.path, policy, region, effectiveFrom, values, sources }
}
