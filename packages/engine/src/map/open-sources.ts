import { closeSync, openSync, readSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import type { Database } from '../database.ts'
import { firstLine } from '../facts/sources.ts'
import { Problem } from '../problem.ts'
import { literal, name } from '../sql.ts'
import type { Encoding, Mapping, Source } from './language.ts'
import type { Report } from './mistakes.ts'

/** One file of a source, with its header read. */
export interface OpenFile {
  /** Position among all files of the mapping. */
  readonly index: number
  readonly source: string
  readonly path: string
  /** Path from the mapping's folder, or as `--source` gave it. */
  readonly shownAs: string
  readonly columns: ReadonlyMap<string, FileColumn>
  /** Names that the header has more than once. */
  readonly ambiguous: ReadonlySet<string>
  /** SQL that reads the file: `row`, 1 is the first after the header, and each column as text. */
  readonly scan: string
}

export interface FileColumn {
  /** What it is called in SQL, whatever the file calls it. */
  readonly sql: string
  /** As DuckDB calls it; VARCHAR in every CSV. */
  readonly type: string
}

export type OpenSources = ReadonlyMap<string, readonly OpenFile[]>

interface Opening {
  /** Path of the mapping, from which its files are found. */
  readonly mapping: string
  /** Files of `--source`, by name of the source. */
  readonly given: ReadonlyMap<string, string>
  readonly report: Report
}

/** Finds the files of every source and reads their headers. */
export async function openSources(
  db: Database,
  { sources }: Mapping,
  opening: Opening,
): Promise<OpenSources> {
  const open = new Map<string, OpenFile[]>()
  let index = 0
  for (const source of sources.values()) {
    const files: OpenFile[] = []
    for (const { path, shownAs } of await filesOf(db, source, opening)) {
      files.push(await openFile(db, source, { index, source: source.name, path, shownAs }))
      index += 1
    }
    open.set(source.name, files)
  }
  return open
}

type Named = Pick<OpenFile, 'path' | 'shownAs'>

async function filesOf(db: Database, source: Source, opening: Opening): Promise<Named[]> {
  const given = opening.given.get(source.name)
  if (given !== undefined) {
    const paths = await matching(db, given)
    const files = { source: source.name, files: given }
    if (paths.length === 0) opening.report('no-such-file', files, source.place)
    return paths.map((path) => ({ path, shownAs: path }))
  }
  if (source.files.length === 0) opening.report('no-files', { source: source.name }, source.place)
  const folder = dirname(opening.mapping)
  const found: string[] = []
  for (const { text, place } of source.files) {
    const paths = await matching(db, isAbsolute(text) ? text : join(folder, text))
    if (paths.length === 0)
      opening.report('no-such-file', { source: source.name, files: text }, place)
    found.push(...paths)
  }
  return [...new Set(found)].map((path) => ({ path, shownAs: shown(folder, path) }))
}

function shown(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

async function matching(db: Database, pattern: string): Promise<string[]> {
  const rows = await db.rows<{ file: string }>(`SELECT file FROM glob(${literal(pattern)})`)
  return rows.map(({ file }) => file).toSorted()
}

async function openFile(
  db: Database,
  source: Source,
  file: Pick<OpenFile, 'index' | 'source' | 'path' | 'shownAs'>,
): Promise<OpenFile> {
  try {
    const parquet = /\.parquet$/i.test(file.path)
    return parquet ? await openParquet(db, file) : openCsv(source, file)
  } catch (error) {
    throw new Problem('file-unreadable', { file: file.shownAs, why: firstLine(error) })
  }
}

async function openParquet(
  db: Database,
  file: Pick<OpenFile, 'index' | 'source' | 'path' | 'shownAs'>,
): Promise<OpenFile> {
  const from = `read_parquet(${literal(file.path)}, file_row_number = true)`
  const described = await db.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${from}`,
  )
  const columns = described.map(({ column_name, column_type }, at) => ({
    written: column_name,
    column: { sql: `c${at}`, type: column_type },
  }))
  const texts = columns.map(({ written, column }) => `${name(written)}::VARCHAR AS ${column.sql}`)
  return {
    ...file,
    columns: new Map(columns.map(({ written, column }) => [written, column])),
    ambiguous: new Set(),
    scan: `SELECT file_row_number + 1 AS row, ${texts.join(', ')} FROM ${from}`,
  }
}

function openCsv(
  source: Source,
  file: Pick<OpenFile, 'index' | 'source' | 'path' | 'shownAs'>,
): OpenFile {
  const names = source.header ?? headerOf(file.path, source)
  const types = names.map((_, at) => `c${at}: 'VARCHAR'`).join(', ')
  const options = [
    'auto_detect = false',
    `header = ${source.header === null}`,
    `delim = ${literal(source.delimiter)}`,
    `quote = ${literal(source.quote)}`,
    `escape = ${literal(source.quote)}`,
    `encoding = ${literal(source.encoding)}`,
    'null_padding = true',
    'parallel = false',
    `columns = {${types}}`,
  ]
  const first = new Map<string, FileColumn>()
  const ambiguous = new Set<string>()
  for (const [at, written] of names.entries()) {
    if (first.has(written)) ambiguous.add(written)
    else first.set(written, { sql: `c${at}`, type: 'VARCHAR' })
  }
  return {
    ...file,
    columns: first,
    ambiguous,
    scan: `SELECT row_number() OVER () AS row, * FROM read_csv(${literal(file.path)}, ${options.join(', ')})`,
  }
}

const HEADER_BYTES = 1 << 18

/** The cells of the first record of a CSV. */
function headerOf(path: string, source: Source): string[] {
  const buffer = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  const read = buffer.subarray(0, readSync(file, buffer, 0, HEADER_BYTES, 0))
  closeSync(file)
  const packed = read[0] === 0x1f && read[1] === 0x8b
  const bytes = packed ? gunzipSync(read, { finishFlush: constants.Z_SYNC_FLUSH }) : read
  const text = new TextDecoder(DECODERS[source.encoding]).decode(bytes)
  if (text === '') throw new Error('the file is empty')
  return firstRecord(text, source)
}

const DECODERS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf-8',
  'utf-16': 'utf-16le',
  'latin-1': 'latin1',
}

function firstRecord(text: string, { delimiter, quote }: Source): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (quoted && character === quote && text[at + 1] === quote) {
      cell += quote
      at += 1
    } else if (quote !== '' && character === quote) quoted = !quoted
    else if (quoted) cell += character
    else if (character === delimiter) {
      cells.push(cell)
      cell = ''
    } else if (character === '\n' || character === '\r') break
    else cell += character
  }
  return [...cells, cell]
}
