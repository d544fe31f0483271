import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@dipper/assessment'
import { Problem, type PublicationSource, withPublication } from '@dipper/engine'
import { answering, formatMonth, type Month, type Programme } from '@dipper/policy'
import type {
  Load,
  Part,
  PublicationChanges,
  PublicationState,
  Publisher,
  PublishRequest,
} from '@dipper/store'

export interface PublishOptions {
  readonly publisher: Publisher
  /** What the month was assessed under. */
  readonly programme: Programme
  readonly facts: string
  readonly register: string
  /** A folder of its own for files on their way. */
  readonly work: string
  readonly month: Month
  /** Parts brought, of all. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface Published extends PublicationState {
  /** `unchanged`: this very month was live already. */
  readonly did: 'published' | 'resumed' | 'unchanged'
}

/**
 * Brings a month of the register and the facts behind it to the store and makes it live, or goes on
 * where it was broken off. Throws Problem, StoreProblem.
 */
export function publishMonth(
  options: PublishOptions & { readonly by: string },
): Promise<Published> {
  return withPublication(options, async (source) => {
    const begun = await options.publisher.begin(requestOf(options, source, options.by))
    if (begun.state === 'already-live') return { ...begun.publication, did: 'unchanged' }
    const { load } = begun
    try {
      await bringAll(source, load, options.onProgress)
      return { ...(await load.finish()), did: load.resumed ? 'resumed' : 'published' }
    } finally {
      await load.close()
    }
  })
}

/** What publishing would change of the stars that readers see now. */
export function previewMonth(options: PublishOptions): Promise<PublicationChanges> {
  const { publisher, month } = options
  return withPublication(options, async (source) => {
    async function* parts() {
      for (const range of source.ranges) {
        const { file, rows } = await source.write({ ...range, table: 'star', period: null })
        yield { ...range, rows: read(file), count: rows }
      }
    }
    return publisher.preview(month, parts())
  })
}

/** Folder for the files of a publication below that of the server's data. */
export function publicationWork(data: string): string {
  return join(data, 'publishing')
}

function requestOf(
  { programme, register, month }: PublishOptions,
  { manifest, policy, bills, masters, ranges }: PublicationSource,
  by: string,
): PublishRequest {
  const answer = answering(programme, month)
  if (answer === undefined || compile(answer).digest !== manifest.policyDigest) {
    const params = { register, month: formatMonth(month), what: 'policy', of: manifest.policy }
    throw new Problem('month-changed', params)
  }
  const { digest, customers, stars, outcomes, moves } = manifest
  const totals = { customers, stars, outcomes, moves }
  return { month, digest, policy, answer, totals, bills, masters, ranges, by }
}

async function bringAll(
  source: PublicationSource,
  load: Load,
  onProgress: PublishOptions['onProgress'],
): Promise<void> {
  const parts = load.missing
  const periods = parts.flatMap(({ period }) => (period === null ? [] : [period]))
  await source.loadBills([...new Set(periods)])
  for (const [index, part] of parts.entries()) {
    await bring(source, load, part)
    onProgress?.(index + 1, parts.length)
  }
}

async function bring(source: PublicationSource, load: Load, part: Part): Promise<void> {
  const { file, rows } = await source.write(part)
  await load.accept(part, { rows: read(file), count: rows })
}

/** Opened when it is read: where nobody comes to it, nothing can fail. */
async function* read(file: string): AsyncGenerator<Buffer> {
  yield* createReadStream(file)
}
