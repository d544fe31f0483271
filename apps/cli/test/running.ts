import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { Stream } from '../src/io.ts'
import { main } from '../src/program.ts'

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Columns of a terminal; a pipe if left out. */
  readonly columns?: number
}

/** Runs one command line in this process. */
export async function run(
  argv: readonly string[],
  { cwd = process.cwd(), env = {}, columns }: Surroundings = {},
): Promise<Outcome> {
  const [stdout, stderr] = [new Collector(columns), new Collector(columns)]
  const status = await main(argv, { stdout, stderr, cwd, env })
  return { status, stdout: stdout.text, stderr: stderr.text }
}

class Collector extends Writable implements Stream {
  text = ''
  readonly isTTY: boolean
  readonly columns: number

  constructor(columns: number | undefined) {
    super({ decodeStrings: false })
    this.isTTY = columns !== undefined
    this.columns = columns ?? 100
  }

  override _write(chunk: string | Buffer, _: BufferEncoding, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** A path of the repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

export const NATIONAL = inRepository('policies/china-telecom/star')

/** A folder that is gone when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

const HEADERS = {
  customers: 'customer_id,joined_on,left_on,segment,region',
  services: 'service_id,customer_id,account_id,kind,opened_on,held_from,held_to',
  charges: 'period,customer_id,account_id,service_id,kind,category,amount_fen',
  stops: 'service_id,customer_id,kind,cause,stopped_on,restored_on',
} as const

/** CSV of a table of facts with its usual header. */
export function csv(table: keyof typeof HEADERS, rows: readonly string[]): string {
  return [HEADERS[table], ...rows, ''].join('\n')
}

/** `2020-03`, `2020-04` … */
export function periods(from: string, count: number): string[] {
  const [year, month] = from.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, n) => {
    const at = year * 12 + month - 1 + n
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

/** The worked example of the assessment: one customer, one mobile, one double stop for arrears. */
export function writeWorkedExample(folder: string, customer = 'W1'): void {
  writeFiles(folder, {
    'customers.csv': csv('customers', [`${customer},2020-03-05,,individual,`]),
    'services.csv': csv('services', [`L1,${customer},,mobile,2020-03-05,2020-03-05,`]),
    'charges.csv': csv(
      'charges',
      periods('2020-03', 13).map((each) => `${each},${customer},,L1,mobile,recurring,12900`),
    ),
    'stops.csv': csv('stops', [`L1,${customer},double,arrears,2021-02-11,2021-02-13`]),
  })
}
