import { type BenefitsInForce, month, monthOf } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AskedLine,
  allowances,
  afterStarChange,
  type BegunUse,
  beginUse,
  endOfUse,
  type HeldStar,
  type LineNews,
  mayUse,
  type Question,
  type Use,
} from '../src/index.ts'
import { addDays, addHours, dateOf, daysFrom } from '../src/local-time.ts'
import { inForceWith, national } from './benefits.ts'

const anhui = inForceWith({}, month('2026-03'), 'anhui')
/** Limits of every kind, by star. */
const varied = inForceWith(
  {
    benefits: {
      'sim-replacement': { limit: { uses: { 2: 1, 3: 2, 4: 2, 5: 3, 6: 'unlimited', 7: 1 } } },
      'door-move': { limit: { uses: 2, per: 'validity' } },
      'shop-priority': { limit: { uses: { 6: 1, 7: 3 }, per: 'ever' } },
      'door-networking': { limit: { uses: 1, per: 'calendar-month' } },
    },
  },
  month('2026-03'),
)
const policies = [national, anhui, varied]
const codes = Object.keys(national.rules.benefits)

const local = (seconds: number) =>
  new Date(Date.UTC(2025, 10, 1) + seconds * 1000).toISOString().slice(0, 19)
const DAY = 86_400
/** From 2025-11-01 over New Year and two Februaries, the later one with a leap day. */
const moment = fc.integer({ min: 0, max: 880 * DAY }).map(local)
const fen = fc.oneof(
  fc.bigInt({ min: -5_000n, max: 40_000n }),
  fc.constantFrom(0n, 1n, 10_000n, 10_001n, 20_000n, 30_000n, 30_001n),
)
const star = fc.integer({ min: 0, max: 7 })
const policy: fc.Arbitrary<BenefitsInForce> = fc.constantFrom(...policies)

const line: fc.Arbitrary<AskedLine> = fc.record({
  id: fc.constantFrom('l1', 'l2'),
  kind: fc.constantFrom('mobile', 'broadband'),
  known: fc.constantFrom('event', 'stated'),
  state: fc.option(
    fc.oneof(
      fc.record({ is: fc.constant('in-service' as const), arrearsFen: fc.option(fen) }),
      fc.record({
        is: fc.constant('stopped' as const),
        cause: fc.option(fc.constantFrom('arrears' as const, 'request' as const), { freq: 9 }),
        kind: fc.option(fc.constantFrom('single' as const, 'double' as const)),
        stoppedOn: fc.option(moment.map(dateOf), { freq: 9 }),
        arrearsFen: fc.option(fen, { freq: 9 }),
      }),
    ),
    { freq: 9 },
  ),
})

const use: fc.Arbitrary<Use> = fc.record({
  benefit: fc.constantFrom(...codes),
  line: fc.constantFrom('l1', 'l2', null),
  at: moment,
  state: fc.constantFrom('running', 'ended', 'given-back'),
  chargeFen: fc.constantFrom(0n, 0n, 1000n),
  endsAt: fc.option(moment),
})

const held: fc.Arbitrary<HeldStar> = fc
  .record({ star, from: fc.integer({ min: 0, max: 30 }), length: fc.constantFrom(6, 12) })
  .map(({ star, from, length }) => {
    const first = month('2025-01') + from
    const validity = star === 0 ? null : { from: first, through: first + length - 1 }
    return { star, validity, month: first }
  })

const question: fc.Arbitrary<Question> = fc.record({
  policy,
  held: fc.option(held, { freq: 9 }),
  benefit: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...codes) },
    { weight: 1, arbitrary: fc.constantFrom('offers', 'nothing', '__proto__', 'constructor') },
  ),
  line: fc.option(line, { freq: 5 }),
  uses: fc.array(use, { maxLength: 12 }),
  now: moment,
})

/** Of a question, one that the line does not stand in the way of. */
const stoppedNow: fc.Arbitrary<Question> = question.map((asked) => {
  const { benefit, now } = asked
  const kind = benefit === 'broadband-restore' ? 'broadband' : 'mobile'
  return { ...asked, line: stoppedLine('l1', kind, now) }
})

function stoppedLine(id: string, kind: AskedLine['kind'], now: string): AskedLine {
  const stop = { cause: 'arrears', kind: 'double', stoppedOn: dateOf(now), arrearsFen: 0n } as const
  return { id, kind, known: 'event', state: { is: 'stopped', ...stop } }
}

