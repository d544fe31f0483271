import {
  type Balance,
  CAUSES,
  changeOf,
  KINDS,
  type Posting,
  type Statement,
  type StatementLine,
  statementOf,
} from '@dipper/ledger'
import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import { dayText } from './day.ts'
import { toWhole, whole } from './integer.ts'
import { monthText } from './month.ts'
import { says } from './says.ts'
import { customerId, reason } from './text.ts'

const frozen = z.array(z.enum(CAUSES)).describe('Why; empty where points may be spent.')
const year = z.int().describe('Year of the periods that earned them.')
const why = reason.nullable().default(null)

/** As it goes with a star. */
export const pointsBrief = z
  .strictObject({
    balance: whole,
    expiringThisYear: whole.describe('Of these, what cannot be used after 31 December.'),
    frozen,
  })
  .meta({ id: 'PointsBrief', description: 'What a customer has in points.' })

export const pointsBody = z
  .strictObject({
    customerId,
    ...pointsBrief.shape,
    debt: whole.describe('Taken back and not there any more; paid first by what is earned next.'),
    lots: z.array(z.strictObject({ year, points: whole, usableThrough: dayText })),
  })
  .meta({
    id: 'Points',
    description: 'What a customer has in points, by the year that they were earned in.',
    examples: [
      {
        customerId: 'C1748713559',
        balance: 1180,
        expiringThisYear: 180,
        frozen: [],
        debt: 0,
        lots: [
          { year: 2024, points: 180, usableThrough: '2026-12-31' },
          { year: 2026, points: 1000, usableThrough: '2028-12-31' },
        ],
      },
    ],
  })

const line = z
  .strictObject({
    number: z.int().min(1).describe('Of the customer, from 1 without holes.'),
    on: dayText,
    kind: z.enum(KINDS),
    period: monthText.nullable().describe('Whose points these are, of an earning.'),
    names: z.int().nullable().describe('Number of the posting that is reversed or corrected.'),
    cause: z.enum(CAUSES).nullable().describe('Of freezing and unfreezing.'),
    why: z.string().nullable(),
    points: whole.describe('What it does to the balance.'),
    lots: z.array(z.strictObject({ year, points: whole })).describe('The same by year.'),
    debt: whole.describe('What it does to the debt.'),
    balance: whole.describe('After it.'),
  })
  .meta({
    id: 'PointsPosting',
    description: 'One act on an account of points. It is never changed.',
    examples: [
      {
        number: 27,
        on: '2026-11-22',
        kind: 'redeem',
        period: null,
        names: null,
        cause: null,
        why: 'phone case',
        points: -300,
        lots: [
          { year: 2024, points: -180 },
          { year: 2026, points: -120 },
        ],
        debt: 0,
        balance: 880,
      },
    ],
  })

export const statementBody = z
  .strictObject({
    customerId,
    from: dayText,
    through: dayText,
    opening: whole.describe('Balance before the first posting.'),
    postings: z.array(line),
    closing: whole,
  })
  .meta({ id: 'PointsStatement', description: 'Postings of some days, both included.' })

export const postedBody = z
  .strictObject({ customerId, posting: line })
  .meta({ id: 'PointsPosted', description: 'What was posted.' })

export const redemptionRequest = z
  .strictObject(
    {
      points: z.int(says('not-a-number')).min(1, 'not-a-number'),
      why: why.describe('What for; the customer reads it in the statement.'),
    },
    says('not-an-object'),
  )
  .meta({
    id: 'RedemptionRequest',
    description: 'Points to be spent.',
    wire: { examples: [{ points: 300, why: 'phone case' }] },
  })

export const correctionRequest = z
  .strictObject(
    {
      points: z
        .int(says('not-an-integer'))
        .describe('By which the posting was wrong, below zero where it was too much.'),
      why,
    },
    says('not-an-object'),
  )
  .meta({
    id: 'CorrectionRequest',
    description: 'What an earning was wrong by. A reason is needed, here or as `Dipper-Reason`.',
    wire: { examples: [{ points: -50, why: 'earned twice for March' }] },
  })

export const freezeRequest = z
  .strictObject({ cause: z.enum(CAUSES, says('not-a-word')), why }, says('not-an-object'))
  .meta({
    id: 'FreezeRequest',
    description: 'What an account is frozen for. A reason is needed, here or as `Dipper-Reason`.',
    wire: { examples: [{ cause: 'by-hand', why: 'the customer reports a theft' }] },
  })

export function toPointsBrief(balance: Balance): z.output<typeof pointsBrief> {
  return {
    balance: toWhole(balance.points),
    expiringThisYear: toWhole(balance.expiringThisYear),
    frozen: [...balance.frozen],
  }
}

export function toPointsBody(customerId: string, balance: Balance): z.output<typeof pointsBody> {
  return {
    customerId,
    ...toPointsBrief(balance),
    debt: toWhole(balance.debt),
    lots: balance.lots.map(({ year, points, usableThrough }) => ({
      year,
      points: toWhole(points),
      usableThrough,
    })),
  }
}

export function toStatementBody(
  { opening, lines, closing }: Statement,
  of: { readonly customerId: string; readonly from: string; readonly through: string },
): z.output<typeof statementBody> {
  const { customerId, from, through } = of
  return {
    customerId,
    from,
    through,
    opening: toWhole(opening),
    postings: lines.map(toLine),
    closing: toWhole(closing),
  }
}

export function toPostedBody(customerId: string, posting: Posting): z.output<typeof postedBody> {
  const opening = posting.balance - changeOf(posting)
  const [only] = statementOf(opening, [posting]).lines
  return { customerId, posting: toLine(only as StatementLine) }
}

function toLine(line: StatementLine): z.output<typeof statementBody>['postings'][number] {
  return {
    number: line.number,
    on: line.on,
    kind: line.kind,
    period: line.period === null ? null : formatMonth(line.period),
    names: line.names,
    cause: line.cause,
    why: line.why,
    points: toWhole(line.points),
    lots: line.lots.map(({ year, points }) => ({ year, points: toWhole(points) })),
    debt: toWhole(line.debt),
    balance: toWhole(line.balance),
  }
}
