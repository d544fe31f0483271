import {
  assess,
  type Charge,
  type CompiledPolicy,
  type Customer,
  type FullAssessment,
  rulesFor,
  standingIn,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { formatMonth, type Localized, type Month, type ServiceKind } from '@dipper/policy'
import type { Projected } from '../explanation.ts'
import { explainHeld } from '../held.ts'
import { explainLast } from '../last.ts'
import { monthsOf } from '../months.ts'
import { toRow } from '../row.ts'
import { basisOf, comingCharges } from './basis.ts'
import { factsBefore } from './facts-before.ts'
import { differenceHeadline, noneHeadline } from './headline.ts'
import { notesOf } from './notes.ts'
import type { NoPreview, Preview, PreviewMonth, TariffPreview } from './preview.ts'
import { summaryOf } from './summary.ts'

export interface Tariff {
  readonly kind: ServiceKind
  /** Of a period. */
  readonly fen: bigint
  /** The first period billed at it. */
  readonly from: Month
}

export interface PreviewInput {
  /** Accepted facts; `held` is the register row of `month` itself. */
  readonly customer: Customer
  /** The last month assessed. */
  readonly month: Month
  /** How many months after it are looked at, 1 or more. */
  readonly months: number
  /** The policy that answers for a month, from `month` to the last one looked at. */
  readonly policyOf: (month: Month) => CompiledPolicy
  /** What the stars are called. */
  readonly names: Localized<readonly string[]>
  readonly tariff: Tariff
}

/**
 * The months to come with a change of tariff and without it, each assessed after the other under its
 * own policy. Each period from `month` on brings the mean of the last ones; from the tariff's first
 * period on, the tariff takes the place of the recurring and package charges of its kind. The lines
 * stay, nothing is stopped, and of `month` and later only memberships are looked at.
 */
export function previewTariff(input: PreviewInput): Preview {
  const { customer, month, policyOf } = input
  const known = { ...input, customer: factsBefore(customer, month) }
  const last = assess(policyOf(month), known.customer, month)
  if (last?.status !== 'assessed') return nothingAfter(input, month)
  const next = standingIn(policyOf(month + 1), known.customer, month + 1)
  return next.status === 'assessed' ? coming(known, last) : nothingAfter(known, month + 1)
}

function coming(input: PreviewInput, last: FullAssessment): TariffPreview {
  const { month, months: count, tariff, policyOf } = input
  const basis = basisOf(last, tariff)
  const span = { from: month, through: month + count - 1 }
  const changed = courseOf(input, comingCharges(basis, span, tariff.from))
  const unchanged = courseOf(input, comingCharges(basis, span, span.through + 1))
  const months = monthsOf({ from: month + 1, through: month + count }).map((each, index) =>
    monthWith(each, changed[index] ?? null, unchanged[index] ?? null),
  )
  const rulesOf = (each: Month) => JSON.stringify(rulesFor(policyOf(each), last.region))
  const summary = summaryOf(formatMonth(month), input.customer.held, months, rulesOf)
  const preview = { ...commonOf(input), status: 'previewed' as const, basis, months, summary }
  return { ...preview, headline: differenceHeadline(preview), notes: notesOf(preview, input) }
}

/** The rows of the months to come, if their periods bring these charges. */
function courseOf(
  { customer, month, months, policyOf }: PreviewInput,
  charges: readonly Charge[],
): (Projected | null)[] {
  const billed = { ...customer, charges: [...customer.charges, ...charges] }
  let { held } = customer
  return monthsOf({ from: month + 1, through: month + months }).map((each) => {
    const next = assess(policyOf(each), { ...billed, held }, each)
    if (next === null) return null
    held = toHeld(next)
    const { customerId: _, ...row } = toRow(toRegisterRow(customer.id, next))
    return row
  })
}

function monthWith(
  month: Month,
  changed: Projected | null,
  unchanged: Projected | null,
): PreviewMonth {
  const differs = changed?.star !== unchanged?.star
  return { month: formatMonth(month), changed, unchanged, differs }
}

function nothingAfter(input: PreviewInput, month: Month): NoPreview {
  const { customer, policyOf } = input
  const why = explainLast(customer, standingIn(policyOf(month), customer, month), month)
  return { ...commonOf(input), status: 'none', why, headline: noneHeadline(why), notes: [] }
}

function commonOf({ customer, month, tariff, names }: PreviewInput) {
  return {
    customerId: customer.id,
    month: formatMonth(month),
    tariff: { ...tariff, from: formatMonth(tariff.from) },
    held: explainHeld(customer.held),
    names,
  }
}