describe('a right is never exceeded', () => {
  const step = fc.record({
    benefit: fc.constantFrom(...codes),
    id: fc.constantFrom('l1', 'l2'),
    after: fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 60 * DAY })),
    star,
    change: fc.boolean(),
    fails: fc.boolean(),
  })

  it('whatever is asked when, the uses of a period are at most those of the highest star held in it', () => {
    fc.assert(
      fc.property(policy, star, fc.array(step, { maxLength: 40 }), (policy, first, steps) => {
        let now = 0
        let held: HeldStar = { star: first, validity: null, month: month('2025-11') }
        let uses: BegunUse[] = []
        const stars: [string, number][] = [[local(0), first]]
        for (const { benefit, id, after, star, change, fails } of steps) {
          now += after
          const at = local(now)
          if (change) {
            const from = monthOf(at)
            const published = { star, validity: { from, through: from + 11 }, month: from }
            held = afterStarChange({ policy, before: held, published, uses, now: at }).held
            stars.push([at, star])
          }
          const kind = benefit === 'broadband-restore' ? 'broadband' : 'mobile'
          const line = stoppedLine(id, kind, at)
          const { use } = beginUse(
            { policy, held, benefit, line, uses, now: at },
            { atPrice: true },
          )
          if (use) uses = [...uses, fails ? { ...use, state: 'given-back' } : use]
        }
        for (const [benefit, { limit }] of Object.entries(policy.rules.benefits)) {
          if (!limit || limit.per === 'validity') continue
          const length = { 'calendar-month': 7, 'calendar-year': 4, ever: 0 }[limit.per]
          const taken = uses.filter(
            (use) => use.benefit === benefit && use.state !== 'given-back' && use.chargeFen === 0n,
          )
          const periodOf = ({ at, line }: Use) =>
            [at.slice(0, length), limit.of === 'line' ? line : ''].join()
          const periods = new Map<string, Use[]>()
          for (const use of taken) {
            periods.set(periodOf(use), [...(periods.get(periodOf(use)) ?? []), use])
          }
          for (const inPeriod of periods.values()) {
            const last = inPeriod.at(-1)?.at ?? ''
            const most = Math.max(
              ...stars
                .filter(([at]) => at <= last)
                .map(([, star]) => limit.uses[star])
                .filter((count) => count !== undefined)
                .map((count) => count ?? Number.POSITIVE_INFINITY),
            )
            expect(inPeriod.length).toBeLessThanOrEqual(most)
          }
        }
      }),
    )
  })

  it('and what is allowed has a use left', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { allowed, usesLeft, reasons, conditions, title } = mayUse(asked)
        expect(allowed).toBe(reasons.every(({ code }) => code === 'given'))
        expect(allowed).toBe(conditions !== null)
        expect(reasons).not.toEqual([])
        if (reasons[0]?.code === 'unknown-benefit') expect(title).toBe(null)
        if (allowed) expect(usesLeft).not.toBe(0)
      }),
    )
  })
})

describe('more stars', () => {
  it('never lose what fewer have, where the policy gives them as much', () => {
    fc.assert(
      fc.property(fc.oneof(question, stoppedNow), star, (asked, more) => {
        const { held, benefit, policy } = asked
        fc.pre(held !== null && more > held.star)
        const { limit, ceilingFen } = policy.rules.benefits[benefit] ?? {}
        const most = (star: number) => limit?.uses[star] ?? Number.POSITIVE_INFINITY
        const asMuch =
          policy !== varied ||
          (most(more) >= most(held.star) &&
            (ceilingFen?.[more] ?? 0) >= (ceilingFen?.[held.star] ?? 0))
        fc.pre(asMuch)
        const fewer = mayUse(asked)
        fc.pre(fewer.allowed)
        const answer = mayUse({ ...asked, held: { ...held, star: more } })
        expect(answer.allowed).toBe(true)
        expect(answer.usesLeft ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          fewer.usesLeft ?? Number.POSITIVE_INFINITY,
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('earlier uses', () => {
  it('decide nothing by their order', () => {
    const shuffled = question.chain((asked) =>
      fc
        .shuffledSubarray([...asked.uses], { minLength: asked.uses.length })
        .map((uses) => [asked, { ...asked, uses }] as const),
    )
    fc.assert(
      fc.property(shuffled, ([asked, other]) => {
        expect(mayUse(other)).toEqual(mayUse(asked))
        expect(allowances(other)).toEqual(
          allowances(asked).map((each) => ({
            ...each,
            running: other.uses.filter((use) => each.running.includes(use)),
          })),
        )
      }),
    )
  })

  it('that were given back are as if they had never been', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const uses = asked.uses.filter(({ state }) => state !== 'given-back')
        expect(mayUse({ ...asked, uses })).toEqual(mayUse(asked))
      }),
    )
  })

  it('never give more', () => {
    fc.assert(
      fc.property(stoppedNow, use, (asked, another) => {
        const after = mayUse({ ...asked, uses: [...asked.uses, another] })
        if (!mayUse(asked).allowed) expect(after.allowed).toBe(false)
      }),
    )
  })
})

describe('asking', () => {
  it('changes nothing, and the same question has the same answer', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const before = structuredClone(asked)
        const answer = mayUse(asked)
        expect(asked).toEqual(before)
        expect(mayUse(before)).toEqual(answer)
        expect(beginUse(before).entitlement).toEqual(answer)
      }),
    )
  })

  it('finds the uses left that the list of benefits says', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const listed = allowances(asked).find(({ benefit }) => benefit === asked.benefit)
        const { usesLeft, until, reasons } = mayUse(asked)
        const given = !['unrated', 'star-not-given', 'star-unknown', 'star-expired'].includes(
          reasons[0]?.code ?? '',
        )
        const exists = codes.includes(asked.benefit)
        expect(listed !== undefined).toBe(given && exists)
        if (!listed || (listed.limit?.of === 'line' && !asked.line)) return
        const ofLine = listed.lines.find(({ line }) => line === asked.line?.id)
        const left = listed.limit?.of === 'line' ? (ofLine?.left ?? listed.limit.uses) : listed.left
        expect([left, listed.until]).toEqual([usesLeft, until])
      }),
    )
  })

  it.each(['2026-03-01T10:00:00Z', '2026-03-01', '2026-02-29T10:00:00', '2026-03-01T24:00:00'])(
    'at %s is refused: it is no local time',
    (now) => {
      const asked = {
        policy: national,
        held: null,
        benefit: 'door-move',
        line: null,
        uses: [],
        now,
      }
      expect(() => mayUse(asked)).toThrow(RangeError)
      expect(() => allowances(asked)).toThrow(RangeError)
    },
  )
})

