import { type Month, parseMonth, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { FACTS } from '../reason.ts'

/** What a case may say (docs/benefits-language.md, "Cases"). Every scalar arrives as it is written. */

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2})?)$/
const YUAN = /^(-?)(\d+)(?:\.(\d{2}))?$/

function written<T>(example: string, read: (text: string) => T | undefined) {
  return z.string().transform((text, context) => {
    const value = read(text)
    if (value !== undefined) return value
    context.addIssue(`\`${text}\` should be written like \`${example}\``)
    return z.NEVER
  })
}

const name = z.string()
const day = written('2026-03-07', (text) => (DAY.test(text) ? text : undefined))
const moment = written('2026-03-07 23:59', (text) => {
  const [, date, clock] = MOMENT.exec(text) ?? []
  return date && clock && `${date}T${clock.length === 5 ? `${clock}:00` : clock}`
})
const month = written('2026-03', parseMonth)
const months = written('2026-01..2026-12', (text): { from: Month; through: Month } | undefined => {
  const [from, through] = text.split('..').map(parseMonth)
  return from === undefined || through === undefined ? undefined : { from, through }
})
const fen = written('35.00', (text) => {
  const [, sign, whole, cents = '00'] = YUAN.exec(text) ?? []
  return whole === undefined ? undefined : BigInt(`${sign}${whole}${cents}`)
})
const count = written('2', (text) => (/^\d+$/.test(text) ? Number(text) : undefined))
const yes = written('yes', (text) => (/^(yes|no)$/.test(text) ? text === 'yes' : undefined))
const none = z.literal('none').transform(() => null)
const unlimited = z.literal('unlimited').transform(() => null)

interface PublishedText {
  readonly star: number
  readonly valid?: { readonly from: Month; readonly through: Month } | null | undefined
  readonly month?: Month | undefined
}

const published = {
  star: count,
  valid: z.union([none, months]).optional(),
  month: month.optional(),
}

const stateOfLine = {
  stopped: day.optional(),
  cause: z.enum(STOP_CAUSES).optional(),
  kind: z.enum(STOP_KINDS).optional(),
  owes: fen.optional(),
  in: z.literal('service').optional(),
  known: z.enum(['event', 'stated']).default('event'),
}

const line = z
  .strictObject({
    mobile: name.optional(),
    broadband: name.optional(),
    fixed: name.optional(),
    iptv: name.optional(),
    ...stateOfLine,
  })
  .transform(({ mobile, broadband, fixed, iptv, ...state }) => {
    const ids = { mobile, broadband, fixed, iptv }
    const kind = SERVICE_KINDS.find((each) => ids[each] !== undefined) ?? 'mobile'
    return { id: ids[kind] ?? '', serviceKind: kind, ...state }
  })

const answer = {
  line: name.optional(),
  taken: count.optional(),
  allowed: yes.optional(),
  because: z.array(z.string()).optional(),
  left: z.union([unlimited, count]).optional(),
  until: z.union([none, day]).optional(),
  otherwise: z.union([none, fen]).optional(),
  ends: z.union([none, moment]).optional(),
  credit: z.union([none, fen]).optional(),
  stated: z.array(z.enum(FACTS)).optional(),
  unknown: z.array(z.enum(FACTS)).optional(),
  certainty: z.string().optional(),
  assumed: z.array(z.string()).optional(),
  from: z.string().optional(),
  rests: z.union([none, month]).optional(),
  notes: z.array(z.string()).optional(),
}

const step = z.union([
  z.strictObject({ at: moment, ask: name, ...answer }),
  z.strictObject({
    at: moment,
    use: name,
    ...answer,
    price: yes.optional(),
    charge: z.union([none, fen]).optional(),
    order: yes.optional(),
  }),
  z.strictObject({
    at: moment,
    ended: name,
    line: name.optional(),
    on: z.union([none, moment]),
    why: z.enum(['time', 'paid', 'ceiling-passed']).optional(),
    'stop-again': yes.optional(),
  }),
  z.strictObject({ at: moment, fails: name, line: name.optional() }),
  z.strictObject({ at: moment, news: name, ...stateOfLine }),
  z.strictObject({
    at: moment,
    publish: z.strictObject(published),
    running: z.array(z.string()).optional(),
    gained: z.array(z.string()).optional(),
    lost: z.array(z.string()).optional(),
  }),
])

const caseText = z.strictObject({
  name: z.union([
    z.string().transform((en) => ({ en })),
    z.strictObject({ en: z.string(), 'zh-CN': z.string().optional() }),
  ]),
  region: z.string().optional(),
  policy: z.record(z.string(), z.unknown()).optional(),
  star: z.union([
    none,
    count.transform((star): PublishedText => ({ star })),
    z.strictObject(published),
  ]),
  lines: z.array(line).default([]),
  story: z.array(step).min(1),
})

export type Case = z.output<typeof caseText> & {
  /** `sim-replacement.yaml:12`. */
  readonly place: string
}
export type Step = Case['story'][number]
export type LineText = Case['lines'][number]
export type Published = Exclude<Case['star'], null>

/** Something in a file of cases is no case, or cannot be told. */
export class CaseMistake extends Error {
  /** File and line, `cases/offers.yaml:12`. */
  readonly place: string
  readonly why: string

  constructor(place: string, why: string) {
    super(`${place}: ${why}`)
    this.name = 'CaseMistake'
    this.place = place
    this.why = why
  }
}

/** The cases of a file. Throws a CaseMistake for the first thing that is no case. */
export function parseCases(text: string, file: string): Case[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines })
  const at = (path: readonly (string | number)[]) =>
    `${file}:${lines.linePos(offsetOf(document, path)).line}`
  const [error] = document.errors
  if (error) throw new CaseMistake(`${file}:${lines.linePos(error.pos[0]).line}`, error.message)
  const reading = z.array(caseText).safeParse(withPolicies(document, text))
  if (reading.success) return reading.data.map((each, index) => ({ ...each, place: at([index]) }))
  const issue = deepest(reading.error.issues)
  throw new CaseMistake(at(issue.path), issue.message)
}

/** `policy` is written in the benefits language, where a number is a number. */
function withPolicies(document: Document, text: string): unknown {
  const cases: unknown = document.toJS()
  const typed = parseDocument(text)
  if (!Array.isArray(cases)) return cases
  return cases.map((each: object, index) => {
    const policy: unknown = typed.getIn([index, 'policy'])
    return isNode(policy) ? { ...each, policy: policy.toJS(typed) as unknown } : each
  })
}

interface Issue {
  readonly path: (string | number)[]
  readonly message: string
}

/** Of what kept a value from being any of its forms, the issue deepest inside. */
function deepest(issues: readonly z.core.$ZodIssue[]): Issue {
  const all = issues.flatMap(function within(issue): Issue[] {
    const path = issue.path as (string | number)[]
    if (issue.code !== 'invalid_union') return [{ path, message: issue.message }]
    const inner = issue.errors.flat().flatMap(within)
    return inner.map((each) => ({ ...each, path: [...path, ...each.path] }))
  })
  return all.toSorted((a, b) => b.path.length - a.path.length)[0] ?? { path: [], message: '' }
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  const node: unknown = document.getIn(path, true)
  if (isNode(node) && node.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1))
}
