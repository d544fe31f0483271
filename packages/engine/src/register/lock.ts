import { existsSync, linkSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { workFolder } from './layout.ts'

/** A lock that is being made, or that a killed run left so. */
const MAKING = /^making-\d+\.duckdb$/

/**
 * Keeps a second run away from a register. It is DuckDB's own lock on a small file: the operating
 * system drops it when the process ends, however it ends.
 */
export class Lock {
  readonly #database: Database

  private constructor(database: Database) {
    this.#database = database
  }

  /** Throws `register-busy` while another run holds it. The work folder exists. */
  static async take(register: string): Promise<Lock> {
    const work = workFolder(register)
    const path = join(work, 'lock.duckdb')
    try {
      if (!existsSync(path)) await createWhole(work, path)
      const lock = new Lock(await Database.open({ path }))
      for (const file of readdirSync(work).filter((each) => MAKING.test(each))) {
        rmSync(join(work, file), { force: true })
      }
      return lock
    } catch (error) {
      const busy = /Could not set lock|Conflicting lock/.test(String(error))
      if (busy) throw new Problem('register-busy', { register })
      throw error
    }
  }

  release(): void {
    this.#database.close()
  }
}

/** Killed meanwhile, or without room on the disk, a run leaves no file here that nobody can open. */
async function createWhole(work: string, path: string): Promise<void> {
  const partial = join(work, `making-${process.pid}.duckdb`)
  rmSync(partial, { force: true })
  try {
    const database = await Database.open({ path: partial })
    database.close()
    linkSync(partial, path)
  } catch (error) {
    // Another run was faster, or the disk knows no links: then the file is made when it is opened.
    if (!/EEXIST|ENOENT|EPERM|ENOTSUP/.test(String(error))) throw error
  } finally {
    rmSync(partial, { force: true })
  }
}
