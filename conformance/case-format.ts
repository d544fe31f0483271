import { OUTCOMES } from '@dipper/assessment'
import {
  CATEGORIES,
  type Month,
  parseMonth,
  SEGMENTS,
  SERVICE_KINDS,
  STOP_CAUSES,
  STOP_KINDS,
} from '@dipper/policy'
import { z } from 'zod'

/** What a case may say (docs/cases.md). Every scalar arrives as it is written. */

const NAME = /^[a-z][a-z0-9-]*$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const YUAN = /^(-?)(\d+)(?:\.(\d{1,2}))?$/

function written<T>(example: string, read: (text: string) => T | undefined) {
  return z.string().transform((text, context) => {
    const value = read(text)
    if (value !== undefined) return value
    context.addIssue(`\`${text}\` should be written like \`${example}\``)
    return z.NEVER
  })
}

const name = written('m1', (text) => (NAME.test(text) ? text : undefined))
const date = written('2020-03-05', (text) => (DATE.test(text) ? text : undefined))
const month = written('2020-03', parseMonth)
const integer = written('695', (text) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined))
const star = written('4', (text) => (/^\d$/.test(text) ? Number(text) : undefined))
const fen = written('129.00', fenOf)
const months = written('2020-03..2021-02', spanOf)
const days = written('2020-03-05..2021-02-28', (text) => {
  const [from = '', to] = text.split('..')
  if (!DATE.test(from) || to === undefined || !(to === '' || DATE.test(to))) return undefined
  return { from, to: to === '' ? null : to }
})
const none = z.literal('none').transform(() => null)

function fenOf(text: string): bigint | undefined {
  const [, sign, yuan, cents = ''] = YUAN.exec(text) ?? []
  if (yuan === undefined) return undefined
  const amount = BigInt(yuan + cents.padEnd(2, '0'))
  return sign === '-' ? -amount : amount
}

function spanOf(text: string): { from: Month; through: Month } | undefined {
  const [from, through] = text.split('..').map(parseMonth)
  if (from === undefined || through === undefined || through < from) return undefined
  return { from, through }
}

/** One entry of each kind of service, all optional. */
function byKind<T extends z.ZodType>(value: T) {
  return { mobile: value, broadband: value, fixed: value, iptv: value }
}

function kindsIn(entry: Readonly<Record<string, unknown>>): (typeof SERVICE_KINDS)[number][] {
  return SERVICE_KINDS.filter((kind) => entry[kind] !== undefined)
}

const membership = z.strictObject({
  joined: date,
  left: date.optional(),
  segment: z.enum(SEGMENTS).default('individual'),
  region: z.string().optional(),
})

const change = z.strictObject({
  from: date,
  segment: z.enum(SEGMENTS).default('individual'),
  region: z.string().optional(),
})

const line = z
  .strictObject({
    ...byKind(name.optional()),
    opened: date,
    held: days.optional(),
    who: name.optional(),
  })
  .refine((entry) => kindsIn(entry).length === 1, 'a line has one kind, such as `mobile: m1`')
  .transform(({ opened, held, who, ...ids }) => {
    const kind = kindsIn(ids)[0] ?? 'mobile'
    return { id: ids[kind] ?? '', kind, opened, held: held ?? { from: opened, to: null }, who }
  })

/** The month or the span that an entry is about. */
const whenIn = (single: string) => (entry: Readonly<Record<string, unknown>>) =>
  (entry[single] === undefined) !== (entry['each'] === undefined)

const charge = z
  .strictObject({
    period: month.optional(),
    each: months.optional(),
    ...byKind(fen.optional()),
    category: z.enum(CATEGORIES).default('recurring'),
    line: name.optional(),
    who: name.optional(),
  })
  .refine(whenIn('period'), 'a charge has either `period: 2020-03` or `each: 2020-03..2021-02`')
  .refine((entry) => kindsIn(entry).length > 0, 'a charge has an amount, such as `mobile: 129.00`')
  .transform(({ period, each, ...charged }) => ({
    periods: each ?? { from: period ?? 0, through: period ?? 0 },
    amounts: kindsIn(charged).map((kind) => ({ kind, fen: charged[kind] ?? 0n })),
    category: charged.category,
    line: charged.line,
    who: charged.who,
  }))

const stop = z.strictObject({
  line: name,
  on: date,
  kind: z.enum(STOP_KINDS).default('double'),
  cause: z.enum(STOP_CAUSES).default('arrears'),
  who: name.optional(),
})

const imported = z.strictObject({ before: month, star, valid: z.union([none, months]) })

const columns = {
  spend: integer.optional(),
  tenure: integer.optional(),
  credit: integer.optional(),
  growth: integer.optional(),
  assessed: star.optional(),
  star: star.optional(),
  valid: z.union([none, months]).optional(),
  outcome: z.enum(OUTCOMES).optional(),
}

const expectation = z
  .strictObject({
    month: month.optional(),
    each: months.optional(),
    row: none.optional(),
    ...columns,
    because: z.array(z.string()).optional(),
  })
  .refine(whenIn('month'), 'a row has either `month: 2020-08` or `each: 2020-08..2020-10`')
  .refine(
    (entry) =>
      (entry.row === null) !== [...Object.keys(columns), 'because'].some((key) => key in entry),
    'say what the row has, such as `star: 1`, or `row: none`',
  )
  .transform(({ month: only, each, row, because, ...said }) => ({
    months: each ?? { from: only ?? 0, through: only ?? 0 },
    columns: row === null ? null : said,
    because: because ?? [],
  }))

/** Documents and overlays beside the shipped ones; their content is the policy language's. */
const dated = z.record(
  z.string().refine((text) => parseMonth(text) !== undefined, 'should be a month like `2020-01`'),
  z.record(z.string(), z.unknown()),
)
const policy = z.strictObject({
  documents: dated.optional(),
  overlays: z.record(z.string(), dated).optional(),
})

const one = z
  .strictObject({
    name: z.union([
      z.string().transform((en) => ({ en })),
      z.strictObject({ en: z.string(), 'zh-CN': z.string().optional() }),
    ]),
    customer: z.union([z.array(membership), membership.transform((only) => [only])]).default([]),
    changes: z.array(change).default([]),
    lines: z.array(line).default([]),
    charges: z.array(charge).default([]),
    stops: z.array(stop).default([]),
    imported: imported.optional(),
    policy: policy.default({}),
    from: month.optional(),
    expect: z.array(expectation).min(1),
  })
  .refine(
    ({ customer, imported: held }) => customer.length > 0 || held !== undefined,
    'a case has a `customer`, or an `imported` star of somebody the facts do not know',
  )

export const caseList = z.array(one)

export type CaseText = z.infer<typeof one>
