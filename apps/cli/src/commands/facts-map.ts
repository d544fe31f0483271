import { existsSync, readdirSync } from 'node:fs'
import {
  leftOutSentence,
  MappingMistakes,
  type MapResult,
  mapFacts,
  mapSentence,
  Problem,
  problemSentence,
} from '@dipper/engine'
import type { Command } from 'commander'
import { existingFile, folderAt, oneOf, outFile, wholeNumber } from '../arguments.ts'
import { type Io, pathAt } from '../io.ts'
import {
  answers,
  described,
  type MakeCommand,
  newCommand,
  required,
  withChoices,
} from '../new-command.ts'
import { grouped, sum } from '../numbers.ts'
import { type Answer, type ExitStatus, type Session, withProgress } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'

const FORMATS = ['parquet', 'csv'] as const

interface Flags {
  readonly out: string
  readonly format: (typeof FORMATS)[number]
  readonly source?: ReadonlyMap<string, string>
  readonly rejects?: string
  readonly strict?: true
  readonly threads?: number
}

const EXAMPLE = 'dipper facts map examples/second-extract/mapping.yaml --out facts'

/** `dipper facts map`. */
export const factsMap: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'facts map', EXAMPLE)
    .argument('<mapping>', words.help.options.mapping)
    .addOption(required(words, '--out <folder>', 'outFolder'))
    .addOption(
      withChoices(
        described(words, '--format <format>', 'fileFormat')
          .argParser(oneOf('--format', FORMATS))
          .default('parquet'),
        FORMATS,
      ),
    )
    .addOption(described(words, '--source <name=path>', 'mapSource').argParser(sources(session.io)))
    .addOption(described(words, '--rejects <file>', 'mapRejects'))
    .addOption(described(words, '--strict', 'mapStrict'))
    .addOption(
      described(words, '--threads <n>', 'threads').argParser(wholeNumber('--threads', 1, 256)),
    )
    .action(answers(session, (mapping: string, flags: Flags) => map(session, mapping, flags), end))
}

/** Every `--source` given, by name. */
function sources(io: Io) {
  return (written: string, before?: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
    const [, name, path] = /^([^=]+)=(.+)$/.exec(written) ?? []
    if (name === undefined || path === undefined) throw new Problem('map-source-form', { written })
    return new Map([...(before ?? []), [name, pathAt(io, path)]])
  }
}

async function map(session: Session, mapping: string, flags: Flags): Promise<Answer> {
  const { io } = session
  const out = folderAt(io, flags.out)
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new Problem('out-not-empty', { folder: flags.out })
  }
  const rejects = flags.rejects === undefined ? null : outFile(io, flags.rejects, ['.csv'])
  try {
    const result = await withProgress(session, (progress) =>
      mapFacts({
        mapping: existingFile(io, mapping),
        sources: flags.source ?? new Map(),
        out,
        format: flags.format,
        rejects,
        ...(flags.threads === undefined ? {} : { threads: flags.threads }),
        onProgress: (done, total) => progress.report('map', done, total),
      }),
    )
    return answerOf(session, mapping, flags, result)
  } catch (error) {
    if (error instanceof MappingMistakes) return mistakesAnswer(session, mapping, error)
    throw error
  }
}

function mistakesAnswer(
  { words }: Session,
  mapping: string,
  { diagnostics }: MappingMistakes,
): Answer {
  const findings = diagnostics.map((each) => ({
    ...each,
    file: mapping,
    sentence: mapSentence(each, words.language),
  }))
  const lines = findings.map((each) => `${mapping}:${each.line}:${each.column}: ${each.sentence}`)
  return {
    status: 2,
    text: lines.join('\n'),
    data: { findings },
    summary: words.summaries.mappingMistakes({ mapping, count: diagnostics.length }),
  }
}

function answerOf(session: Session, mapping: string, flags: Flags, result: MapResult): Answer {
  const { words } = session
  const { check } = result
  const text = paragraphs(
    blocksText(session, result),
    leftOutText(session, result),
    columnsText(session, result),
    unusedText(session, result),
    checkText(session, result),
  )
  const tables = result.tables.map((table) => ({
    ...table,
    reasons: table.reasons.map((each) => ({
      ...each,
      examples: each.examples.map((cell) => ({
        ...cell,
        sentence: leftOutSentence(each.reason, { ...cell, into: each.into }, words.language),
      })),
    })),
  }))
  const checked = check.tables.map(({ table, rows, accepted, rejected }) => {
    return { table, rows, accepted, rejected }
  })
  return {
    ...verdictOf(session, mapping, flags, result),
    text,
    data: {
      mapping,
      out: flags.out,
      rejects: flags.rejects ?? null,
      tables,
      unused: result.unused,
      written: result.written,
      check: checked,
    },
  }
}

