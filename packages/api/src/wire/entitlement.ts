import {
  type Allowance,
  type Entitlement,
  entitlementHeadline,
  entitlementSentences,
  FACTS,
  type Otherwise,
  REASON_CODES,
  type ReasonCode,
  type UseConditions,
} from '@dipper/entitlement'
import {
  type Billing,
  CERTAINTIES,
  type CountedOf,
  type Ending,
  formatMonth,
  type Gift,
  type Language,
  type Period,
} from '@dipper/policy'
import { z } from 'zod'
import type { Standing } from '../benefit-ports.ts'
import { benefitCode } from './asked-use.ts'
import { dayText, localTime } from './day.ts'
import { toWhole, whole } from './integer.ts'
import { json, toJsonValue } from './json.ts'
import { monthText } from './month.ts'
import { customerId, digest } from './text.ts'

const PERIODS = [
  'calendar-month',
  'calendar-year',
  'validity',
  'ever',
] as const satisfies readonly Period[]
const COUNTED_OF = ['customer', 'line'] as const satisfies readonly CountedOf[]
const ENDINGS = ['paid', 'ceiling-passed'] as const satisfies readonly Ending[]
const BILLINGS = ['next-bill'] as const satisfies readonly Billing[]
const GIFTS = [
  'points',
  'data',
  'handset-price',
  'handset-first',
  'finance',
] as const satisfies readonly Gift[]

export const billed = z.enum(BILLINGS).describe('When a price is asked for.')
export const until = z
  .array(z.enum(ENDINGS))
  .describe('What ends the use before: everything is paid, or arrears pass the ceiling.')

const star = z.int().min(0).max(99).nullable().describe('It rests on; null where none is known.')
const month = monthText.nullable().describe('The published month that it rests on.')
const assumed = z
  .array(z.string())
  .describe('Paths of values that are assumed: a screen that shows the answer says so.')

const document = {
  policy: z.string(),
  document: z.string().describe('File of the national document.'),
  overlay: z.string().nullable().describe('File of the region’s overlay; null without one.'),
  digest: digest.describe('Of the compiled benefits of the month.'),
}

const reason = z.strictObject({
  code: z.enum(REASON_CODES as [ReasonCode, ...ReasonCode[]]),
  params: z.record(z.string(), json),
})

export const entitlementBody = z
  .strictObject({
    customerId,
    benefit: benefitCode,
    title: z.string().describe('In the language of the caller; the code where it has no title.'),
    line: z.string().nullable(),
    allowed: z.boolean(),
    say: z.string().describe('The answer in one sentence, short enough to be spoken.'),
    sentences: z.array(z.string()).describe('Everything there is to say, the answer first.'),
    reasons: z.array(reason).describe('`given` alone, or all that speaks against it.'),
    usesLeft: z.int().min(0).nullable().describe('Null: without limit.'),
    until: dayText.nullable().describe('The last day for them, as far as is known now.'),
    otherwise: z
      .union([
        z.strictObject({ what: z.literal('price'), fen: whole, billed }),
        z.strictObject({ what: z.literal('balance'), fen: whole }),
      ])
      .nullable()
      .describe('What it costs without the benefit: a price, or a balance that is needed.'),
    conditions: z
      .strictObject({
        endsAt: localTime.nullable().describe('First moment in which the use no longer runs.'),
        until,
        ceilingFen: whole.nullable(),
        creditLeftFen: whole.nullable(),
        gives: z.enum(GIFTS).nullable(),
      })
      .nullable()
      .describe('Of the use that would begin now; null where none may.'),
    star,
    month,
    policy: z.strictObject({
      ...document,
      saidBy: z.string().describe('The file that says so.'),
    }),
    certainty: z.enum(CERTAINTIES).nullable().describe('Of the least certain value.'),
    assumed,
    stated: z.array(z.enum(FACTS)).describe('Taken from who asks.'),
    notKnown: z.array(z.enum(FACTS)).describe('Would have to be known and is not.'),
    notes: z.array(reason),
  })
  .meta({
    id: 'Entitlement',
    description: 'Whether a benefit may be used, why, and what goes with it.',
  })

