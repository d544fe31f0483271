import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { type CompiledPolicy, compile } from '@dipper/assessment'
import { answering, formatMonth, type Month, type Programme } from '@dipper/policy'
import type { Database } from '../database.ts'
import { filesWithRejects } from '../facts/checked.ts'
import type { LoadedCharges } from '../facts/load.ts'
import { firstPeriodRead } from '../facts/ready.ts'
import {
  collectChargeRejects,
  collectRejects,
  countVerdicts,
  type TableCount,
  tableCount,
  writeRejects,
} from '../facts/rejects.ts'
import { readingFacts, requireSameFiles } from '../facts/soundness.ts'
import { type Facts, filesNamed, openFacts } from '../facts/sources.ts'
import { SpendVariants } from '../month/spend.ts'
import { Problem } from '../problem.ts'
import { lastRun, readHead, runFolder, workFolder, writeHead } from '../register/layout.ts'
import { Lock } from '../register/lock.ts'
import type { MonthTotals } from '../register/totals.ts'
import { assessMonth, heldSql } from '../register/write.ts'
import { inScratch } from '../scratch.ts'
import type { AssessOptions, AssessResult, Progress } from './assessing.ts'
import { finishMonth } from './finish-month.ts'
import { writeRunManifest } from './manifest.ts'
import { readFacts } from './read-facts.ts'
import type { NeededPeriods } from './required.ts'
import { type Start, startOf } from './start.ts'
import { usingRegister } from './using-register.ts'

const SETTLED = ['customers', 'attributes', 'services', 'stops'] as const

/**
 * Assesses months in order into a register: facts are checked once, the periods that windows reach are
 * loaded once, then each month is written whole or not at all. Continues after the months already
 * there if what they read is unchanged. Throws a Problem with what is wrong and what to do.
 */
export async function assessMonths(options: AssessOptions): Promise<AssessResult> {
  const { register } = options
  planOf(options)
  return usingRegister(register, async () => {
    mkdirSync(workFolder(register), { recursive: true })
    const lock = await Lock.take(register)
    try {
      // Again: another run may have ended since.
      const { start, policies } = planOf(options)
      const scratch = join(workFolder(register), 'scratch')
      return await inScratch(scratch, options, (db) =>
        new Run(db, options, start, policies).assess(),
      )
    } finally {
      lock.release()
    }
  })
}

/** Where a run begins, and the policies of its months. Throws a Problem; writes nothing. */
function planOf({ register, from, through, programme }: AssessOptions): {
  readonly start: Start
  readonly policies: ReadonlyMap<Month, CompiledPolicy>
} {
  const start = startOf(register, from, through)
  const policies = new Map<Month, CompiledPolicy>()
  for (let month = start.first; month <= through; month++) {
    policies.set(month, compileMonth(programme, month))
  }
  return { start, policies }
}

/** The policy that answers for a month. Throws `policy-silent` where no document does. */
export function compileMonth(programme: Programme, month: Month): CompiledPolicy {
  const answer = answering(programme, month)
  if (answer) return compile(answer)
  throw new Problem('policy-silent', { policy: programme.policy, month: formatMonth(month) })
}

/** One run, in the order of its phases. */
class Run {
  readonly #db: Database
  readonly #options: AssessOptions
  readonly #start: Start
  readonly #policies: ReadonlyMap<Month, CompiledPolicy>
  readonly #number: number
  readonly #took: Record<string, number> = {}

  constructor(
    db: Database,
    options: AssessOptions,
    start: Start,
    policies: ReadonlyMap<Month, CompiledPolicy>,
  ) {
    this.#db = db
    this.#options = options
    this.#start = start
    this.#policies = policies
    this.#number = lastRun(options.register) + 1
  }