function verdictOf(
  { words }: Session,
  mapping: string,
  { out, strict, rejects }: Flags,
  { tables, check }: MapResult,
): { readonly status: ExitStatus; readonly summary: string } {
  const { summaries, language } = words
  const lost = sum(tables.map(({ leftOut }) => leftOut))
  const made = sum(tables.map(({ rows }) => rows))
  const rejected = sum(check.tables.map((table) => table.rejected))
  const leftOut = grouped(lost)
  if (strict !== undefined && lost > 0) {
    const problem = new Problem('map-left-out', { mapping, leftOut, rows: grouped(made + lost) })
    return { status: 1, summary: problemSentence(problem, language) }
  }
  if (strict !== undefined && rejected > 0) {
    const counts = { rejected: grouped(rejected), rows: grouped(made) }
    const problem = new Problem('strict-rejects', { folder: out, ...counts })
    return { status: 1, summary: problemSentence(problem, language) }
  }
  const rows = grouped(made)
  if (lost > 0) {
    const list = rejects ?? null
    return { status: 0, summary: summaries.mappedPartly({ folder: out, rows, leftOut, list }) }
  }
  return { status: 0, summary: summaries.mapped({ folder: out, rows }) }
}

function blocksText({ words }: Session, { tables }: MapResult): string {
  const { map, terms } = words
  const rows = tables.flatMap(({ table, blocks }) =>
    blocks.map(({ source, rows: read, made, out, leftOut, notWanted, empty }) => [
      words.tables[table],
      source,
      ...[read, made, out, leftOut, notWanted, empty].map(grouped),
    ]),
  )
  const counts = [terms.rows, map.made, map.out, map.leftOut, map.notWanted, map.empty]
  return tableText({ head: [terms.table, map.source, ...counts], rows, align: 'llrrrrrr' })
}

/** Each reason with a few of its rows, and the codes that are not translated. */
function leftOutText({ words }: Session, { tables }: MapResult): string {
  return tables
    .flatMap(({ table, reasons, unmappedCodes }) => [
      ...reasons.flatMap(({ into, reason, rows, examples }) => {
        const lines = examples.map((cell) => {
          const place = words.notes.row({ file: cell.file, row: grouped(cell.row) })
          return `  ${place}: ${leftOutSentence(reason, { ...cell, into }, words.language)}`
        })
        const more = rows - examples.length
        const rest = more > 0 ? [`  ${words.notes.more({ count: grouped(more) })}`] : []
        return [`${table}.${into}, ${reason}: ${grouped(rows)}`, ...lines, ...rest]
      }),
      ...unmappedCodes.map(({ into, code, rows }) =>
        words.map.unmappedCode({ into: `${table}.${into}`, code, rows: grouped(rows) }),
      ),
    ])
    .join('\n')
}

function columnsText({ words }: Session, { tables }: MapResult): string {
  const { map } = words
  const rows = tables.flatMap(({ table, columns }) =>
    columns.map(({ column, empty, lowest, highest, words: counts }) => [
      `${table}.${column}`,
      grouped(empty),
      counts === null
        ? [lowest, highest].map((end) => shortened(end ?? '–')).join(' … ')
        : Object.entries(counts)
            .map(([word, count]) => `${word} ${grouped(count)}`)
            .join(' · '),
    ]),
  )
  return tableText({ head: [map.column, map.empties, map.values], rows, align: 'lrl' })
}

const LONGEST = 24

function shortened(text: string): string {
  const characters = Array.from(text)
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`
}

function unusedText({ words }: Session, { unused }: MapResult): string {
  return unused
    .map(({ file, columns }) => words.map.unused({ file, columns: columns.join(', ') }))
    .join('\n')
}

function checkText({ words }: Session, { check }: MapResult): string {
  const { terms, map } = words
  const rows = check.tables.map(({ table, rows: all, accepted, rejected }) => [
    words.tables[table],
    ...[all, accepted, rejected].map(grouped),
  ])
  const head = [map.checked, terms.rows, terms.accepted, terms.rejected]
  return tableText({ head, rows, align: 'lrrr' })
}
