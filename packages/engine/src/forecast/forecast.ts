import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { controlDifferences, controlsProblem } from '../facts/controls.ts'
import type { LoadedCharges } from '../facts/load.ts'
import { firstPeriodRead } from '../facts/ready.ts'
import { readingFacts, requireSameFiles } from '../facts/soundness.ts'
import { openFacts } from '../facts/sources.ts'
import { ruleSets } from '../month/rules.ts'
import { SpendVariants } from '../month/spend.ts'
import { Problem } from '../problem.ts'
import { monthManifest, monthsOf, requireHead } from '../register/layout.ts'
import { compileMonth } from '../run/assess-months.ts'
import { readFacts } from '../run/read-facts.ts'
import { usingRegister } from '../run/using-register.ts'
import { withDatabase } from '../scratch.ts'
import { Comparison } from './back-test.ts'
import type {
  BackTest,
  Forecast,
  ForecastList,
  ForecastMonth,
  ForecastOptions,
} from './forecasting.ts'
import { addListed, claimOut, createListed, writeLists } from './lists.ts'
import { createRecent, keepRecent } from './mean.ts'
import { lookingFrom, type Origin } from './origin.ts'
import { projectMonths } from './project.ts'
import {
  createNear,
  createRisen,
  createTurns,
  groupsOf,
  type NearTally,
  nearGroupsOf,
  type TurnTally,
  tallyNear,
  tallyTurns,
} from './turns.ts'

/** A back-test looks this many months back, unless it is told how many. */
const LOOK_BACK = 12

/**
 * Forecasts the months after one of the register: everybody's lines, regions and segments stay as
 * they are, nobody is stopped, and each period that is not billed yet brings each customer the mean of
 * their last ones. Looks ahead from an earlier month in the same way, with what was known then, and
 * says how far that was off. Throws a Problem where a month is not in the register or would be another
 * one today.
 */
export async function forecast(options: ForecastOptions): Promise<Forecast> {
  const { register, out, threads, memory } = options
  const plan = planOf(options)
  if (out !== null) claimOut(out)
  const limits = { ...(threads ? { threads } : {}), ...(memory ? { memory } : {}) }
  return usingRegister(register, () =>
    withDatabase((db) => new Run(db, options, plan).forecast(), limits),
  )
}

/** Facts as they are read: nothing looks at them after that, and they take more memory than the rest. */
const READ = ['customers', 'attributes', 'services', 'stops', 'service', 'charge_version']

interface Plan {
  readonly month: Month
  readonly through: Month
  /** All that the facts have is known, not only what was when the month began. */
  readonly knowsAll: boolean
  /** Months of the back-test: looked from, and the last compared. */
  readonly back: { readonly month: Month; readonly through: Month } | null
  readonly policies: ReadonlyMap<Month, CompiledPolicy>
}

function planOf({ register, programme, month: asked, months, backTest }: ForecastOptions): Plan {
  requireHead(register)
  const all = monthsOf(register)
  const last = all.at(-1)
  const month = asked ?? last
  if (month === undefined || !all.includes(month)) {
    const missing = month === undefined ? '' : formatMonth(month)
    throw new Problem('month-missing', { register, month: missing })
  }
  const through = month + months
  const from = backTest ?? earliestIn(all, month, Math.min(LOOK_BACK, months))
  if (!all.includes(from)) {
    throw new Problem('month-missing', { register, month: formatMonth(from) })
  }
  const back = from < month ? { month: from, through: Math.min(month, from + months) } : null
  const first = Math.min(from, month)
  const policies = monthsIn(first, through).map((each) => [each, compileMonth(programme, each)])
  return {
    month,
    through,
    knowsAll: asked === null,
    back,
    policies: new Map(policies as [Month, CompiledPolicy][]),
  }
}

/** The first of the months that lead to one without a gap, so many at most. */
function earliestIn(all: readonly Month[], month: Month, most: number): Month {
  const gap = monthsIn(month - most, month).findLast((each) => !all.includes(each))
  return gap === undefined ? month - most : gap + 1
}

function monthsIn(from: Month, through: Month): Month[] {
  return Array.from({ length: Math.max(0, through - from + 1) }, (_, n) => from + n)
}

class Run {
  readonly #db: Database
  readonly #options: ForecastOptions
  readonly #plan: Plan
  readonly #variants: SpendVariants
  readonly #knownBy: string | null
  readonly #took: Record<string, number> = {}

  constructor(db: Database, options: ForecastOptions, plan: Plan) {
    this.#db = db
    this.#options = options
    this.#plan = plan
    this.#variants = new SpendVariants([...plan.policies.values()])
    this.#knownBy = monthManifest(options.register, plan.month).knownBy
  }

