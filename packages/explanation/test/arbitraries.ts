import type { Charge, Customer, Stop } from '@dipper/assessment'
import { CATEGORIES, month, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import fc from 'fast-check'
import { customer, held, MOBILE } from './customers.ts'
import { programme } from './programme.ts'

export const ASKED = '2021-06'
export const POLICIES = [
  programme(ASKED),
  programme(ASKED, [
    ['perYuan: 1', 'perYuan: {mobile: 1, broadband: 0.5, fixed: 0.355, iptv: 0}'],
    ['caps: []', 'caps: [{when: {stops: 2}, atMost: 2}, {when: {stops: 4}, atMost: 1}]'],
  ]),
  programme(ASKED, [
    ['perYuan: 1', 'perYuan: {mobile: 0.35}'],
    ['[mobile, broadband, fixed, iptv]', '[mobile]'],
    ['months: 12', 'months: 6'],
    ['atExpiry: reassess', 'atExpiry: one-step'],
  ]),
]

const period = fc.integer({ min: month('2020-01'), max: month('2021-09') })
const day = period.map(
  (each) => `${Math.floor(each / 12)}-${String((each % 12) + 1).padStart(2, '0')}-15`,
)
const charge: fc.Arbitrary<Charge> = fc.record({
  period,
  kind: fc.constantFrom(...SERVICE_KINDS),
  category: fc.constantFrom(...CATEGORIES),
  fen: fc.bigInt({ min: -20_000n, max: 60_000n }),
})
const stopped: fc.Arbitrary<Stop> = fc.record({
  serviceId: fc.constantFrom('M1', 'M2'),
  serviceKind: fc.constantFrom(...SERVICE_KINDS),
  kind: fc.constantFrom(...STOP_KINDS),
  cause: fc.constantFrom(...STOP_CAUSES),
  stoppedOn: day,
})
const lastMonth = fc.constantFrom('2021-05', '2021-06', '2022-03', null)
const state = fc
  .tuple(fc.integer({ min: 1, max: 7 }), lastMonth)
  .map(([star, through]) => held(through === null ? 0 : star, through))
export const someone: fc.Arbitrary<Customer> = fc
  .record({
    charges: fc.array(charge, { maxLength: 40 }),
    stops: fc.array(stopped, { maxLength: 8 }),
    held: fc.option(state, { nil: null }),
    joinedOn: fc.constantFrom('2020-03-05', '2021-02-28', '2021-05-31'),
    holdings: fc.constantFrom([], [MOBILE], [{ ...MOBILE, heldTo: '2021-07-01' }]),
  })
  .map(({ joinedOn, ...facts }) =>
    customer({
      ...facts,
      memberships: [{ joinedOn, leftOn: null, segment: 'individual', region: null }],
    }),
  )
export const policies = fc.constantFrom(...POLICIES)
