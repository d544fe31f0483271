import {
  assess,
  type Charge,
  type Customer,
  type Held,
  type Holding,
  type RegisterRow,
  type Stop,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { formatMonth, month } from '@dipper/policy'
import { type Explanation, explain } from '../src/index.ts'
import type { Answered } from './programme.ts'

export const MOBILE: Holding = {
  serviceId: 'M1',
  kind: 'mobile',
  openedOn: '2020-03-05',
  heldFrom: '2020-03-05',
  heldTo: null,
}

/** An individual customer with one mobile, both since 2020-03-05, and nothing else. */
export function customer(changes: Partial<Customer> = {}): Customer {
  return {
    id: 'C1',
    memberships: [{ joinedOn: '2020-03-05', leftOn: null, segment: 'individual', region: null }],
    attributes: [],
    holdings: [MOBILE],
    charges: [],
    stops: [],
    held: null,
    ...changes,
  }
}

/** The same charge in every period of a span. */
export function charges(
  from: string,
  through: string,
  { fen, ...charge }: Partial<Charge> & { fen: bigint },
): Charge[] {
  const first = month(from)
  return Array.from({ length: month(through) - first + 1 }, (_, index) => ({
    period: first + index,
    kind: 'mobile',
    category: 'recurring',
    fen,
    ...charge,
  }))
}

/** A double stop for arrears of the mobile, unless said otherwise. */
export function stop(stoppedOn: string, changes: Partial<Stop> = {}): Stop {
  const usual = {
    serviceId: 'M1',
    serviceKind: 'mobile',
    kind: 'double',
    cause: 'arrears',
  } as const
  return { ...usual, stoppedOn, ...changes }
}

export function held(star: number, through: string | null, changes: Partial<Held> = {}): Held {
  const last = through === null ? null : month(through)
  const validity = last === null ? null : { from: last - 11, through: last }
  return { star, validity, joined: month('2020-03'), outcome: 'kept', ...changes }
}

/** The row that the assessment gives, explained from the same facts. */
export function explained(answered: Answered, who: Customer, asked: string): Explanation {
  return explainedRow(answered, who, rowOf(answered, who, asked))
}

export function explainedRow(answered: Answered, who: Customer, row: RegisterRow): Explanation {
  return explain({ ...answered, customer: who, month: row.month, row })
}

export function rowOf({ policy }: Answered, who: Customer, asked: string): RegisterRow {
  const assessment = assess(policy, who, month(asked))
  if (assessment === null) throw new Error(`${who.id} has no row in ${asked}`)
  return toRegisterRow(who.id, assessment)
}

/** The customer as the assessments of the months from 2020-04 leave them before a month. */
export function ageing({ policy }: Answered, who: Customer, asked: string): Customer {
  let state = who.held
  for (let each = month('2020-04'); each < month(asked); each++) {
    const assessment = assess(policy, { ...who, held: state }, each)
    if (assessment === null) throw new Error(`${who.id} has no row in ${formatMonth(each)}`)
    state = toHeld(assessment)
  }
  return { ...who, held: state }
}
