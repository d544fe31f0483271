import { readFileSync } from 'node:fs'
import { answering, month, type PolicyAnswer, readProgramme } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  assess,
  type Charge,
  type CompiledPolicy,
  compile,
  type Customer,
  type FullAssessment,
  type Held,
  type Stop,
  toHeld,
  toRegisterRow,
} from '../src/index.ts'

const R = month('2024-06')
const policy = nationalPolicy()

function nationalPolicy(): CompiledPolicy {
  const file = new URL('../../../policies/china-telecom/star/2016-01.yaml', import.meta.url)
  const { programme } = readProgramme([{ path: '2016-01.yaml', text: readFileSync(file, 'utf8') }])
  return compile(answering(programme as NonNullable<typeof programme>, R) as PolicyAnswer)
}

const charge: fc.Arbitrary<Charge> = fc.record({
  period: fc.integer({ min: R - 15, max: R + 2 }),
  kind: fc.constantFrom('mobile', 'broadband', 'fixed', 'iptv'),
  category: fc.constantFrom('recurring', 'usage', 'gift', 'one-off'),
  fen: fc.bigInt({ min: -20_000n, max: 120_000n }),
})

const stop: fc.Arbitrary<Stop> = fc
  .record({
    serviceKind: fc.constantFrom('mobile' as const, 'broadband' as const),
    kind: fc.constantFrom('double' as const, 'single' as const),
    cause: fc.constantFrom('arrears' as const, 'request' as const),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ day, month: m, ...rest }) => ({
    ...rest,
    serviceId: 'm1',
    stoppedOn: `2023-${String(m).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  }))

const held: fc.Arbitrary<Held | null> = fc.option(
  fc
    .record({ star: fc.integer({ min: 0, max: 7 }), from: fc.integer({ min: R - 14, max: R - 1 }) })
    .map(({ star, from }) => ({
      star,
      validity: star === 0 ? null : { from, through: from + 11 },
      joined: month('2020-01'),
      outcome: 'kept' as const,
    })),
)

const customer: fc.Arbitrary<Customer> = fc
  .record({
    opened: fc.integer({ min: 2005, max: 2023 }),
    charges: fc.array(charge, { maxLength: 30 }),
    stops: fc.array(stop, { maxLength: 5 }),
    held,
  })
  .map(({ opened, ...rest }) => ({
    id: 'c',
    memberships: [{ joinedOn: '2020-01-05', leftOn: null, segment: 'individual', region: null }],
    attributes: [],
    holdings: [
      {
        serviceId: 'm1',
        kind: 'mobile',
        openedOn: `${opened}-03-01`,
        heldFrom: '2023-05-01',
        heldTo: null,
      },
    ],
    ...rest,
  }))

function assessed(someone: Customer, at = R): FullAssessment {
  return assess(policy, someone, at) as FullAssessment
}

describe('what the owner may rely on', () => {
  test('more spend never lowers an assessed star', () => {
    fc.assert(
      fc.property(customer, charge, (someone, more) => {
        const dearer = { ...more, fen: more.fen < 0n ? -more.fen : more.fen }
        const spender = { ...someone, charges: [...someone.charges, dearer] }
        expect(assessed(spender).star.assessed).toBeGreaterThanOrEqual(
          assessed(someone).star.assessed,
        )
      }),
    )
  })

  test('longer tenure never lowers an assessed star', () => {
    fc.assert(
      fc.property(customer, fc.integer({ min: 1990, max: 2004 }), (someone, opened) => {
        const holdings = someone.holdings.map((line) => ({ ...line, openedOn: `${opened}-01-01` }))
        const older = { ...someone, holdings }
        expect(assessed(older).star.assessed).toBeGreaterThanOrEqual(
          assessed(someone).star.assessed,
        )
      }),
    )
  })

  test('fewer stops never lower an assessed star', () => {
    fc.assert(
      fc.property(customer, fc.nat(4), (someone, n) => {
        const better = { ...someone, stops: someone.stops.filter((_, index) => index !== n) }
        expect(assessed(better).star.assessed).toBeGreaterThanOrEqual(
          assessed(someone).star.assessed,
        )
      }),
    )
  })

  test('inside validity a star never falls', () => {
    fc.assert(
      fc.property(customer, (someone) => {
        const before = someone.held
        const inside = before?.validity && R <= before.validity.through
        fc.pre(Boolean(inside))
        expect(assessed(someone).star.star).toBeGreaterThanOrEqual(before?.star ?? 0)
      }),
    )
  })

  test('a star is never lower than the assessed one, and one held has twelve months from its start', () => {
    fc.assert(
      fc.property(customer, (someone) => {
        const { star, validity, assessed: now } = assessed(someone).star
        expect(star).toBeGreaterThanOrEqual(now)
        expect(validity === null).toBe(star === 0)
        if (validity) expect(validity.through - validity.from).toBe(11)
      }),
    )
  })

  test('the order of the facts decides nothing', () => {
    fc.assert(
      fc.property(customer, (someone) => {
        const turned = {
          ...someone,
          charges: someone.charges.toReversed(),
          stops: someone.stops.toReversed(),
        }
        expect(toRegisterRow('c', assessed(turned))).toEqual(toRegisterRow('c', assessed(someone)))
      }),
    )
  })

  test('a charge of the month assessed or a later one decides nothing', () => {
    fc.assert(
      fc.property(customer, charge, fc.nat(24), (someone, later, months) => {
        const more = { ...someone, charges: [...someone.charges, { ...later, period: R + months }] }
        expect(toRegisterRow('c', assessed(more))).toEqual(toRegisterRow('c', assessed(someone)))
      }),
    )
  })

  test('without new facts a star ends within its validity, never lives for ever', () => {
    fc.assert(
      fc.property(customer, (someone) => {
        const alone = { ...someone, holdings: [], charges: [] }
        let before: Held | null = someone.held
        for (let at = R; at < R + 26; at++)
          before = toHeld(assessed({ ...alone, held: before }, at))
        expect(before?.star).toBe(0)
      }),
    )
  })
})

test('a region named like something every object has is an ordinary region', () => {
  for (const region of ['constructor', '__proto__', 'toString']) {
    const memberships = [
      { joinedOn: '2020-01-05', leftOn: null, segment: 'individual' as const, region },
    ]
    const someone = { id: 'c', memberships, attributes: [], holdings: [], charges: [], stops: [] }
    expect(assessed({ ...someone, held: null }).rules.document).toBe('2016-01.yaml')
  }
})
