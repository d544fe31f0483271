import type { LineState } from '@dipper/entitlement'
import { SERVICE_KINDS, type ServiceKind, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { z } from 'zod'
import type { AskedUse } from '../benefit-ports.ts'
import type { FieldCode } from '../problems/catalogue.ts'
import { type FieldError, invalid } from '../problems/problem.ts'
import { day } from './day.ts'
import { arrearsFen, arrearsFenText } from './fen.ts'
import { says } from './says.ts'
import { shortText } from './text.ts'

const LINE_STATES = ['in-service', 'stopped'] as const

export const benefitCode = shortText.describe(
  'Code of a benefit; an offer by both codes: `offers/spring-data`, in a path `offers%2Fspring-data`.',
)

const line = shortText.describe('A line of the customer, where the benefit is used for one.')
const lineKind = z.enum(SERVICE_KINDS, says('not-a-word'))
const lineState = z
  .enum(LINE_STATES, says('not-a-word'))
  .describe('What the asker knows of the line. What the network or billing said of it wins.')
const stopCause = z.enum(STOP_CAUSES, says('not-a-word'))
const stopKind = z.enum(STOP_KINDS, says('not-a-word'))

/** The line that a question is about, and what the asker states of it. */
export const statedQuery = {
  line: line.optional(),
  lineKind: lineKind.optional(),
  lineState: lineState.optional(),
  stopCause: stopCause.optional(),
  stopKind: stopKind.optional(),
  stoppedOn: day.optional(),
  arrearsFen: arrearsFenText.optional(),
}

/** The same in a body. */
export const statedBody = {
  line: line.nullable().default(null),
  lineKind: lineKind.nullable().default(null),
  lineState: lineState.nullable().default(null),
  stopCause: stopCause.nullable().default(null),
  stopKind: stopKind.nullable().default(null),
  stoppedOn: day.nullable().default(null),
  arrearsFen: arrearsFen.nullable().default(null),
}

type Given<T> = T | null | undefined

interface Stated {
  readonly line?: Given<string>
  readonly lineKind?: Given<ServiceKind>
  readonly lineState?: Given<(typeof LINE_STATES)[number]>
  readonly stopCause?: Given<(typeof STOP_CAUSES)[number]>
  readonly stopKind?: Given<(typeof STOP_KINDS)[number]>
  readonly stoppedOn?: Given<string>
  readonly arrearsFen?: Given<number>
}

/** What is asked for. Throws `invalid-request` where something is stated of nothing. */
export function askedUseOf(benefit: string, stated: Stated, place: FieldError['in']): AskedUse {
  const errors = misplaced(stated).map(([path, code]) => ({ in: place, path, code }))
  if (errors.length > 0) throw invalid(...errors)
  const { line: id, lineKind: kind } = stated
  if (id === null || id === undefined) return { benefit, line: null }
  return { benefit, line: { id, kind: kind ?? null, state: stateOf(stated) } }
}

/** What says nothing without something else. */
function misplaced(stated: Stated): (readonly [path: keyof Stated, code: FieldCode])[] {
  const given = (names: readonly (keyof Stated)[]) =>
    names.filter((name) => stated[name] !== null && stated[name] !== undefined)
  const [hasLine] = given(['line'])
  const [hasState] = given(['lineState'])
  const ofLine = hasLine ? [] : given(['lineKind', 'lineState'])
  const ofStop = stated.lineState === 'stopped' ? [] : given(['stopCause', 'stopKind', 'stoppedOn'])
  const ofState = hasState ? [] : given(['arrearsFen'])
  return [
    ...ofLine.map((name) => [name, 'needs-line'] as const),
    ...ofStop.map((name) => [name, 'needs-stop'] as const),
    ...ofState.map((name) => [name, 'needs-line-state'] as const),
  ]
}

function stateOf(stated: Stated): LineState | null {
  const { lineState: is, arrearsFen: fen } = stated
  if (is === null || is === undefined) return null
  const owed = fen === null || fen === undefined ? null : BigInt(fen)
  if (is === 'in-service') return { is, arrearsFen: owed }
  const { stopCause: cause, stopKind: kind, stoppedOn } = stated
  return {
    is,
    cause: cause ?? null,
    kind: kind ?? null,
    stoppedOn: stoppedOn ?? null,
    arrearsFen: owed,
  }
}
