import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type BenefitsDocument,
  diffBenefitsFiles,
  diffBenefitsProgrammes,
  diffDocuments,
  diffProgrammes,
  type FolderDiff,
  folderKind,
  type PolicyDiff,
  type PolicyDocument,
  type PolicyFile,
  readBenefits,
  readProgramme,
} from '@dipper/policy'
import type { Command } from 'commander'
import { type Io, pathAt } from '../io.ts'
import { answers, type MakeCommand, newCommand } from '../new-command.ts'
import { sum } from '../numbers.ts'
import { benefitsIn, PolicyMistakes, policyFiles, programmeIn } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'
import { valueText } from '../value-text.ts'

/** What differs, file by file. */
interface Differences {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly { readonly file: string; readonly diff: PolicyDiff }[]
}

const EXAMPLE = 'dipper policy diff policies/china-telecom/star drafts/star'

/** `dipper policy diff`: two folders, or two documents. */
export const policyDiff: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'policy diff', EXAMPLE)
    .argument('<before>', words.help.options.before)
    .argument('<after>', words.help.options.after)
    .action(
      answers(session, (before: string, after: string) => compare(session, before, after), end),
    )
}

function compare(session: Session, before: string, after: string): Answer {
  const { io } = session
  const documents = isFile(io, before) && isFile(io, after)
  const differences = documents
    ? betweenDocuments(fileAt(io, before), fileAt(io, after))
    : betweenFolders(io, before, after)
  return {
    status: 0,
    text: differencesText(session, differences),
    data: differences,
    summary: summaryOf(session, before, after, differences),
  }
}

/** What the first is about, the second has to be about too: else its mistakes say so. */
function betweenFolders(io: Io, before: string, after: string): Differences {
  if (folderKind(policyFiles(io, before)) === 'benefits') {
    return differencesOf(diffBenefitsProgrammes(benefitsIn(io, before), benefitsIn(io, after)))
  }
  return differencesOf(diffProgrammes(programmeIn(io, before), programmeIn(io, after)))
}

function differencesOf<F extends { readonly file: string }>(diff: FolderDiff<F>): Differences {
  return {
    added: diff.added.map(({ file }) => file),
    removed: diff.removed.map(({ file }) => file),
    changed: diff.changed.map((each) => ({ file: each.after.file, diff: each.diff })),
  }
}

function betweenDocuments(before: PolicyFile, after: PolicyFile): Differences {
  const diff =
    folderKind([before]) === 'benefits'
      ? diffBenefitsFiles(benefitsDocument(before), benefitsDocument(after))
      : diffDocuments(starDocument(before), starDocument(after))
  const same = diff.values.length + diff.sources.length === 0
  return { added: [], removed: [], changed: same ? [] : [{ file: after.path, diff }] }
}

function fileAt(io: Io, path: string): PolicyFile {
  return { path: basename(path), text: readFileSync(pathAt(io, path), 'utf8'), shownAs: path }
}

function starDocument(file: PolicyFile): PolicyDocument {
  const { programme, diagnostics } = readProgramme([file])
  const document = programme?.documents[0]
  if (document === undefined) throw new PolicyMistakes(file.shownAs ?? file.path, diagnostics)
  return document
}

function benefitsDocument(file: PolicyFile): BenefitsDocument {
  const { programme, diagnostics } = readBenefits([file])
  const document = programme?.documents[0]
  if (document === undefined) throw new PolicyMistakes(file.shownAs ?? file.path, diagnostics)
  return document
}

function summaryOf(
  { words }: Session,
  before: string,
  after: string,
  { added, removed, changed }: Differences,
): string {
  const files = added.length + removed.length + changed.length
  if (files === 0) return words.summaries.policiesAlike({ before, after })
  const values = sum(changed.map(({ diff }) => diff.values.length))
  return words.summaries.policiesDiffer({ before, after, files, values })
}

function differencesText(session: Session, { added, removed, changed }: Differences): string {
  const { notes } = session.words
  return paragraphs(
    added.map((file) => `+ ${file} (${notes.documentAdded})`).join('\n'),
    removed.map((file) => `- ${file} (${notes.documentRemoved})`).join('\n'),
    ...changed.map(({ file, diff }) =>
      paragraphs(`~ ${file} (${notes.documentChanged})`, changesText(session, diff)),
    ),
  )
}

function changesText({ words }: Session, { values, sources }: PolicyDiff): string {
  const { terms, notes } = words
  const rows = values.map(({ region, path, before, after }) => [
    region === null ? path : `${path} (${region})`,
    valueText(before),
    valueText(after),
  ])
  const moved = sources.map(({ path, before, after }) => [
    path,
    before === undefined ? '–' : `${before.source} (${words.certainties[before.certainty]})`,
    after === undefined ? '–' : `${after.source} (${words.certainties[after.certainty]})`,
  ])
  const head = (first: string) => [first, terms.before, terms.after]
  return paragraphs(
    rows.length === 0 ? '' : tableText({ head: head(terms.setting), rows, align: 'lll' }),
    moved.length === 0 ? '' : tableText({ head: head(terms.source), rows: moved, align: 'lll' }),
    rows.length === 0 ? notes.sourceChanged : '',
  )
}

function isFile(io: Io, path: string): boolean {
  return statSync(pathAt(io, path), { throwIfNoEntry: false })?.isFile() === true
}