describe('time', () => {
  const begun = stoppedNow
    .map((asked) => beginUse({ ...asked, uses: [] }).use)
    .filter((use) => use !== null && use.state === 'running')
    .map((use) => use as BegunUse)
  const hours = (most: number) => fc.integer({ min: -24, max: most })
  const newsOf = (use: BegunUse) =>
    fc.array(fc.record({ at: hours(240).map((by) => addHours(use.at, by)), arrearsFen: fen }), {
      maxLength: 5,
    })
  const running = begun.chain((use) =>
    fc.record({ use: fc.constant(use), news: newsOf(use), first: hours(240), more: fc.nat(100) }),
  )
  const endAt = (use: BegunUse, news: readonly LineNews[], by: number) =>
    endOfUse(use, news, addHours(use.at, by))

  it('goes one way: what has ended has ended for ever, when and as it ended', () => {
    fc.assert(
      fc.property(running, ({ use, news, first, more }) => {
        const end = endAt(use, news, first)
        if (end) expect(endAt(use, news, first + more)).toEqual(end)
        else
          expect(endAt(use, news, first + more)?.at ?? '9').toSatisfy(
            (at: string) => at > addHours(use.at, first) || first < 0,
          )
      }),
    )
  })

  it('ends every use by its end at the latest, and none before it began', () => {
    fc.assert(
      fc.property(running, ({ use, news }) => {
        const end = endAt(use, news, 400)
        expect(end?.at).toSatisfy((at: string) => at >= use.at && at <= (use.endsAt ?? ''))
      }),
    )
  })

  it('does not care in which order news came', () => {
    fc.assert(
      fc.property(running, ({ use, news, first }) => {
        expect(endAt(use, news.toReversed(), first)).toEqual(endAt(use, news, first))
      }),
    )
  })

  it('never gives more within a period', () => {
    fc.assert(
      fc.property(stoppedNow, fc.nat(40 * 24), (asked, by) => {
        const now = addHours(asked.now, by)
        const later = mayUse({ ...asked, now })
        const sooner = mayUse(asked)
        fc.pre(asked.held !== null && dateOf(now) <= (sooner.until ?? '9'))
        const left = (answer: typeof sooner) => answer.usesLeft ?? Number.POSITIVE_INFINITY
        expect(left(later)).toBeLessThanOrEqual(left(sooner))
        const late = (answer: typeof sooner) =>
          answer.reasons.some(({ code }) => code === 'asked-late')
        if (late(sooner)) expect(late(later)).toBe(true)
      }),
    )
  })

  it('is counted as the calendar does', () => {
    const days = fc.integer({ min: -700_000, max: 2_900_000 })
    const dateAt = (day: number) => new Date(day * DAY * 1000).toISOString().slice(0, 10)
    fc.assert(
      fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (day, by) => {
        fc.pre(day + by > -700_000 && day + by < 2_900_000)
        expect(addDays(dateAt(day), by)).toBe(dateAt(day + by))
        expect(daysFrom(dateAt(day), dateAt(day + by))).toBe(by + 1)
      }),
    )
    fc.assert(
      fc.property(moment, fc.integer({ min: -5000, max: 5000 }), (at, by) => {
        const expected = new Date(Date.parse(`${at}Z`) + by * 3_600_000).toISOString()
        expect(addHours(at, by)).toBe(expected.slice(0, 19))
      }),
    )
  })
})
