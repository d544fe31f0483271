import { type BenefitsInForce, monthOf } from '@dipper/policy'
import { afterStarChange } from '../after-star-change.ts'
import { beginUse } from '../begin-use.ts'
import { endOfUse, type LineNews } from '../end-of-use.ts'
import type { Entitlement } from '../entitlement.ts'
import type { AskedLine, HeldStar, LineState, Question } from '../question.ts'
import type { BegunUse } from '../use.ts'
import { type Case, CaseMistake, type LineText, type Published, type Step } from './case-format.ts'
import type { CasePolicies } from './case-policies.ts'

/** What a case is judged by; broken twins get one thing of it wrong. */
export interface Meaning {
  readonly beginUse: typeof beginUse
  readonly endOfUse: typeof endOfUse
  readonly afterStarChange: typeof afterStarChange
  /** The policy as the meaning sees it. */
  readonly policy: (policy: BenefitsInForce) => BenefitsInForce
}

export const meaning: Meaning = {
  beginUse,
  endOfUse,
  afterStarChange,
  policy: (policy) => policy,
}

interface Story {
  held: HeldStar | null
  /** Whether the star is one that is published anew for every month. */
  steady: boolean
  lines: AskedLine[]
  uses: BegunUse[]
  news: (LineNews & { line: string })[]
}

/** What a case expects in a step, and what is found instead. */
export interface Mismatch {
  /** Of the case, `cases/offers.yaml:12`. */
  readonly place: string
  /** From 1. */
  readonly step: number
  readonly at: string
  readonly key: string
  readonly expected: string
  readonly found: string
}

/**
 * What a case expects and does not find, in the order of its story. Throws a CaseMistake where its
 * `policy` is none.
 */
export function mismatches(each: Case, policies: CasePolicies, by: Meaning = meaning): Mismatch[] {
  const { star } = each
  const story: Story = {
    held: star && heldOf(star, each.story[0]?.at ?? ''),
    steady: star !== null && star.month === undefined,
    lines: each.lines.map(lineOf),
    uses: [],
    news: [],
  }
  return each.story.flatMap((step, index) => {
    const found = tell(step, story, { each, policies, by })
    return Object.entries(found).flatMap(([key, [expected, actual]]) => {
      const { place } = each
      const differs = { expected: show(expected), found: show(actual) }
      if (differs.expected === differs.found) return []
      return [{ place, step: index + 1, at: step.at, key, ...differs }]
    })
  })
}

/** By what is compared: expected and found. */
type Compared = Record<string, readonly [unknown, unknown]>

interface Told {
  readonly each: Case
  readonly policies: CasePolicies
  readonly by: Meaning
}

function tell(step: Step, story: Story, told: Told): Compared {
  if (story.held && story.steady) story.held = { ...story.held, month: monthOf(step.at) }
  if ('ask' in step) return compareAnswer(step, question(step.ask, step, story, told), told).found
  if ('use' in step) return tellUse(step, story, told)
  if ('ended' in step) return tellEnd(step, story, told)
  if ('fails' in step) return tellFailure(step, story)
  if ('news' in step) return tellNews(step, story)
  return tellPublishing(step, story, told)
}

type AnswerStep = Extract<Step, { ask: string } | { use: string }>

function question(benefit: string, step: AnswerStep, story: Story, told: Told): Question {
  return {
    policy: policyAt(step.at, told),
    held: story.held,
    benefit,
    line: story.lines.find(({ id }) => id === step.line) ?? null,
    uses: story.uses,
    now: step.at,
    stockTaken: step.taken ?? null,
  }
}

function policyAt(at: string, { each, policies, by }: Told): BenefitsInForce {
  const found = policies.inForce(each.policy ?? {}, monthOf(at), each.region ?? null)
  if ('why' in found) throw new CaseMistake(each.place, found.why)
  return by.policy(found)
}

function compareAnswer(step: AnswerStep, asked: Question, { by }: Told) {
  const atPrice = 'price' in step && step.price === true
  const { entitlement, use } = by.beginUse(asked, { atPrice })
  const order = use !== null && asked.policy.rules.benefits[use.benefit]?.order
  const found = { ...foundIn(entitlement, use), order }
  const compared = Object.entries(step).flatMap(([key, expected]) =>
    key in found ? [[key, [expected, found[key as keyof typeof found]]] as const] : [],
  )
  return { use, found: Object.fromEntries(compared) as Compared }
}

