import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '@dipper/engine'

/** A fresh database for one piece of work; what it spills is gone afterwards. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-'))
  const db = await Database.open({ spill: folder, memory: '1500MB' })
  try {
    return await work(db)
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
