import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  answeringBenefits,
  type BenefitsProgramme,
  type CompiledBenefits,
  compileBenefits,
  formatMonth,
  type Month,
  type Programme,
} from '@dipper/policy'
import type { Database } from '../database.ts'
import { describePeriods } from '../facts/charges.ts'
import { readingFacts, requireSameFiles } from '../facts/soundness.ts'
import { openFacts } from '../facts/sources.ts'
import { SpendVariants } from '../month/spend.ts'
import { Problem } from '../problem.ts'
import { monthsOf, requireHead } from '../register/layout.ts'
import { chunksOf } from '../register/write.ts'
import { compileMonth } from '../run/assess-months.ts'
import { type FactsRead, readFacts } from '../run/read-facts.ts'
import { usingRegister } from '../run/using-register.ts'
import { inScratch, type ScratchOptions } from '../scratch.ts'
import { literal } from '../sql.ts'
import { qualifyingRules } from '../what-if/points.ts'
import { type EarningSql, earnedSql } from './earned-sql.ts'

export interface EarningOptions extends ScratchOptions {
  /** What counts: of the month after a period, which is the first to read its charges. */
  readonly programme: Programme
  /** How many points a yuan is, by star: of the period itself. */
  readonly benefits: BenefitsProgramme
  readonly facts: string
  readonly register: string
  /** Rising and without holes; the register has a month for each. */
  readonly periods: { readonly from: Month; readonly through: Month }
  readonly knownBy: string | null
  /** A folder of its own for files on their way. */
  readonly work: string
  readonly onProgress?: (
    phase: 'digest' | 'check' | 'load' | 'earn',
    done: number,
    total: number,
  ) => void
}

/** What everybody has earned in a period. */
export interface Earned {
  readonly period: Month
  /** CSV without a header: customer_id, points, of those who have earned any, by the bytes of the ids. */
  readonly file: string
  readonly customers: number
  readonly points: bigint
  /** By the star held in the period, rising. */
  readonly stars: readonly StarEarned[]
}

export interface StarEarned {
  readonly star: number
  readonly customers: number
  readonly points: bigint
}

/**
 * Works out what everybody has earned in periods and gives each to `work`, in order; its file is gone
 * afterwards. Facts are read once. Throws a Problem where a month, a period or a document is
 * missing.
 */
export async function withEarned<T>(
  options: EarningOptions,
  work: (earned: Earned) => Promise<T>,
): Promise<T[]> {
  const { register } = options
  const earnings = earningsOf(options)
  mkdirSync(options.work, { recursive: true })
  return usingRegister(register, () =>
    inScratch(join(options.work, 'scratch'), options, async (db) => {
      await read(db, options, earnings)
      const done: T[] = []
      for (const earning of earnings) {
        const earned = await earn(db, options, earning)
        done.push(await work(earned))
        rmSync(earned.file)
      }
      return done
    }),
  )
}

function earningsOf({ programme, benefits, register, periods }: EarningOptions): EarningSql[] {
  requireHead(register)
  const there = new Set(monthsOf(register))
  const each = Array.from({ length: periods.through - periods.from + 1 }, (_, n) => {
    const period = periods.from + n
    const month = formatMonth(period)
    if (!there.has(period)) throw new Problem('month-missing', { register, month })
    return {
      period,
      policy: compileMonth(programme, period + 1),
      benefits: compileBenefitsOf(benefits, period),
    }
  })
  const variants = new SpendVariants([], qualifyingRules(each.map(({ policy }) => policy)))
  return each.map((earning) => ({ ...earning, register, variants }))
}

/** The benefits that answer for a month. Throws `policy-silent` where no document does. */
function compileBenefitsOf(programme: BenefitsProgramme, month: Month): CompiledBenefits {
  const answer = answeringBenefits(programme, month)
  if (answer) return compileBenefits(answer)
  throw new Problem('policy-silent', { policy: programme.policy, month: formatMonth(month) })
}

async function read(
  db: Database,
  { programme, register, periods, knownBy, facts: folder, onProgress }: EarningOptions,
  [first]: readonly EarningSql[],
): Promise<void> {
  if (first === undefined) return
  const facts = await openFacts(db, folder)
  await readingFacts(facts, async () => {
    const found = await readFacts(db, facts, {
      register,
      programme,
      knownBy,
      existing: [],
      held: null,
      needed: periods,
      variants: first.variants,
      onProgress: (phase, done, total) => onProgress?.(phase, done, total),
    })
    requireBilled(found)
    requireSameFiles(facts)
  })
}

/** A period that is not there has not earned nothing: nobody knows what it has earned. */
function requireBilled({ periodsBeforeFirst, loaded: { present } }: FactsRead): void {
  if (periodsBeforeFirst.length === 0) return
  throw new Problem('period-missing', {
    periods: describePeriods(periodsBeforeFirst),
    first: formatMonth(present[0] as Month),
    last: formatMonth(present.at(-1) as Month),
  })
}

async function earn(
  db: Database,
  { work, onProgress }: EarningOptions,
  earning: EarningSql,
): Promise<Earned> {
  const { period } = earning
  for (const { part, where, done, customers } of await chunksOf(db)) {
    const into = part === 0 ? 'CREATE OR REPLACE TEMP TABLE earned AS' : 'INSERT INTO earned'
    await db.run(`${into} ${earnedSql(earning, where)}`)
    onProgress?.('earn', done, customers)
  }
  const file = join(work, `points-${formatMonth(period)}.csv`)
  await db.run(`COPY (
  SELECT customer_id, points FROM earned JOIN customer USING (customer) ORDER BY customer
) TO ${literal(file)} (FORMAT csv, HEADER false)`)
  const stars = await db.rows<{ star: number; customers: number; points: string }>(`
SELECT star::INTEGER AS star, count(*)::DOUBLE AS customers, sum(points)::VARCHAR AS points
FROM earned GROUP BY star ORDER BY star`)
  return {
    period,
    file,
    ...totalsOf(stars.map((each) => ({ ...each, points: BigInt(each.points) }))),
  }
}

function totalsOf(stars: readonly StarEarned[]): Omit<Earned, 'period' | 'file'> {
  return {
    customers: stars.reduce((sum, each) => sum + each.customers, 0),
    points: stars.reduce((sum, each) => sum + each.points, 0n),
    stars,
  }
}
