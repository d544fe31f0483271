import { checkChain } from '../chain.ts'
import { byPlace, type Diagnostic } from '../diagnostic.ts'
import { fileRole, isPolicyPath, type PolicyFile } from '../files.ts'
import { collectMistakes, type Mistakes, type PolicyCode, type Report } from '../mistakes.ts'
import { meetings, type Over, reportOver } from '../overlays.ts'
import type { Sources } from '../policy.ts'
import type { Mistake } from '../rules/rule.ts'
import type { Finding } from '../rules/rules.ts'
import type { At, Loose, Shape } from '../shape/shape.ts'
import { byMonth, readSheet, type Sheet } from '../sheet.ts'
import { uncovered } from '../sources.ts'
import { layOver, type Leaf } from '../values.ts'
import { entryOf, type Written, type WrittenMap } from '../written.ts'
import type {
  BenefitsDocument,
  BenefitsOverlay,
  BenefitsProgramme,
  BenefitsValues,
} from './benefits.ts'
import {
  type BenefitsOverlayText,
  type BenefitsText,
  type CodesWritten,
  documentShape,
  overlayShape,
} from './language.ts'
import { judge, type ReadBenefits } from './rules.ts'
import { wholeValues } from './whole.ts'

/** The benefits if nothing is wrong with their files, else every mistake of every file, by place. */
export interface BenefitsReading {
  readonly programme?: BenefitsProgramme
  readonly diagnostics: readonly Diagnostic<PolicyCode>[]
}

type DocumentSheet = Sheet<Loose<BenefitsText>>
type OverlaySheet = Sheet<Loose<BenefitsOverlayText>> & { readonly region: string }

interface Sheets {
  readonly documents: readonly DocumentSheet[]
  readonly overlays: readonly OverlaySheet[]
}

/**
 * Reads the files of one folder of benefits and checks them alone and together
 * (docs/benefits-language.md). Never throws for what a file says.
 */
export function readBenefits(files: readonly PolicyFile[]): BenefitsReading {
  const mistakes = ofBenefits(collectMistakes())
  const sheets = readSheets(files, mistakes)
  for (const sheet of sheets.documents) checkDocument(sheet)
  checkChain(sheets.documents)
  checkOverlays(sheets, mistakes)
  checkPolicyName(sheets)
  if (sheets.documents.length === 0) mistakes.in('.')('no-document', {})
  if (mistakes.found.length > 0) return { diagnostics: mistakes.found.sort(byPlace) }
  return { programme: assemble(sheets), diagnostics: [] }
}

/** What is said of star policies, and of benefits instead. */
const INSTEAD: { readonly [C in PolicyCode]?: PolicyCode } = {
  'empty-file': 'benefits-empty-file',
  'unknown-key': 'benefits-unknown-key',
  'source-path': 'benefits-source-path',
}

function ofBenefits(mistakes: Mistakes): Mistakes {
  const instead =
    (report: Report): Report =>
    (code, params, place) =>
      report((INSTEAD[code] ?? code) as typeof code, params, place)
  return { found: mistakes.found, in: (file) => instead(mistakes.in(file)) }
}

function readSheets(files: readonly PolicyFile[], mistakes: Mistakes): Sheets {
  const documents: DocumentSheet[] = []
  const overlays: OverlaySheet[] = []
  for (const file of files.filter(({ path }) => isPolicyPath(path))) {
    const role = fileRole(file.path)
    const reading = { mistakes, amend: (root: WrittenMap) => root }
    if (role.kind === 'misplaced') {
      mistakes.in(file.shownAs ?? file.path)('misplaced-file', {})
    } else if (role.kind === 'document') {
      documents.push(readSheet(file, role, { ...reading, shape: withCodes(documentShape) }))
    } else {
      const sheet = readSheet(file, role, { ...reading, shape: withCodes(overlayShape) })
      overlays.push({ ...sheet, region: role.region })
    }
  }
  return { documents, overlays }
}