function foundIn(entitlement: Entitlement, use: BegunUse | null) {
  const { allowed, reasons, usesLeft, until, otherwise, conditions, notes } = entitlement
  return {
    allowed,
    because: reasons.map(({ code }) => code),
    left: usesLeft,
    until,
    otherwise: otherwise?.fen ?? null,
    ends: conditions?.endsAt ?? null,
    credit: conditions?.creditLeftFen ?? null,
    stated: entitlement.stated,
    unknown: entitlement.notKnown,
    certainty: entitlement.certainty,
    assumed: entitlement.assumed,
    from: entitlement.policy.saidBy,
    rests: entitlement.star?.month ?? null,
    notes: notes.map(({ code }) => code),
    charge: use?.chargeFen ?? null,
  }
}

function tellUse(step: Extract<Step, { use: string }>, story: Story, told: Told): Compared {
  const { use, found } = compareAnswer(step, question(step.use, step, story, told), told)
  if (use) story.uses.push(use)
  return found
}

function tellEnd(step: Extract<Step, { ended: string }>, story: Story, { by }: Told): Compared {
  const use = latest(story, step.ended, step.line)
  if (!use) return { use: [step.ended, 'none'] }
  const news = story.news.filter(({ line }) => line === use.line)
  const end = by.endOfUse(use, news, step.at)
  if (end) replace(story, use, { ...use, state: 'ended', endsAt: end.at })
  return {
    on: [step.on, end?.at ?? null],
    ...(step.why && { why: [step.why, end?.because] as const }),
    ...('stop-again' in step && { 'stop-again': [step['stop-again'], end?.stopAgain] as const }),
  }
}

function tellFailure(step: Extract<Step, { fails: string }>, story: Story): Compared {
  const use = latest(story, step.fails, step.line)
  if (!use) return { use: [step.fails, 'none'] }
  replace(story, use, { ...use, state: 'given-back' })
  return {}
}

function tellNews(step: Extract<Step, { news: string }>, story: Story): Compared {
  const { news: id, at } = step
  story.lines = story.lines.map((line) =>
    line.id === id ? { ...line, state: stateOf(step) ?? line.state, known: step.known } : line,
  )
  if (step.owes !== undefined) story.news.push({ line: id, at, arrearsFen: step.owes })
  return {}
}

function tellPublishing(
  step: Extract<Step, { publish: object }>,
  story: Story,
  told: Told,
): Compared {
  const { uses } = story
  const published = heldOf(step.publish, step.at)
  const policy = policyAt(step.at, told)
  const change = { policy, before: story.held, published, uses, now: step.at }
  const after = told.by.afterStarChange(change)
  story.held = after.held
  story.steady = false
  return {
    ...(step.running && {
      running: [step.running, after.running.map(({ benefit }) => benefit)] as const,
    }),
    ...(step.gained && { gained: [step.gained, after.gained] as const }),
    ...(step.lost && { lost: [step.lost, after.lost] as const }),
  }
}

function heldOf({ star, valid, month }: Published, at: string): HeldStar {
  return { star, validity: valid ?? null, month: month ?? monthOf(at) }
}

function lineOf({ id, serviceKind, known, ...text }: LineText): AskedLine {
  return { id, kind: serviceKind, state: stateOf(text), known }
}

function stateOf(text: Partial<Omit<LineText, 'id' | 'serviceKind'>>): LineState | null {
  const arrearsFen = text.owes ?? null
  if (text.in) return { is: 'in-service', arrearsFen }
  if (text.stopped === undefined && text.cause === undefined) return null
  const { cause = null, kind = null, stopped: stoppedOn = null } = text
  return { is: 'stopped', cause, kind, stoppedOn, arrearsFen }
}

function latest({ uses }: Story, benefit: string, line?: string): BegunUse | undefined {
  return uses.findLast(
    (each) => each.benefit === benefit && (line === undefined || each.line === line),
  )
}

function replace(story: Story, use: BegunUse, by: BegunUse): void {
  story.uses = story.uses.map((each) => (each === use ? by : each))
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'bigint' ? `${each} fen` : each,
    ) ?? '–'
  )
}
