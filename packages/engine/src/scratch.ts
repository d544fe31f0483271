import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from './database.ts'

export interface ScratchOptions {
  readonly threads?: number
  /** DuckDB's memory limit, such as `2GB`; 1500MB if left out. */
  readonly memory?: string
}

/** A fresh database in memory for one piece of work; what it spills goes into `folder`, which is its own. */
export async function inScratch<T>(
  folder: string,
  { threads, memory = '1500MB' }: ScratchOptions,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    const limits = { memory, ...(threads === undefined ? {} : { threads }) }
    const db = await Database.open({ spill: folder, ...limits })
    try {
      return await work(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `inScratch` in a folder of its own below the system's for temporary files. */
export async function withDatabase<T>(
  work: (db: Database) => Promise<T>,
  options: ScratchOptions = {},
): Promise<T> {
  return inScratch(mkdtempSync(join(tmpdir(), 'dipper-')), options, work)
}