/** A language for the codes that a file has. */
function withCodes<T>(shapeFor: (codes: CodesWritten) => Shape<T>) {
  return { read: (root: WrittenMap, at: At) => shapeFor(codesIn(root)).read(root, at) }
}

function codesIn(root: WrittenMap): CodesWritten {
  const benefits = entriesOf(entryOf(root, 'benefits')?.value)
  return Object.fromEntries(
    benefits.map(({ key, value }) => {
      const offers = value.kind === 'map' ? entriesOf(entryOf(value, 'entries')?.value) : []
      return [key, offers.map((offer) => offer.key)]
    }),
  )
}

function entriesOf(written: Written | undefined) {
  return written?.kind === 'map' ? written.entries : []
}

/** The groups of a document or overlay, those that are there. */
function groupsOf({ stars, points, benefits }: ReadBenefits): ReadBenefits {
  return {
    ...(stars !== undefined && { stars }),
    ...(points && { points }),
    ...(benefits && { benefits }),
  }
}

function checkDocument({ content, mistake }: DocumentSheet): void {
  for (const { code, params, path } of judge(groupsOf(content))) mistake(code, params, path)
  checkSources(content, mistake, (leaf) => leaf.value !== null)
}

function checkSources(
  content: ReadBenefits & { readonly sources?: Loose<Sources> },
  mistake: Mistake,
  needs: (leaf: Leaf) => boolean,
): void {
  const { sources } = content
  if (!sources) return
  for (const [group, value] of Object.entries(groupsOf(content))) {
    for (const path of uncovered(sources, value, { path: group, needs })) {
      mistake('source-missing', { path }, path)
    }
  }
}

/** Laid over one another are only files that are right alone: else what is unreadable would be missed. */
function checkOverlays({ documents, overlays }: Sheets, mistakes: Mistakes): void {
  for (const { content, mistake } of overlays) {
    for (const { code, params, path } of judge(groupsOf(content))) mistake(code, params, path)
    checkSources(content, mistake, () => true)
  }
  const pairs = meetings(overlays, documents)
  const broken = new Set(mistakes.found.map(({ file }) => file))
  for (const { overlay, met } of pairs.filter((pair) => !broken.has(pair.overlay.shown))) {
    const whole = met.filter(({ sheet }) => !broken.has(sheet.shown))
    const findings = whole.flatMap(({ sheet }) => findingsOver(overlay, sheet))
    reportOver(overlay, findings)
  }
}

function findingsOver(overlay: OverlaySheet, document: DocumentSheet): Over[] {
  const missing: Finding[] = []
  const laid = layOver(groupsOf(document.content), groupsOf(overlay.content))
  const whole = wholeValues(laid, (params) => {
    missing.push({ code: 'missing', params, path: params.path })
  })
  return [...missing, ...judge(whole)].map((finding) => ({ finding, over: document.shown }))
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
function assemble(sheets: Sheets): BenefitsProgramme {
  const documents = byMonth(sheets.documents).map(documentOf)
  const overlays = byMonth(sheets.overlays).map(overlayOf)
  return { policy: documents[0]?.policy ?? '', documents, overlays }
}

function documentOf(sheet: DocumentSheet): BenefitsDocument {
  const content = sheet.content as BenefitsText
  const { policy, effectiveFrom, effectiveThrough, title, sources } = content
  const values = groupsOf(content) as BenefitsValues
  return { file: sheet.path, policy, effectiveFrom, effectiveThrough, title, values, sources }
}

function overlayOf(sheet: OverlaySheet): BenefitsOverlay {
  const content = sheet.content as BenefitsOverlayText
  const { policy, region, effectiveFrom, sources } = content
  const values = groupsOf(content) as Readonly<Record<string, unknown>>
  return { file: sheet.path, policy, region, effectiveFrom, values, sources }
}
