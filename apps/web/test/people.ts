import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  assess,
  type Charge,
  type Customer,
  compile,
  type Held,
  type RegisterRow,
  type Stop,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import {
  answering,
  answeringBenefits,
  type BenefitsInForce,
  benefitsInForce,
  type Month,
  month,
  readBenefits,
  readProgramme,
} from '@dipper/policy'

const SHIPPED = fileURLToPath(new URL('../../../policies/china-telecom/', import.meta.url))

function filesOf(folder: string) {
  return readdirSync(join(SHIPPED, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(SHIPPED, folder, path), 'utf8') }))
}

function expectThere<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the shipped policies do not answer')
  return value
}

export const LAST: Month = month('2026-11')
/** Fifteen months are published. */
const FIRST: Month = LAST - 14

export const ANSWER = expectThere(
  answering(expectThere(readProgramme(filesOf('star')).programme), LAST),
)
export const COMPILED = compile(ANSWER)
export const BENEFITS: BenefitsInForce = benefitsInForce(
  expectThere(answeringBenefits(expectThere(readBenefits(filesOf('benefits')).programme), LAST)),
  'anhui',
)

export interface Known extends Customer {
  readonly name: string
  readonly number: string
}

interface Made {
  readonly id: string
  readonly name: string
  readonly since: string
  /** Fen a month of mobile, and of broadband. */
  readonly mobile: bigint
  readonly broadband: bigint
  readonly stops?: readonly Stop[]
}

function made({ id, name, since, mobile, broadband, stops = [] }: Made): Known {
  const number = `1990000${id.length}001`
  const held = { openedOn: since, heldFrom: since, heldTo: null }
  return {
    id,
    name,
    number,
    memberships: [{ joinedOn: since, leftOn: null, segment: 'individual', region: 'anhui' }],
    attributes: [],
    holdings: [
      { serviceId: `M-${id}`, kind: 'mobile', ...held },
      { serviceId: `B-${id}`, kind: 'broadband', ...held },
    ],
    charges: chargesOf(month(since.slice(0, 7)), mobile, broadband),
    stops,
    held: null,
  }
}

function chargesOf(joined: Month, mobile: bigint, broadband: bigint): Charge[] {
  const charges: Charge[] = []
  for (let period = Math.max(joined, FIRST - 12); period < LAST; period++) {
    const usage = BigInt((period * 37) % 23) * 113n
    charges.push(
      { period, kind: 'mobile', category: 'recurring', fen: mobile },
      { period, kind: 'mobile', category: 'usage', fen: usage },
    )
    if (broadband > 0n) {
      charges.push({ period, kind: 'broadband', category: 'recurring', fen: broadband })
    }
    if (period % 4 === 0) {
      charges.push(
        { period, kind: 'mobile', category: 'gift', fen: -2000n },
        { period, kind: 'mobile', category: 'agency', fen: 1550n },
      )
    }
  }
  return charges
}

/** Five stars with all there is to use; none yet; the highest; one whose star fell. */
export const PEOPLE: readonly Known[] = [
  made({
    id: 'C-five',
    name: '欧阳明月',
    since: '2019-03-05',
    mobile: 19_900n,
    broadband: 12_900n,
    stops: [
      {
        serviceId: 'M-C-five',
        serviceKind: 'mobile',
        kind: 'double',
        cause: 'arrears',
        stoppedOn: '2026-04-11',
      },
      {
        serviceId: 'B-C-five',
        serviceKind: 'broadband',
        kind: 'single',
        cause: 'request',
        stoppedOn: '2026-08-02',
      },
    ],
  }),
  made({ id: 'C-none', name: '王新', since: '2026-06-12', mobile: 3900n, broadband: 0n }),
  made({
    id: 'C-seven',
    name: '诸葛长青',
    since: '2004-01-20',
    mobile: 59_900n,
    broadband: 29_900n,
  }),
]

/** The rows of a customer, oldest first, each from the one before. */
export function rowsOf(customer: Customer): readonly { row: RegisterRow; held: Held | null }[] {
  const rows: { row: RegisterRow; held: Held | null }[] = []
  let held: Held | null = null
  for (let each = FIRST; each <= LAST; each++) {
    const assessment = assess(COMPILED, { ...customer, held }, each)
    if (assessment === null) continue
    rows.push({ row: toRegisterRow(customer.id, assessment), held })
    held = toHeld(assessment)
  }
  return rows
}
