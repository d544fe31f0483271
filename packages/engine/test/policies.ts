import {
  CATEGORIES,
  type PolicyDocument,
  type PolicyOverlay,
  type PolicyValues,
  type Programme,
  SEGMENTS,
  SERVICE_KINDS,
  type ServiceKind,
  STOP_CAUSES,
} from '@dipper/policy'
import fc from 'fast-check'
import { SPAN } from './population.ts'

const title = { 'zh-CN': '试', 'zh-TW': '試', en: 'test' }
const sources = { growth: { source: 'generated', certainty: 'assumed' } } as const

const decimal = fc.oneof(
  fc.constantFrom('1', '0', '0.35', '2', '1.005'),
  fc.tuple(fc.nat(9), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}1`),
)

const kinds = fc.subarray([...SERVICE_KINDS], { minLength: 1 })

const spend = fc
  .record({
    kinds,
    exclude: fc.subarray([...CATEGORIES], { maxLength: 7 }),
    months: fc.constantFrom(12, 12, 12, 6, 1, 13),
    single: fc.boolean(),
    rates: fc.tuple(decimal, decimal, decimal, decimal),
  })
  .map(({ kinds, exclude, months, single, rates }) => ({
    perYuan: single
      ? rates[0]
      : (Object.fromEntries(kinds.map((kind, n) => [kind, rates[n]])) as Partial<
          Record<ServiceKind, string>
        >),
    kinds,
    exclude,
    months,
  }))

const brackets = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(400)), { maxLength: 3 })
  .map((steps) => {
    let from = 0
    let value = 0
    return [
      { from: 0, value: 0 },
      ...steps.map(([more, gain]) => ({ from: (from += more), value: (value += gain) })),
    ]
  })

const tenure = fc
  .record({
    of: fc.constantFrom('mobile' as const, 'mobile' as const, 'broadband' as const),
    from: fc.constantFrom('opened' as const, 'held' as const),
    capMonths: fc.constantFrom(null, null, 0, 24, 60),
    perMonth: fc.constantFrom(0, 10, 7),
    brackets: fc.option(brackets),
  })
  .map(({ brackets, perMonth, ...rest }) => ({
    ...rest,
    brackets,
    perMonth: brackets === null ? perMonth : null,
  }))

const credit = fc.record({
  perStop: fc.constantFrom(0, -10, -500),
  count: fc.record({
    kind: fc.constantFrom('double' as const, 'single' as const),
    cause: fc.subarray([...STOP_CAUSES], { minLength: 1 }),
    of: fc.constantFrom('mobile' as const, 'broadband' as const),
  }),
  months: fc.constantFrom(12, 12, 3, 24),
})

/** Thresholds near what the population reaches, so that every star and every edge is met. */
const thresholds = (stars: number) =>
  fc
    .array(fc.integer({ min: 1, max: 900 }), { minLength: stars, maxLength: stars })
    .map((steps) => steps.map((_, n) => steps.slice(0, n + 1).reduce((sum, step) => sum + step, 0)))

const star = (stars: number) =>
  fc.record({
    thresholds: thresholds(stars),
    names: fc.constant({ 'zh-CN': [], 'zh-TW': [], en: [] }),
    caps: fc.array(
      fc.record({
        when: fc.record({ stops: fc.integer({ min: 1, max: 4 }) }),
        atMost: fc.integer({ min: 0, max: stars - 1 }),
      }),
      { maxLength: 2 },
    ),
    validity: fc.record({
      months: fc.constantFrom(12, 12, 3, 1),
      inside: fc.constant('only-rise' as const),
      atExpiry: fc.constantFrom('reassess' as const, 'one-step' as const),
    }),
  })

const values = (stars: number): fc.Arbitrary<PolicyValues> =>
  fc.record({
    eligible: fc.record({ segments: fc.subarray([...SEGMENTS], { minLength: 1 }) }),
    growth: fc.record({ spend, tenure, credit }),
    star: star(stars),
    corrections: fc.constant({ mayLower: false }),
  })

const document = (effectiveFrom: number) =>
  fc
    .record({
      stars: fc.constantFrom(7, 7, 3, 1),
      transition: fc.constantFrom('keep' as const, 'reassess' as const),
    })
    .chain(({ stars, transition }) =>
      values(stars).map(
        (values): PolicyDocument => ({
          file: `${effectiveFrom}.yaml`,
          policy: 'generated',
          effectiveFrom,
          effectiveThrough: null,
          title,
          transition,
          values,
          sources,
        }),
      ),
    )

/** Overlays replace whole branches: what a region may change, without the number of stars. */
const overlay = (region: string, effectiveFrom: number): fc.Arbitrary<PolicyOverlay> =>
  fc
    .record(
      {
        growth: fc.record({ spend, tenure, credit }, { requiredKeys: [] }),
        eligible: fc.record({ segments: fc.subarray([...SEGMENTS], { minLength: 1 }) }),
      },
      { requiredKeys: ['growth'] },
    )
    .map((values) => ({
      file: `overlays/${region}/${effectiveFrom}.yaml`,
      policy: 'generated',
      region,
      effectiveFrom,
      values,
      sources,
    }))

/** A programme of one to three documents and up to two overlays over the months assessed. */
export const programme: fc.Arbitrary<Programme> = fc
  .tuple(
    document(SPAN.from - 24),
    fc.option(fc.integer({ min: 1, max: 11 }).chain((n) => document(SPAN.from + n))),
    fc.option(fc.integer({ min: 12, max: 22 }).chain((n) => document(SPAN.from + n))),
    fc.option(fc.integer({ min: -5, max: 15 }).chain((n) => overlay('north', SPAN.from + n))),
    fc.option(fc.integer({ min: -5, max: 15 }).chain((n) => overlay('南方', SPAN.from + n))),
  )
  .map(([first, second, third, ...overlays]) => ({
    policy: 'generated',
    documents: [first, second, third].filter((d) => d !== null),
    overlays: overlays.filter((o) => o !== null),
  }))
