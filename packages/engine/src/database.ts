import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { prepareMonthTexts } from './sql.ts'

export interface DatabaseOptions {
  /** File of the database; in memory if left out. */
  readonly path?: string
  /** Where DuckDB spills what does not fit into memory. */
  readonly spill?: string
  readonly threads?: number
  /** DuckDB's own limit, such as `2GB`. The process needs some hundred megabytes more. */
  readonly memory?: string
}

export type Row = Record<string, Value>
type Value = string | number | bigint | boolean | null | object

/** One DuckDB connection. All SQL text is made by this package from literals that `sql.ts` quotes. */
export class Database {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.#connection = connection
  }

  static async open(options: DatabaseOptions = {}): Promise<Database> {
    const settings: Record<string, string> = {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    }
    if (options.threads !== undefined) settings['threads'] = String(options.threads)
    if (options.memory !== undefined) settings['memory_limit'] = options.memory
    if (options.spill !== undefined) settings['temp_directory'] = options.spill
    const instance = await DuckDBInstance.create(options.path ?? ':memory:', settings)
    const connection = await instance.connect()
    await connection.run(prepareMonthTexts())
    return new Database(instance, connection)
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql)
  }

  /** Rows as objects: BIGINT and wider as bigint, VARCHAR as string. */
  async rows<T = Row>(sql: string): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql)
    return reader.getRowObjectsJS() as T[]
  }

  async one<T = Row>(sql: string): Promise<T> {
    const [row] = await this.rows<T>(sql)
    if (row === undefined) throw new Error(`no row from: ${sql}`)
    return row
  }

  /** Ends a running statement; it fails with an INTERRUPT error. */
  interrupt(): void {
    this.#connection.interrupt()
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}
