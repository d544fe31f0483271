import fc from 'fast-check'
import { stringify } from 'yaml'
import {
  type Bracket,
  CATEGORIES,
  CERTAINTIES,
  formatMonth,
  type Localized,
  type Month,
  month,
  type PolicyValues,
  SEGMENTS,
  SERVICE_KINDS,
  type Source,
  STOP_CAUSES,
  STOP_KINDS,
} from '../src/index.ts'

/** Decimals as `readProgramme` gives them: no zeros at the end of a fraction. */
const decimal = fc
  .tuple(fc.nat(99), fc.nat(999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`.replace(/\.?0+$/, ''))

const months = fc.integer({ min: 1, max: 36 })

function rising(min: number, length: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.integer({ min: 1, max: 300 }), { minLength: length, maxLength: length })
    .map((steps) => steps.map((_, at) => min + steps.slice(0, at).reduce((a, b) => a + b, 0)))
}

const brackets: fc.Arbitrary<readonly Bracket[]> = fc
  .integer({ min: 1, max: 4 })
  .chain((length) => fc.tuple(rising(0, length), rising(0, length)))
  .map(([froms, values]) => froms.map((from, at) => ({ from, value: values[at] ?? 0 })))

type KindsAndGrowth = Pick<PolicyValues['growth']['spend'], 'kinds' | 'perYuan'>

const kindsAndGrowth: fc.Arbitrary<KindsAndGrowth> = fc
  .tuple(
    fc.subarray([...SERVICE_KINDS], { minLength: 1 }),
    fc.option(decimal),
    fc.array(decimal, { minLength: 4, maxLength: 4 }),
  )
  .map(([kinds, one, each]) => ({
    kinds,
    perYuan: one ?? Object.fromEntries(kinds.map((kind, at) => [kind, each[at] ?? '0'])),
  }))

const growth: fc.Arbitrary<PolicyValues['growth']> = fc.record({
  spend: fc
    .tuple(kindsAndGrowth, fc.subarray([...CATEGORIES]), months)
    .map(([{ perYuan, kinds }, exclude, length]) => ({ perYuan, kinds, exclude, months: length })),
  tenure: fc.record({
    perMonth: fc.nat(50),
    of: fc.constantFrom(...SERVICE_KINDS),
    from: fc.constantFrom('opened' as const, 'held' as const),
    capMonths: fc.option(fc.nat(240)),
    brackets: fc.constant(null),
  }),
  credit: fc.record({
    perStop: fc.nat(50).map((value) => 0 - value),
    count: fc.record({
      kind: fc.constantFrom(...STOP_KINDS),
      cause: fc.subarray([...STOP_CAUSES], { minLength: 1 }),
      of: fc.constantFrom(...SERVICE_KINDS),
    }),
    months,
  }),
})

function names(stars: number): fc.Arbitrary<Localized<readonly string[]>> {
  const each = fc.array(fc.constantFrom('一星', 'gold', 'a: b', '1 star', '#'), {
    minLength: stars,
    maxLength: stars,
  })
  return fc.record({ 'zh-CN': each, 'zh-TW': each, en: each })
}

function star(stars: number): fc.Arbitrary<PolicyValues['star']> {
  return fc.record({
    thresholds: rising(1, stars),
    names: names(stars),
    caps: fc.constantFrom([], [{ when: { stops: 3 }, atMost: stars - 1 }]),
    validity: fc.record({
      months,
      inside: fc.constant('only-rise' as const),
      atExpiry: fc.constantFrom('reassess' as const, 'one-step' as const),
    }),
  })
}

/** Values of a document without mistakes, with as many stars. */
export function policyValues(stars: number): fc.Arbitrary<PolicyValues> {
  return fc
    .tuple(growth, fc.option(brackets), fc.subarray([...SEGMENTS], { minLength: 1 }), star(stars))
    .chain(([national, steps, segments, starValues]) =>
      fc.boolean().map((mayLower) => ({
        eligible: { segments },
        growth: steps === null ? national : withBrackets(national, steps),
        star: starValues,
        corrections: { mayLower },
      })),
    )
}

function withBrackets(
  national: PolicyValues['growth'],
  steps: readonly Bracket[],
): PolicyValues['growth'] {
  return { ...national, tenure: { ...national.tenure, perMonth: null, brackets: steps } }
}

const source: fc.Arbitrary<Source> = fc.record({
  source: fc.constantFrom('a page', 'ours: assumed', '运营商'),
  certainty: fc.constantFrom(...CERTAINTIES),
})

/** One source for each of the four groups. */
export const sources = fc.record({
  eligible: source,
  growth: source,
  star: source,
  corrections: source,
})

export const someMonth: fc.Arbitrary<Month> = fc.integer({
  min: month('2010-01'),
  max: month('2030-12'),
})

/** A document as YAML; decimals are written as plain scalars. */
export function documentText(parts: {
  readonly effectiveFrom: Month
  readonly effectiveThrough?: Month | null
  readonly values: object
  readonly sources: object
}): string {
  const { effectiveFrom, effectiveThrough = null, values } = parts
  return plainDecimals(
    stringify({
      policy: 'sample/star',
      effectiveFrom: formatMonth(effectiveFrom),
      effectiveThrough: effectiveThrough === null ? null : formatMonth(effectiveThrough),
      title: { 'zh-CN': '样例', 'zh-TW': '樣例', en: 'Sample' },
      transition: 'keep',
      ...values,
      sources: parts.sources,
    }),
  )
}

export function overlayText(parts: {
  readonly region: string
  readonly effectiveFrom: Month
  readonly values: object
  readonly sources: object
}): string {
  const { region, effectiveFrom, values } = parts
  const head = { policy: 'sample/star', region, effectiveFrom: formatMonth(effectiveFrom) }
  return plainDecimals(stringify({ ...head, ...values, sources: parts.sources }))
}

/** A decimal is text in the values and a number in YAML. */
function plainDecimals(yaml: string): string {
  return yaml.replaceAll(/"(\d+(?:\.\d+)?)"/g, '$1')
}
