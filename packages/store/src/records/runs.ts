import type { Month } from '@dipper/policy'
import { type Selectable, sql } from 'kysely'
import type { Pool } from 'pg'
import { type RunTable, type Tabled, tablesOf } from '../tables.ts'

export interface RunRequest {
  readonly from: Month
  readonly through: Month
  readonly knownBy: string | null
}

export interface RunRow extends RunRequest {
  readonly run: number
  readonly state: RunTable['state']
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly by: string
  readonly progress: {
    readonly phase: string
    readonly done: number
    readonly total: number
  } | null
  /** Code and parameters of what went wrong; null where nothing did. */
  readonly error: { readonly code: string; readonly params: Record<string, unknown> } | null
}

/** How a run ends; `interrupted`: its process is gone. */
export type RunEnd = 'done' | 'failed' | 'stopped' | 'interrupted'

/** Assessments of months as they are asked for and as their processes report them. */
export class RunRows {
  readonly #tables: Tabled

  constructor(pool: Pool) {
    this.#tables = tablesOf(pool)
  }

  /** A run that waits for its process. */
  async create({ from, through, knownBy }: RunRequest, by: string): Promise<RunRow> {
    const row = await this.#tables
      .insertInto('dipper.run')
      .values({ from, through, known_by: knownBy, state: 'queued', started_by: by })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toRun(row)
  }

  /** It is running and has come so far; also says that its process lives. Null once it has ended. */
  async progress(run: number, progress: RunRow['progress']): Promise<RunRow | null> {
    const row = await this.#open(run)
      .set({ state: 'running', progress: json(progress), heard_at: sql`now()` })
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? null : toRun(row)
  }

  /** Null where it had ended already. */
  async end(run: number, state: RunEnd, error: RunRow['error'] = null): Promise<RunRow | null> {
    const row = await this.#open(run)
      .set({ state, error: json(error), ended_at: sql`now()` })
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? null : toRun(row)
  }

  async of(run: number): Promise<RunRow | null> {
    const row = await this.#tables
      .selectFrom('dipper.run')
      .selectAll()
      .where('run', '=', run)
      .executeTakeFirst()
    return row === undefined ? null : toRun(row)
  }

  /** Newest first, at most `limit` before number `before`. */
  async list({ before, limit }: { before?: number; limit: number }): Promise<RunRow[]> {
    const rows = await this.#tables
      .selectFrom('dipper.run')
      .selectAll()
      .$if(before !== undefined, (query) => query.where('run', '<', before as number))
      .orderBy('run', 'desc')
      .limit(limit)
      .execute()
    return rows.map(toRun)
  }

  /** Ends as `interrupted` the runs that nothing was heard of for so long. Gives their numbers. */
  async interruptSilent(seconds: number): Promise<number[]> {
    const rows = await this.#tables
      .updateTable('dipper.run')
      .set({ state: 'interrupted', ended_at: sql`now()` })
      .where('ended_at', 'is', null)
      .where('heard_at', '<=', sql<Date>`now() - make_interval(secs => ${seconds})`)
      .returning('run')
      .execute()
    return rows.map(({ run }) => run)
  }

  #open(run: number) {
    return this.#tables
      .updateTable('dipper.run')
      .where('run', '=', run)
      .where('ended_at', 'is', null)
  }
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}

function toRun(row: Selectable<RunTable>): RunRow {
  const { run, from, through, known_by: knownBy, state, progress, error } = row
  const { started_at: startedAt, ended_at: endedAt, started_by: by } = row
  return { run, from, through, knownBy, state, startedAt, endedAt, by, progress, error }
}