  async assess(): Promise<AssessResult> {
    const { register } = this.#options
    const variants = new SpendVariants([...this.#policies.values()])
    const facts = await openFacts(this.#db, this.#options.facts)
    return readingFacts(facts, () =>
      usingRegister(register, () => this.#assessFacts(facts, variants)),
    )
  }

  async #assessFacts(facts: Facts, variants: SpendVariants): Promise<AssessResult> {
    const { register, from, through, knownBy, programme } = this.#options
    const { existing, imported } = this.#start
    const read = await readFacts(this.#db, facts, {
      register,
      programme,
      knownBy,
      existing,
      held: heldSql(register, existing.at(-1) ?? null, imported),
      needed: this.#needed(),
      variants,
      timed: (phase, work) => this.#timed(phase, work),
      onProgress: (phase, done, total) => this.#progress(phase, done, total),
    })
    const { loaded } = read
    const tables = await this.#countTables(facts, loaded)
    requireSameFiles(facts)
    mkdirSync(runFolder(register, this.#number), { recursive: true })
    writeHead(register, readHead(register)?.importedBefore ?? null)
    const months = await this.#timed('assess', () => this.#assessMonths(loaded, variants))
    const result: Omit<AssessResult, 'manifest'> = {
      run: this.#number,
      already: existing.filter((month) => from <= month && month <= through),
      months,
      tables,
      periodsBeforeFirst: read.periodsBeforeFirst,
      unknownColumns: facts.files
        .filter((file) => file.unknownColumns.length > 0)
        .map((file) => ({ file: file.shownAs, columns: file.unknownColumns })),
      absent: filesNamed(facts, 'stops').length === 0 ? ['stops'] : [],
      rejects: await this.#writeRejects(facts, tables),
      took: this.#took,
    }
    const manifest = writeRunManifest(this.#options, facts, read, result)
    return { ...result, manifest }
  }

  #needed(): NeededPeriods {
    const { through } = this.#options
    const from = this.#policies.size === 0 ? through : firstPeriodRead(this.#policies)
    return { from, through: through - 1 }
  }

  async #countTables(facts: Facts, loaded: LoadedCharges): Promise<TableCount[]> {
    const tables: TableCount[] = []
    const controls = filesNamed(facts, 'controls').length > 0
    for (const table of controls ? ([...SETTLED, 'controls'] as const) : SETTLED) {
      tables.push(tableCount(table, await countVerdicts(this.#db, table)))
      await collectRejects(this.#db, facts, table)
    }
    tables.push(tableCount('charges', loaded.counts))
    for (const file of filesWithRejects(facts, loaded.counts)) {
      await collectChargeRejects(this.#db, file, this.#options)
    }
    return tables
  }

  async #assessMonths(
    loaded: LoadedCharges,
    variants: SpendVariants,
  ): Promise<AssessResult['months']> {
    const months: (MonthTotals & { month: Month })[] = []
    for (const [month, policy] of this.#policies) {
      months.push({ month, ...(await this.#assessMonth(policy, variants, month, loaded.digests)) })
    }
    return months
  }

  async #assessMonth(
    policy: CompiledPolicy,
    variants: SpendVariants,
    month: Month,
    charges: Readonly<Record<string, string>>,
  ): Promise<MonthTotals> {
    const { register, knownBy } = this.#options
    const { partial, tallies } = await assessMonth(
      this.#db,
      register,
      policy,
      variants,
      month,
      (done, total) => this.#progress('assess', done, total, month),
    )
    return finishMonth(this.#db, register, partial, {
      policy,
      month,
      run: this.#number,
      knownBy,
      tallies,
      charges,
    })
  }

  async #writeRejects(facts: Facts, tables: readonly TableCount[]): Promise<string | null> {
    if (tables.every(({ rejected }) => rejected === 0)) return null
    const { register } = this.#options
    const partial = join(workFolder(register), 'rejects.csv')
    const out = join(runFolder(register, this.#number), 'rejects.csv')
    await writeRejects(this.#db, facts, partial)
    renameSync(partial, out)
    return out
  }

  #progress(phase: Progress['phase'], done: number, total: number, month?: Month): void {
    this.#options.onProgress?.({ phase, done, total, ...(month === undefined ? {} : { month }) })
  }

  async #timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    this.#took[phase] = Math.round(performance.now() - began)
    return result
  }
}
