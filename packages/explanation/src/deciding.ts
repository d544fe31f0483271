import {
  assessInOrder,
  type CompiledPolicy,
  type Customer,
  compile,
  standingIn,
} from '@dipper/assessment'
import {
  type ChangedSetting,
  changedSettings,
  type Month,
  type PolicyAnswer,
  valuesFor,
  withSettings,
} from '@dipper/policy'

export interface DecidingInput {
  /** What answers for a month, in force and under the draft. */
  readonly inForce: (month: Month) => PolicyAnswer
  readonly draft: (month: Month) => PolicyAnswer
  /** `held` is the row before the first month. */
  readonly customer: Customer
  readonly from: Month
  readonly through: Month
}

export interface Deciding {
  /**
   * `alone`: each of the settings, changed by itself, gives the draft's star; `together`: none does,
   * and without any one of them the draft would not give it.
   */
  readonly how: 'alone' | 'together'
  readonly settings: readonly DecidingSetting[]
}

/** A setting that differs; `transition` stands for when and whether everybody is judged anew. */
export type DecidingSetting = Pick<ChangedSetting, 'path' | 'before' | 'after'> & {
  /** The region whose rules apply to the customer in the last month it differs in. */
  readonly region: string | null
}

/**
 * Which differing settings gave a customer another star in the last month: found by trying them, one
 * put into the policy in force, then one taken back from the draft.
 */
export function decidingSettings(input: DecidingInput): Deciding {
  const months = monthsCompared(input)
  const settings = differing(months)
  const every = new Set(settings.map(({ path }) => path))
  const starWith = (taken: ReadonlySet<string>) => starUnder(input, months, taken)
  const wanted = starWith(every)
  const alone = settings.filter(({ path }) => starWith(new Set([path])) === wanted)
  if (alone.length > 0) return { how: 'alone', settings: alone }
  const without = (path: string) => new Set([...every].filter((each) => each !== path))
  const needed = settings.filter(({ path }) => starWith(without(path)) !== wanted)
  return { how: 'together', settings: needed.length > 0 ? needed : settings }
}

/** A month under both, for the region that the customer is in. */
interface Compared {
  readonly month: Month
  readonly region: string | null
  readonly inForce: PolicyAnswer
  readonly draft: PolicyAnswer
  readonly changed: readonly ChangedSetting[]
}

const TRANSITION = 'transition'

function monthsCompared({ inForce, draft, customer, from, through }: DecidingInput): Compared[] {
  return Array.from({ length: through - from + 1 }, (_, n) => from + n).map((month) => {
    const [before, after] = [inForce(month), draft(month)]
    const standing = standingIn(compile(before), customer, month)
    const region = standing.status === 'absent' ? null : standing.region
    const changed = [
      ...changedSettings(valuesFor(before, region), valuesFor(after, region)),
      ...transitionsOf(before, after),
    ]
    return { month, region, inForce: before, draft: after, changed }
  })
}

function transitionsOf(before: PolicyAnswer, after: PolicyAnswer): ChangedSetting[] {
  const [old, next] = [judgedAnew(before), judgedAnew(after)]
  if (old === next) return []
  const word = (anew: boolean) => (anew ? 'reassess' : 'keep')
  return [{ path: TRANSITION, before: word(old), after: word(next), paths: [] }]
}

function judgedAnew({ document, month }: PolicyAnswer): boolean {
  return document.transition === 'reassess' && document.effectiveFrom === month
}

/** Each setting once, as it differs in the last month in which it does. */
function differing(months: readonly Compared[]): DecidingSetting[] {
  const settings = new Map<string, DecidingSetting>()
  for (const { changed, region, draft, inForce } of months) {
    const own = region !== null && (isRegional(draft, region) || isRegional(inForce, region))
    for (const { path, before, after } of changed) {
      settings.set(path, { path, before, after, region: own ? region : null })
    }
  }
  return [...settings.values()]
}

function isRegional({ regions }: PolicyAnswer, region: string): boolean {
  return Object.hasOwn(regions, region)
}

function starUnder(
  { customer, from, through }: DecidingInput,
  months: readonly Compared[],
  taken: ReadonlySet<string>,
): number {
  const policyOf = (month: Month) => mixed(months[month - from] as Compared, taken)
  const last = assessInOrder(policyOf, customer, { from, through }).at(-1)
  return last?.status === 'assessed' ? last.star.star : 0
}

/** The policy in force with some settings of the draft, for the customer's region. */
function mixed({ region, inForce, draft, changed }: Compared, taken: ReadonlySet<string>) {
  const paths = changed.filter(({ path }) => taken.has(path)).flatMap((each) => each.paths)
  const values = withSettings(valuesFor(inForce, region), valuesFor(draft, region), paths)
  const { transition, effectiveFrom } = (taken.has(TRANSITION) ? draft : inForce).document
  const document = { ...inForce.document, values, transition, effectiveFrom }
  const policy: CompiledPolicy = compile({ ...inForce, document, regions: {} })
  return policy
}