  async forecast(): Promise<Forecast> {
    const { month } = this.#plan
    const billed = await this.#read()
    const ahead = await this.#timed('forecast', () => this.#lookAhead(billed))
    const backTest = await this.#timed('back-test', () => this.#lookBack())
    return { month, knownBy: this.#knownBy, billed, ...ahead, backTest, took: this.#took }
  }

  /** Reads the facts; gives the last period whose charges are known. */
  async #read(): Promise<Month> {
    const { register, programme, onProgress } = this.#options
    const { month, through, knowsAll, back, policies } = this.#plan
    const first = back?.month ?? month
    const facts = await openFacts(this.#db, this.#options.facts)
    for (const origin of this.#origins()) await createRecent(this.#db, origin.month)
    return readingFacts(facts, async () => {
      const { loaded } = await readFacts(this.#db, facts, {
        register,
        programme,
        knownBy: this.#knownBy,
        existing: monthsIn(first, month),
        held: null,
        needed: { from: firstPeriodRead(policies), through: month - 1 },
        loadThrough: knowsAll ? through - 1 : month - 1,
        variants: this.#variants,
        onBilled: async () => {
          for (const { month: each, last } of this.#origins()) {
            await keepRecent(this.#db, each, last)
          }
        },
        timed: (phase, work) => this.#timed(phase, work),
        onProgress: (phase, done, total) => onProgress?.({ phase, done, total }),
      })
      requireSameFiles(facts)
      for (const table of READ) await this.#db.run(`DROP TABLE ${table}`)
      return this.#billed(loaded)
    })
  }

  /** Months looked from, each with the last period whose charges may be known there. */
  #origins(): { readonly month: Month; readonly last: Month }[] {
    const { month, through, knowsAll, back } = this.#plan
    const ahead = { month, last: knowsAll ? through - 1 : month - 1 }
    return back === null ? [ahead] : [ahead, { month: back.month, last: back.month - 1 }]
  }

  /** Bills that are there but not assessed yet are known; they too must be what billing sent. */
  async #billed({ present, billed }: LoadedCharges): Promise<Month> {
    const { month, through, knowsAll } = this.#plan
    if (!knowsAll) return month - 1
    const last = Math.min(present.at(-1) as Month, through - 1)
    const [difference, ...more] = await controlDifferences(this.#db, billed, monthsIn(month, last))
    if (difference !== undefined) throw controlsProblem([difference, ...more])
    return Math.max(last, month - 1)
  }

  async #lookAhead(billed: Month): Promise<Pick<Forecast, 'months' | 'near' | 'lists'>> {
    const { out, near } = this.#options
    const { month, through, knowsAll } = this.#plan
    const turns = new Map<Month, TurnTally[]>()
    const nearTallies: NearTally[] = []
    let lists: ForecastList[] = []
    await this.#looking({ month, billed, leavings: knowsAll }, through, async (project) => {
      await createRisen(this.#db)
      await createListed(this.#db)
      await project(async (each) => {
        const request = { policy: this.#policyOf(each), month: each, billed }
        await createTurns(this.#db, request)
        turns.set(each, [...(turns.get(each) ?? []), ...(await tallyTurns(this.#db))])
        if (out !== null) await addListed(this.#db, 'turn', each)
        if (each !== through) return
        await createNear(this.#db, request, near)
        nearTallies.push(...(await tallyNear(this.#db)))
        if (out !== null) await addListed(this.#db, 'near', each)
      })
      if (out !== null) lists = await writeLists(this.#db, out)
    })
    const stars = this.#highestStar([...turns.values()].flat())
    const months = [...turns].map(
      ([each, tallies]): ForecastMonth => ({ month: each, groups: groupsOf(tallies, stars) }),
    )
    return { months, near: nearGroupsOf(nearTallies, stars), lists }
  }

  async #lookBack(): Promise<BackTest | null> {
    const { back } = this.#plan
    if (back === null) return null
    const { month, through } = back
    const comparison = new Comparison(this.#db, this.#options.register, through)
    await this.#looking({ month, billed: month - 1, leavings: false }, through, async (project) => {
      await comparison.begin()
      await project((each, where) => comparison.compare(each, where))
    })
    return comparison.result(month)
  }

  /** Looks from an origin at the months after it; `project` is to be called once. */
  async #looking(
    origin: Origin,
    through: Month,
    work: (
      project: (onPart: (month: Month, where: string) => Promise<void>) => Promise<void>,
    ) => Promise<void>,
  ): Promise<void> {
    const { register } = this.#options
    const policyOf = (month: Month) => this.#policyOf(month)
    const view = { register, origin, through, policyOf, variants: this.#variants }
    await lookingFrom(this.#db, view, () =>
      work((onPart) =>
        projectMonths(this.#db, {
          from: origin.month + 1,
          through,
          policyOf,
          variants: this.#variants,
          onPart,
          onCustomers: (month, done, customers) =>
            this.#progress(origin.month, month, done, customers),
        }),
      ),
    )
  }

  #policyOf(month: Month): CompiledPolicy {
    return this.#plan.policies.get(month) as CompiledPolicy
  }

  #highestStar(tallies: readonly TurnTally[]): number {
    const policies = monthsIn(this.#plan.month, this.#plan.through).map((m) => this.#policyOf(m))
    const known = policies.flatMap(ruleSets).map(({ rules }) => rules.star.thresholds.length)
    return tallies.reduce((most, { held }) => Math.max(most, held), Math.max(...known))
  }

  /** The months forecast and those of the back-test count as one long piece of work. */
  #progress(origin: Month, month: Month, done: number, customers: number): void {
    const { month: now, through, back } = this.#plan
    const ahead = through - now
    const months = ahead + (back === null ? 0 : back.through - back.month)
    const before = (origin === now ? 0 : ahead) + month - origin - 1
    const total = months * customers
    this.#options.onProgress?.({ phase: 'assess', done: before * customers + done, total, month })
  }

  async #timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    this.#took[phase] = Math.round(performance.now() - began)
    return result
  }
}
