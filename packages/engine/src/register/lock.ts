import { join } from 'node:path'
import { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { workFolder } from './layout.ts'

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
    try {
      return new Lock(await Database.open({ path: join(workFolder(register), 'lock.duckdb') }))
    } catch (error) {
      if (String(error).includes('lock')) throw new Problem('register-busy', { register })
      throw error
    }
  }

  release(): void {
    this.#database.close()
  }
}