export const allowanceBody = z
  .strictObject({
    benefit: benefitCode,
    title: z.string(),
    order: z.boolean().describe('Whether a use of it hands the network a service order.'),
    limit: z
      .strictObject({
        uses: z.int().min(0),
        per: z.enum(PERIODS),
        of: z.enum(COUNTED_OF),
      })
      .nullable()
      .describe('Null: without limit.'),
    left: z.int().min(0).nullable().describe('Null: without limit, or counted by line.'),
    lines: z
      .array(z.strictObject({ line: z.string(), left: z.int().min(0) }))
      .describe(
        'Where uses are counted by line: the lines that were used. The others have all left.',
      ),
    until: dayText.nullable().describe('The last day of what is left, as far as is known now.'),
    running: z.int().min(0).describe('Uses of it that run.'),
    assumed,
  })
  .meta({
    id: 'Allowance',
    description: 'A benefit that the star has, and what is left of it.',
    examples: [
      {
        benefit: 'sim-replacement',
        title: 'Free SIM replacement',
        order: true,
        limit: { uses: 2, per: 'calendar-year', of: 'customer' },
        left: 1,
        lines: [],
        until: '2026-12-31',
        running: 0,
        assumed: [],
      },
    ],
  })

export const allowancesBody = z
  .strictObject({
    customerId,
    star,
    month,
    at: localTime,
    policy: z.strictObject(document),
    benefits: z.array(allowanceBody),
  })
  .meta({ id: 'Allowances', description: 'All that a customer’s star gives now.' })

export function toEntitlementBody(
  entitlement: Entitlement,
  { customerId, language }: { readonly customerId: string; readonly language: Language },
): z.output<typeof entitlementBody> {
  const { benefit, title, policy } = entitlement
  return {
    customerId,
    benefit,
    title: title?.[language] ?? benefit,
    line: entitlement.line,
    allowed: entitlement.allowed,
    say: entitlementHeadline(entitlement, language),
    sentences: [...entitlementSentences(entitlement, language)],
    reasons: entitlement.reasons.map(toReason),
    usesLeft: entitlement.usesLeft,
    until: entitlement.until,
    otherwise: toOtherwise(entitlement.otherwise),
    conditions: toConditions(entitlement.conditions),
    ...restingOn(entitlement.star),
    policy: {
      policy: policy.policy,
      document: policy.document,
      overlay: policy.overlay,
      digest: policy.digest,
      saidBy: policy.saidBy,
    },
    certainty: entitlement.certainty,
    assumed: [...entitlement.assumed],
    stated: [...entitlement.stated],
    notKnown: [...entitlement.notKnown],
    notes: entitlement.notes.map(toReason),
  }
}

function restingOn(star: Pick<NonNullable<Entitlement['star']>, 'star' | 'month'> | null) {
  return { star: star?.star ?? null, month: star && formatMonth(star.month) }
}

/** Parameters that are months, as numbers. */
const MONTHS: readonly string[] = ['month', 'awaited', 'through']

function toReason({ code, params }: { readonly code: ReasonCode; readonly params: object }) {
  const written = Object.entries(params).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'number' && MONTHS.includes(name) ? formatMonth(value) : value,
  ])
  return { code, params: toJsonValue(Object.fromEntries(written) as Record<string, unknown>) }
}

function toOtherwise(otherwise: Otherwise | null) {
  if (otherwise === null) return null
  const fen = toWhole(otherwise.fen)
  return otherwise.what === 'price'
    ? { what: otherwise.what, fen, billed: otherwise.billed }
    : { what: otherwise.what, fen }
}

function toConditions(conditions: UseConditions | null) {
  return (
    conditions && {
      endsAt: conditions.endsAt,
      until: [...conditions.until],
      ceilingFen: fenOf(conditions.ceilingFen),
      creditLeftFen: fenOf(conditions.creditLeftFen),
      gives: conditions.gives,
    }
  )
}

/** Fen as they are written; null stays null. */
export function fenOf(fen: bigint | null): number | string | null {
  return fen === null ? null : toWhole(fen)
}

export function toAllowanceBody(
  { benefit, title, limit, left, lines, until, running, assumed }: Allowance,
  { policy, language }: { readonly policy: Standing['policy']; readonly language: Language },
): z.output<typeof allowanceBody> {
  return {
    benefit,
    title: title?.[language] ?? benefit,
    order: policy?.rules.benefits[benefit]?.order ?? false,
    limit: limit && { uses: limit.uses, per: limit.per, of: limit.of },
    left,
    lines: lines.map(({ line, left }) => ({ line, left })),
    until,
    running: running.length,
    assumed: [...assumed],
  }
}

export function toAllowancesBody(
  { now, held, allowances }: Standing,
  given: {
    readonly customerId: string
    readonly policy: NonNullable<Standing['policy']>
    readonly language: Language
  },
): z.output<typeof allowancesBody> {
  const { policy, document, overlay, digest } = given.policy
  return {
    customerId: given.customerId,
    ...restingOn(held),
    at: now,
    policy: { policy, document, overlay, digest },
    benefits: allowances.map((each) => toAllowanceBody(each, given)),
  }
}
