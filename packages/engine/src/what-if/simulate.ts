import { cpSync, mkdirSync } from 'node:fs'
import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type Month, parseMonth } from '@dipper/policy'
import type { Database } from '../database.ts'
import { firstPeriodRead } from '../facts/ready.ts'
import { readingFacts } from '../facts/soundness.ts'
import { openFacts } from '../facts/sources.ts'
import { assessedFrom } from '../month/month-sql.ts'
import { SpendVariants } from '../month/spend.ts'
import { Problem } from '../problem.ts'
import {
  importedFile,
  monthFolder,
  monthManifest,
  monthParts,
  monthsOf,
  readHead,
  readParts,
  requireHead,
  writeHead,
} from '../register/layout.ts'
import { type Tally, tallyRows } from '../register/totals.ts'
import {
  chunksOf,
  createResult,
  heldSql,
  partialMonth,
  succeedHeld,
  writePart,
} from '../register/write.ts'
import { compileMonth } from '../run/assess-months.ts'
import { finishMonth } from '../run/finish-month.ts'
import { readFacts } from '../run/read-facts.ts'
import { usingRegister } from '../run/using-register.ts'
import { withDatabase } from '../scratch.ts'
import { createBasis, type DraftColumns, sourceOf } from './basis.ts'
import {
  type Candidate,
  candidates,
  chooseExamples,
  fillHistograms,
  type GroupTally,
  groupsOf,
  histogramsOf,
  tallyGroups,
} from './compare.ts'
import { qualifyingRules } from './points.ts'
import type {
  Histogram,
  SimulatedDraft,
  SimulatedMonth,
  SimulateOptions,
  Simulation,
} from './simulation.ts'

/** Examples in either direction. */
const FEW = 10

/**
 * What drafts would have done: assesses months of a register again under each, from what was held
 * before the first, and compares customer by customer. Facts are read once for all drafts. Throws a
 * Problem where a month is not in the register or would be another one today.
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const { register, threads, memory } = options
  requireMonths(options)
  requireKeepable(options)
  const limits = { ...(threads ? { threads } : {}), ...(memory ? { memory } : {}) }
  return usingRegister(register, () =>
    withDatabase((db) => new WhatIf(db, options).simulate(), limits),
  )
}

function requireMonths({ register, from, through }: SimulateOptions): void {
  requireHead(register)
  const span = { from: formatMonth(from), through: formatMonth(through) }
  if (from > through) throw new Problem('months-reversed', span)
  const there = new Set(monthsOf(register))
  for (let month = from; month <= through; month++) {
    if (!there.has(month))
      throw new Problem('month-missing', { register, month: formatMonth(month) })
  }
}

function requireKeepable({ keep }: SimulateOptions): void {
  if (keep !== null && readHead(keep) !== null)
    throw new Problem('register-exists', { register: keep })
}

/** A month under all drafts, and under the policy in force. */
interface MonthPolicies {
  readonly month: Month
  readonly against: CompiledPolicy
  readonly drafts: readonly CompiledPolicy[]
}

/** A draft while its months go by. */
interface Running {
  readonly index: number
  readonly held: string
  readonly months: SimulatedMonth[]
  found: Candidate[]
  histograms: Histogram[]
}

class WhatIf {
  readonly #db: Database
  readonly #options: SimulateOptions
  readonly #months: readonly MonthPolicies[]
  readonly #variants: SpendVariants
  readonly #knownBy: string | null
  readonly #took: Record<string, number> = {}
  #charges: Readonly<Record<string, string>> = {}

