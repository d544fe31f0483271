import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import { keptExplanation } from '../explanation.ts'
import {
  COMPLAINT_LABELS,
  OBJECTION_ABOUTS,
  OBJECTION_LABELS,
  OBJECTION_STATES,
  type ObjectionClass,
  type ObjectionCount,
  type ObjectionRecord,
  type ObjectionWithEvidence,
  SERVICE_LABELS,
} from '../objection-ports.ts'
import type { FieldCode } from '../problems/catalogue.ts'
import { explanationBody } from './explanation/body.ts'
import { integerText } from './integer.ts'
import { month, monthText } from './month.ts'
import { says } from './says.ts'
import { star } from './star.ts'
import { customerId, digest } from './text.ts'

/** Number of an objection, in a path. */
export const objectionNumber = integerText(
  { minimum: 1, maximum: 999_999_999_999_999 },
  'not-a-number',
)

const number = z.int().min(1).describe('Rises with every objection.')

/** Lines of any alphabet; no store keeps U+0000. */
const words = z
  .string(says('not-a-text'))
  .regex(/^[^\0]{1,1000}$/u, 'not-a-text')
  .refine((text) => text.trim() !== '', 'not-a-text')
  .meta({ wire: { minLength: 1, maxLength: 1000 } })

const asked = {
  text: words.describe('What the customer says, in up to 1000 characters.'),
  month: month.optional().describe('Of the star objected to; the last published if left out.'),
}
const NOT_AN_OBJECT = says('not-an-object')
const serviceLabel = z.enum(SERVICE_LABELS, says('not-a-word'))
const about = z.enum(OBJECTION_ABOUTS, says('not-a-word'))

const question = z.strictObject(
  { class: z.literal('question'), label: serviceLabel, ...asked },
  NOT_AN_OBJECT,
)
const dissatisfied = z.strictObject(
  { class: z.literal('dissatisfied'), label: serviceLabel, about, ...asked },
  NOT_AN_OBJECT,
)
const complaint = z.strictObject(
  {
    class: z.literal('complaint'),
    label: z.enum(COMPLAINT_LABELS, says('not-a-word')),
    ...asked,
  },
  NOT_AN_OBJECT,
)

/** What zod says of a body of no class. */
function classError({ code, input }: { code: string; input?: unknown }): FieldCode {
  if (code === 'invalid_type') return 'not-an-object'
  return (input as { class?: unknown }).class === undefined ? 'missing' : 'not-a-word'
}

export const objectionRequest = z
  .discriminatedUnion('class', [question, dissatisfied, complaint], { error: classError })
  .meta({
    id: 'ObjectionRequest',
    description: 'What a customer objects to: `about` is said of what is disliked alone.',
    wire: {
      examples: [
        { class: 'complaint', label: 'rating-not-accepted', text: '我的星级为什么降了?' },
        { class: 'dissatisfied', label: 'service-content', about: 'bundle', text: '…' },
      ],
    },
  })

export const answerRequest = z
  .strictObject({ text: words.describe('What the customer is told.') }, NOT_AN_OBJECT)
  .meta({ id: 'ObjectionAnswer', wire: { examples: [{ text: '已核对,计算无误。' }] } })

const CLASSES = Object.keys(OBJECTION_LABELS) as [ObjectionClass, ...ObjectionClass[]]
const kind = {
  class: z.enum(CLASSES),
  label: z.enum([...SERVICE_LABELS, ...COMPLAINT_LABELS]),
  about: z.enum(OBJECTION_ABOUTS).nullable(),
}

const summary = {
  customerId,
  objection: number,
  ...kind,
  month: monthText.describe('Of the star objected to.'),
  star,
  state: z.enum(OBJECTION_STATES),
  takenBy: z.string().describe('Subject of the token.'),
  takenAt: z.iso.datetime(),
  answeredBy: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
}
const said = {
  text: z.string().nullable().describe('Null once the person was erased.'),
  answer: z.string().nullable(),
}

export const objectionSummary = z.strictObject(summary).meta({
  id: 'ObjectionSummary',
  description: 'An objection without the words of the person.',
  examples: [
    {
      customerId: 'C1748713559',
      objection: 17,
      class: 'complaint',
      label: 'rating-not-accepted',
      about: null,
      month: '2026-11',
      star: 3,
      state: 'open',
      takenBy: 'u-17',
      takenAt: '2026-11-22T01:30:00.123Z',
      answeredBy: null,
      answeredAt: null,
    },
  ],
})

export const objectionBody = z
  .strictObject({ ...summary, ...said })
  .meta({ id: 'Objection', description: 'An objection, and what was answered.' })

export const objectionWithEvidence = z
  .strictObject({
    ...summary,
    ...said,
    evidence: z
      .strictObject({
        publication: z.int().min(1).describe('Number of the publication that brought the row.'),
        document: z.string(),
        policyDigest: digest,
        explanation: explanationBody,
      })
      .describe('What the customer could be told when the objection was taken; it never changes.'),
  })
  .meta({ id: 'ObjectionWithEvidence', description: 'An objection, and what it rests on.' })

const count = {
  all: z.int().min(0),
  high: z.int().min(0).describe('Of those, to 6 stars or more.'),
}

export const objectionCounts = z
  .strictObject({
    month: monthText,
    ...count,
    kinds: z.array(z.strictObject({ ...kind, ...count })),
  })
  .meta({ id: 'ObjectionCounts', description: 'How often what was objected to, for a month.' })

export function toSummary(record: ObjectionRecord): z.output<typeof objectionSummary> {
  return {
    customerId: record.customerId,
    objection: Number(record.objection),
    class: record.class,
    label: record.label,
    about: record.about,
    month: formatMonth(record.month),
    star: record.star,
    state: record.state,
    takenBy: record.takenBy,
    takenAt: record.takenAt.toISOString(),
    answeredBy: record.answeredBy,
    answeredAt: record.answeredAt?.toISOString() ?? null,
  }
}

export function toObjectionBody(record: ObjectionRecord): z.output<typeof objectionBody> {
  return { ...toSummary(record), text: record.text, answer: record.answer }
}

export function toObjectionWithEvidence(
  record: ObjectionWithEvidence,
  language: Parameters<typeof keptExplanation>[1],
): z.output<typeof objectionWithEvidence> {
  const { publication, document, policyDigest } = record.evidence
  const explanation = keptExplanation(record.evidence, language)
  return {
    ...toObjectionBody(record),
    evidence: { publication, document, policyDigest, explanation },
  }
}

/** Every kind there is, those without an objection too. */
export function toCounts(
  month: number,
  counts: readonly ObjectionCount[],
): z.output<typeof objectionCounts> {
  const kinds = CLASSES.flatMap((kind) =>
    OBJECTION_LABELS[kind].flatMap((label) =>
      (kind === 'dissatisfied' ? OBJECTION_ABOUTS : [null]).map((about) => {
        const found = counts.find(
          (each) => each.class === kind && each.label === label && each.about === about,
        )
        return { class: kind, label, about, all: found?.all ?? 0, high: found?.high ?? 0 }
      }),
    ),
  )
  const sum = (of: 'all' | 'high') => kinds.reduce((total, each) => total + each[of], 0)
  return { month: formatMonth(month), all: sum('all'), high: sum('high'), kinds }
}
