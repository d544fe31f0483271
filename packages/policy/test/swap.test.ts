import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedSettings, type PolicyValues, withSettings } from '../src/index.ts'
import { judge } from '../src/rules/rules.ts'
import { policyValues } from './arbitraries.ts'

/** Two trees that differ in some of their groups, with the same number of stars or another. */
const pairs = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }), fc.boolean())
  .chain(([stars, others, same]) =>
    fc.tuple(
      policyValues(stars),
      policyValues(same ? stars : others),
      fc.infiniteStream(fc.boolean()),
    ),
  )
  .map(([before, other, coin]) => {
    const taken = changedSettings(before, other).filter(() => coin.next().value === true)
    const after = withSettings(
      before,
      other,
      taken.flatMap(({ paths }) => paths),
    )
    return { before, after, coin: () => coin.next().value === true }
  })

/** What an assessment looks at: all but the names of stars. */
function decisive(values: PolicyValues): object {
  const { thresholds, caps, validity } = values.star
  return { ...values, star: { thresholds, caps, validity } }
}

const pathsOf = (before: PolicyValues, after: PolicyValues) =>
  changedSettings(before, after).map(({ path }) => path)

describe('swapping settings', () => {
  it('all that changed makes one of the other', () => {
    fc.assert(
      fc.property(pairs, ({ before, after }) => {
        const paths = changedSettings(before, after).flatMap((each) => each.paths)
        const swapped = withSettings(before, after, paths)
        expect(decisive(swapped)).toEqual(decisive(after))
        expect(JSON.stringify(decisive(swapped))).toBe(JSON.stringify(decisive(after)))
        expect(judge(swapped)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('any of it leaves values that the language accepts', () => {
    fc.assert(
      fc.property(pairs, ({ before, after, coin }) => {
        const some = changedSettings(before, after).filter(coin)
        const paths = some.flatMap((each) => each.paths)
        const mixed = withSettings(before, after, paths)
        expect(judge(mixed)).toEqual([])
        expect(pathsOf(mixed, before).length).toBe(some.length)
        const rest = changedSettings(mixed, after).flatMap((each) => each.paths)
        expect(decisive(withSettings(mixed, after, rest))).toEqual(decisive(after))
      }),
      { numRuns: 300 },
    )
  })

  it('nothing leaves everything', () => {
    fc.assert(
      fc.property(pairs, ({ before, after }) => {
        expect(withSettings(before, after, [])).toBe(before)
        expect(changedSettings(after, after)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

const [before] = fc.sample(policyValues(4), { numRuns: 1, seed: 1 }) as [PolicyValues]
const base: PolicyValues = {
  ...before,
  growth: {
    ...before.growth,
    spend: { ...before.growth.spend, perYuan: '1', kinds: ['mobile', 'broadband'] },
    tenure: { ...before.growth.tenure, perMonth: 10, brackets: null },
  },
  star: { ...before.star, thresholds: [600, 1000, 1500, 2300], caps: [] },
}

function changed(part: {
  readonly spend?: Partial<PolicyValues['growth']['spend']>
  readonly tenure?: Partial<PolicyValues['growth']['tenure']>
  readonly star?: Partial<PolicyValues['star']>
}): PolicyValues {
  const { growth, star } = base
  const spend = { ...growth.spend, ...part.spend }
  const tenure = { ...growth.tenure, ...part.tenure }
  return { ...base, growth: { ...growth, spend, tenure }, star: { ...star, ...part.star } }
}

describe('which settings are one', () => {
  it('a threshold is one of its own', () => {
    const after = changed({ star: { thresholds: [600, 1100, 1500, 2400] } })
    expect(changedSettings(base, after)).toEqual([
      { path: 'star.thresholds[1]', before: 1000, after: 1100, paths: ['star.thresholds[1]'] },
      { path: 'star.thresholds[3]', before: 2300, after: 2400, paths: ['star.thresholds[3]'] },
    ])
  })

  it('thresholds that would pass each other are one', () => {
    const after = changed({ star: { thresholds: [500, 1500, 2300, 3000] } })
    expect(changedSettings(base, after)).toEqual([
      { path: 'star.thresholds[0]', before: 600, after: 500, paths: ['star.thresholds[0]'] },
      {
        path: 'star.thresholds[1..3]',
        before: [1000, 1500, 2300],
        after: [1500, 2300, 3000],
        paths: ['star.thresholds[1]', 'star.thresholds[2]', 'star.thresholds[3]'],
      },
    ])
  })

  it('thresholds are one with names and caps where there are more or fewer stars', () => {
    const names = { 'zh-CN': ['一'], 'zh-TW': ['一'], en: ['one'] }
    const caps = [{ when: { stops: 1 }, atMost: 0 }]
    const after = changed({ star: { thresholds: [600], names, caps } })
    expect(changedSettings(base, after)).toEqual([
      {
        path: 'star',
        before: { thresholds: [600, 1000, 1500, 2300], names: base.star.names, caps: [] },
        after: { thresholds: [600], names, caps },
        paths: ['star.thresholds', 'star.names', 'star.caps'],
      },
    ])
  })

  it('growth per month and brackets are one where one takes over from the other', () => {
    const brackets = [{ from: 0, value: 5 }]
    const after = changed({ tenure: { perMonth: null, brackets, capMonths: 99 } })
    expect(pathsOf(base, after)).toEqual(['growth.tenure', 'growth.tenure.capMonths'])
    expect(changedSettings(base, after)[0]?.after).toEqual({ perMonth: null, brackets })
    const more = changed({ tenure: { perMonth: null, brackets: [{ from: 0, value: 6 }] } })
    expect(pathsOf(after, more)).toContain('growth.tenure.brackets')
  })

  it('growth per yuan and kinds are one where one has to fit the other', () => {
    const each = changed({ spend: { perYuan: { mobile: '1', broadband: '0.5' } } })
    const mobile = changed({ spend: { perYuan: { mobile: '1' }, kinds: ['mobile'] } })
    const other = changed({ spend: { perYuan: { mobile: '1', broadband: '0.4' } } })
    const fewer = changed({ spend: { perYuan: '2', kinds: ['mobile'] } })
    expect(pathsOf(base, each)).toEqual(['growth.spend.perYuan'])
    expect(pathsOf(each, mobile)).toEqual(['growth.spend'])
    expect(pathsOf(each, other)).toEqual(['growth.spend.perYuan.broadband'])
    expect(pathsOf(base, fewer)).toEqual(['growth.spend.perYuan', 'growth.spend.kinds'])
  })
})