  constructor(db: Database, options: SimulateOptions) {
    const { against, drafts, from, through, register } = options
    this.#db = db
    this.#options = options
    this.#months = Array.from({ length: through - from + 1 }, (_, n) => from + n).map((month) => ({
      month,
      against: compileMonth(against, month),
      drafts: drafts.map((draft) => compileMonth(draft, month)),
    }))
    const policies = this.#months.flatMap((each) => [each.against, ...each.drafts])
    this.#variants = new SpendVariants(policies, qualifyingRules(policies))
    this.#knownBy = monthManifest(register, through).knownBy
  }

  async simulate(): Promise<Simulation> {
    const periods = await this.#read()
    const running = await this.#begin()
    await this.#timed('assess', async () => {
      for (const each of this.#months) await this.#month(each, periods, running)
    })
    return { knownBy: this.#knownBy, drafts: running.map(draftOf), took: this.#took }
  }

  /** Reads the facts; gives the periods that there are. */
  async #read(): Promise<readonly Month[]> {
    const { register, against, from, through, onProgress } = this.#options
    const imported = parseMonth(requireHead(register).importedBefore ?? '') === from
    const before = monthsOf(register).includes(from - 1) ? from - 1 : null
    const facts = await openFacts(this.#db, this.#options.facts)
    const policies = this.#months.flatMap(({ month, drafts }) =>
      drafts.map((draft) => firstPeriodRead(new Map([[month, draft]]))),
    )
    const { loaded } = await readingFacts(facts, () =>
      readFacts(this.#db, facts, {
        register,
        programme: against,
        knownBy: this.#knownBy,
        existing: this.#months.map(({ month }) => month),
        held: heldSql(register, before, imported),
        needed: { from: Math.min(...policies), through: through - 1 },
        loadThrough: through,
        variants: this.#variants,
        timed: (phase, work) => this.#timed(phase, work),
        onProgress: (phase, done, total) => onProgress?.({ phase, done, total }),
      }),
    )
    this.#charges = loaded.digests
    return loaded.present
  }

  async #begin(): Promise<Running[]> {
    const { drafts, keep } = this.#options
    if (keep !== null) this.#beginKept(keep)
    const running = drafts.map((_, index) => ({
      index,
      held: `held_${index}`,
      months: [],
      found: [],
      histograms: [],
    }))
    for (const { held } of running) {
      await this.#db.run(`CREATE TABLE ${held} AS SELECT * FROM held_before`)
    }
    return running
  }

  /** What the kept register begins from is that of the register compared with. */
  #beginKept(keep: string): void {
    const { register, from } = this.#options
    const { importedBefore } = requireHead(register)
    const begins = importedBefore === formatMonth(from)
    mkdirSync(keep, { recursive: true })
    if (begins) cpSync(importedFile(register), importedFile(keep))
    else if (monthsOf(register).includes(from - 1)) {
      cpSync(monthFolder(register, from - 1), monthFolder(keep, from - 1), { recursive: true })
    }
    writeHead(keep, begins ? importedBefore : null)
  }

  async #month(
    { month, against, drafts }: MonthPolicies,
    periods: readonly Month[],
    running: readonly Running[],
  ): Promise<void> {
    const { register } = this.#options
    await this.#db.run(`CREATE OR REPLACE TABLE in_force_rows AS
SELECT customer, star, growth_value FROM ${readParts(monthParts(register, month))}
JOIN customer USING (customer_id) ORDER BY customer`)
    const period = Math.max(...periods.filter((each) => each <= month))
    const columns = await createBasis(this.#db, {
      against,
      drafts,
      variants: this.#variants,
      month,
      period,
    })
    for (const draft of running) {
      const policy = drafts[draft.index] as CompiledPolicy
      await this.#draft(
        draft,
        { month, against, policy },
        columns[draft.index] as DraftColumns,
        period,
      )
    }
  }

  async #draft(
    draft: Running,
    { month, against, policy }: { month: Month; against: CompiledPolicy; policy: CompiledPolicy },
    columns: DraftColumns,
    pointsPeriod: Month,
  ): Promise<void> {
    const { multiplier, through, keep } = this.#options
    const kept = draft.index === 0 && keep !== null ? partialMonth(keep, month) : null
    const tallies: GroupTally[] = []
    const rows: Tally[] = []
    if (month === through) draft.histograms = histogramsOf(against, policy)
    await succeedHeld(this.#db, draft.held, async (hold) => {
      for (const { part, where, done, customers } of await chunksOf(this.#db)) {
        await createResult(
          this.#db,
          assessedFrom(policy, month, sourceOf(columns, draft.held, where)),
        )
        await hold()
        tallies.push(...(await tallyGroups(this.#db, where, columns.fen, multiplier)))
        if (month === through) await this.#look(draft, where)
        if (kept !== null) {
          await writePart(this.#db, kept, part, month)
          rows.push(...(await tallyRows(this.#db, month)))
        }
        this.#progress(draft.index, month, done, customers)
      }
    })
    if (kept !== null) await this.#keepMonth(kept, policy, month, rows)
    const stars = Math.max(...[against, policy].map(highestStar), ...tallies.map((t) => t.in_force))
    draft.months.push({ month, pointsPeriod, groups: groupsOf(tallies, stars) })
  }

  /** Examples and histograms of a part of the last month. */
  async #look(draft: Running, where: string): Promise<void> {
    draft.found.push(...(await candidates(this.#db, where, FEW)))
    draft.histograms = await fillHistograms(this.#db, where, draft.histograms)
  }

  async #keepMonth(partial: string, policy: CompiledPolicy, month: Month, tallies: Tally[]) {
    await finishMonth(this.#db, this.#options.keep as string, partial, {
      policy,
      month,
      run: 1,
      knownBy: this.#knownBy,
      tallies,
      charges: this.#charges,
    })
  }

  /** All drafts and months count as one long piece of work. */
  #progress(draft: number, month: Month, done: number, customers: number): void {
    const { from, drafts, onProgress } = this.#options
    const before = ((month - from) * drafts.length + draft) * customers
    const total = this.#months.length * drafts.length * customers
    onProgress?.({ phase: 'assess', done: before + done, total })
  }

  async #timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    this.#took[phase] = Math.round(performance.now() - began)
    return result
  }
}

function highestStar({ national, regions }: CompiledPolicy): number {
  return Math.max(
    ...[national, ...Object.values(regions)].map(({ star }) => star.thresholds.length),
  )
}

function draftOf({ months, found, histograms }: Running): SimulatedDraft {
  return { months, histograms, examples: chooseExamples(found, FEW) }
}
