import type { BenefitRule } from '@dipper/policy'
import { addDays, dateOf, daysFrom, type LocalDate, type LocalDateTime } from './local-time.ts'
import type { AskedLine, LineState } from './question.ts'
import type { Deciding, Fact } from './reason.ts'

type LineRule = NonNullable<BenefitRule['line']>
type StopRule = NonNullable<LineRule['stopped']>
type Stopped = Extract<LineState, { is: 'stopped' }>

/** What was found of a line, and the facts that it was found from. */
export interface LineFinding {
  readonly refusals: readonly Deciding[]
  readonly facts: readonly Fact[]
}

/** Whether it can be used for this line: its kind, and its stop where one is asked for. */
export function judgeLine(
  rule: LineRule | null,
  line: AskedLine | null,
  now: LocalDateTime,
): LineFinding {
  if (!rule) return { refusals: [], facts: [] }
  const { kinds, stopped } = rule
  if (!line) return { refusals: [{ code: 'line-needed', params: { kinds } }], facts: [] }
  if (!kinds.includes(line.kind)) {
    const params = { kind: line.kind, kinds }
    return { refusals: [{ code: 'line-kind', params }], facts: [] }
  }
  return stopped ? judgeState(stopped, line.state, now) : { refusals: [], facts: [] }
}

function judgeState(rule: StopRule, state: LineState | null, now: LocalDateTime): LineFinding {
  if (!state) return { refusals: [notKnown('line-state')], facts: [] }
  if (state.is === 'in-service') {
    return { refusals: [{ code: 'line-in-service', params: {} }], facts: ['line-state'] }
  }
  return {
    refusals: [
      ...judgeCause(rule, state),
      ...judgeKind(rule, state),
      ...judgeDay(rule, state, dateOf(now)),
    ],
    facts: [
      'line-state',
      ...(state.cause === null ? [] : ['stop-cause' as const]),
      ...(rule.kinds && state.kind !== null ? ['stop-kind' as const] : []),
      ...(rule.withinDays !== null && state.stoppedOn !== null ? ['stopped-on' as const] : []),
    ],
  }
}

function judgeCause({ causes }: StopRule, { cause }: Stopped): Deciding[] {
  if (cause === null) return [notKnown('stop-cause')]
  return causes.includes(cause) ? [] : [{ code: 'stop-cause', params: { cause, causes } }]
}

function judgeKind({ kinds }: StopRule, { kind }: Stopped): Deciding[] {
  if (!kinds) return []
  if (kind === null) return [notKnown('stop-kind')]
  return kinds.includes(kind) ? [] : [{ code: 'stop-kind', params: { kind, kinds } }]
}

/** The day of the stop is day 1. */
function judgeDay(rule: StopRule, { stoppedOn }: Stopped, today: LocalDate): Deciding[] {
  const days = rule.withinDays
  if (days === null) return []
  if (stoppedOn === null) return [notKnown('stopped-on')]
  const day = daysFrom(stoppedOn, today)
  if (day < 1) return [{ code: 'stop-ahead', params: { stoppedOn } }]
  if (day <= days) return []
  const lastDay = addDays(stoppedOn, days - 1)
  return [{ code: 'asked-late', params: { stoppedOn, days, lastDay } }]
}

export function notKnown(fact: Fact): Deciding {
  return { code: 'not-known', params: { fact } }
}
