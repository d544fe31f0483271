import { createHash, type Hash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { type Facts, type SourceFile, scan } from './sources.ts'

const QUOTE = 0x22

/**
 * SHA-256 of a file in hex, found while making sure of what DuckDB would pass over in silence: a gzip
 * that is cut off, and a quote that is never closed. Throws `file-unreadable`.
 */
export async function digestOf(file: SourceFile): Promise<string> {
  const hash = createHash('sha256')
  const quotes = { count: 0 }
  const bytes = createReadStream(file.path, { highWaterMark: 1 << 20 })
  try {
    if (file.format === 'parquet') await pipeline(bytes, hashing(hash))
    else if (!file.path.endsWith('.gz')) await pipeline(bytes, counting(quotes, hash))
    else {
      bytes.on('data', (chunk) => hash.update(chunk))
      await pipeline(bytes, createGunzip(), counting(quotes))
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem('file-unreadable', { file: file.shownAs, why })
  }
  if (quotes.count % 2 === 1) {
    throw new Problem('file-unreadable', { file: file.shownAs, why: 'a quote is never closed' })
  }
  return hash.digest('hex')
}

/** Refuses facts of which a file changed since `openFacts`: what was read of it may be of neither. */
export function requireSameFiles(facts: Facts): void {
  for (const file of facts.files) {
    const now = statSync(file.path, { throwIfNoEntry: false })
    if (now?.size !== file.bytes || now.mtimeMs !== file.changed) {
      throw new Problem('file-changed', { file: file.shownAs })
    }
  }
}

/**
 * Runs work that reads facts; what DuckDB says of a file that it cannot read becomes a Problem. If a
 * file changed meanwhile, whatever went wrong may come of that: then this is the Problem.
 */
export async function readingFacts<T>(facts: Facts, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    requireSameFiles(facts)
    throw (await unreadable(facts, error)) ?? error
  }
}

async function unreadable(facts: Facts, error: unknown): Promise<Problem | null> {
  if (error instanceof Problem || !(error instanceof Error)) return null
  const said = error.message
  if (/Out of Range Error|Overflow|overflow/.test(said)) {
    return new Problem('number-too-large', { why: said.split('\n')[0] as string })
  }
  const ofFile = /CSV|[Pp]arquet|[Ss]nappy|zstd|ZSTD|[Gg]zip|GZIP|TProtocol|thrift/.test(said)
  if (!ofFile && !/^(Invalid|IO) (Input )?Error/.test(said)) return null
  const named = facts.files.find(({ path }) => said.includes(path))
  const file = named ?? (await damagedParquet(facts))
  if (!ofFile && file === undefined) return null
  const lines = said.split('\n').filter((line) => /Error|Expected|Invalid|invalid/.test(line))
  return new Problem('file-unreadable', {
    file: file?.shownAs ?? facts.folder,
    why: lines.slice(0, 2).join('; '),
  })
}

/** The first Parquet file that cannot be read to its end: DuckDB does not always say which it was. */
async function damagedParquet(facts: Facts): Promise<SourceFile | undefined> {
  const db = await Database.open()
  try {
    for (const file of facts.files.filter(({ format }) => format === 'parquet')) {
      const read = db.run(`SELECT count(COLUMNS(*)) FROM ${scan(file, false)}`)
      const whole = await read.then(
        () => true,
        () => false,
      )
      if (!whole) return file
    }
    return undefined
  } finally {
    db.close()
  }
}

function hashing(hash: Hash): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      hash.update(chunk)
      done()
    },
  })
}

function counting(quotes: { count: number }, hash?: Hash): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      hash?.update(chunk)
      for (let at = chunk.indexOf(QUOTE); at >= 0; at = chunk.indexOf(QUOTE, at + 1)) {
        quotes.count += 1
      }
      done()
    },
  })
}
