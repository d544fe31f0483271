import { pipeline } from 'node:stream/promises'
import pg, { type PoolClient } from 'pg'
import { from } from 'pg-copy-streams'
import { StoreProblem } from '../problem.ts'
import { PART_COLUMNS } from './columns.ts'
import type { Part, PartContent } from './plan.ts'

/** Classes of errors that come from what is loaded: its texts, and rows that are there twice. */
const CONTENT_ERRORS = /^2[23]/

/**
 * COPY of a part into a table with its columns, inside the transaction of the caller. Throws
 * `publish-part-differs`, `publish-part-unreadable`.
 */
export async function copyPart(
  client: PoolClient,
  into: string,
  part: Part,
  content: PartContent,
): Promise<void> {
  const columns = PART_COLUMNS[part.table].join(', ')
  const copy = client.query(from(`copy ${into} (${columns}) from stdin (format csv)`))
  await readable(part, pipeline(content.rows, copy))
  const { table, range } = part
  if (copy.rowCount === content.count) return
  const numbers = { announced: content.count, found: copy.rowCount }
  throw new StoreProblem('publish-part-differs', { table, range, ...numbers })
}

/**
 * Says of an error of the content in which part and line it is; any other passes through. The cell
 * itself may be personal and is left out.
 */
export async function readable<T>({ table, range }: Part, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !CONTENT_ERRORS.test(error.code ?? '')) throw error
    const line = Number(/ line (\d+)/.exec(error.where ?? '')?.[1] ?? 0)
    const why = error.message.replace(/: ".*$/s, '')
    throw new StoreProblem('publish-part-unreadable', { table, range, line, why })
  }
}
