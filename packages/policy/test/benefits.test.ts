import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answeringBenefits,
  type BenefitsAnswer,
  benefitsInForce,
  benefitsProvenance,
  benefitRulesFor,
  compileBenefits,
  diffBenefits,
  month,
  type PolicyFile,
  readBenefits,
} from '../src/index.ts'
import { benefitsOf, sampleBenefits, shippedBenefits } from './benefits-folder.ts'
import { filesOf } from './broken-cases.ts'

function answerOf(files: readonly PolicyFile[], at: string): BenefitsAnswer {
  const answer = answeringBenefits(benefitsOf(files), month(at))
  if (!answer) throw new Error(`nothing answers in ${at}`)
  return answer
}

const swapped = (swap: Record<string, Record<string, string>>) => filesOf({ swap }, sampleBenefits)

describe('china-telecom/benefits', () => {
  const answer = answerOf(shippedBenefits, '2026-03')
  const { rules } = benefitsInForce(answer, null)
  const certainty = (region: string | null, path: string) =>
    benefitsProvenance(answer, region).find((each) => each.path === path)?.certainty

  it('gives each star what the national table says', () => {
    const stars = Object.entries(rules.benefits).map(([code, rule]) => [code, rule.stars.join('')])
    expect(Object.fromEntries(stars)).toEqual({
      'points-multiplier': '1234567',
      'hotline-priority': '1234567',
      'sim-replacement': '234567',
      'broadband-restore': '34567',
      'service-manager': '4567',
      'mobile-restore': '567',
      'door-networking': '567',
      'door-move': '567',
      'door-install': '567',
      'roaming-no-deposit': '34567',
      'shop-priority': '67',
    })
    expect(rules.offers).toEqual({ offers: [] })
    expect(rules.points).toEqual({
      multiplier: ['1', '1', '1.5', '2', '2.5', '3', '4', '5'],
      years: 3,
    })
  })

  it('orders from the network what the network does', () => {
    const ordered = Object.entries(rules.benefits).filter(([, { order }]) => order)
    expect(ordered.map(([code]) => code)).toEqual([
      'broadband-restore',
      'door-install',
      'door-move',
      'door-networking',
      'mobile-restore',
      'roaming-no-deposit',
      'sim-replacement',
    ])
    const anhui = benefitRulesFor(compileBenefits(answer), 'anhui')
    expect(anhui.benefits['door-move']?.order).toBe(true)
  })

  it('gives Anhui its own door service, and everything else as nationally', () => {
    const own = benefitRulesFor(compileBenefits(answer), 'anhui')
    const different = Object.entries(own.benefits).filter(
      ([code, rule]) => JSON.stringify(rule) !== JSON.stringify(rules.benefits[code]),
    )
    expect(different.map(([code, { stars, limit }]) => [code, stars, limit?.uses])).toEqual([
      ['door-install', [6, 7], undefined],
      ['door-move', [7], { 7: 1 }],
      ['door-networking', [6, 7], undefined],
    ])
    expect(own.document).toBe('overlays/anhui/2016-01.yaml')
  })

  it.each([
    ['points.multiplier', 'assumed'],
    ['points.years', 'several'],
    ['benefits.points-multiplier.stars', 'official'],
    ['benefits.sim-replacement.stars', 'official'],
    ['benefits.sim-replacement.limit.beyond.priceFen', 'one'],
    ['benefits.broadband-restore.line.stopped.withinDays', 'official'],
    ['benefits.mobile-restore.stars', 'official'],
    ['benefits.mobile-restore.credit.ceilingFen', 'one'],
    ['benefits.roaming-no-deposit.otherwise.balanceFen', 'one'],
  ])('says how sure %s is: %s', (path, expected) => {
    expect(certainty(null, path)).toBe(expected)
  })

  it('answers from 2016 on, in every month', () => {
    const programme = benefitsOf(shippedBenefits)
    expect(answeringBenefits(programme, month('2015-12'))).toBeUndefined()
    expect(answeringBenefits(programme, month('2016-01'))?.document.file).toBe('2016-01.yaml')
    expect(answeringBenefits(programme, month('2099-12'))?.document.file).toBe('2016-01.yaml')
  })
})

describe('what answers', () => {
  it('is one document and the last overlay of each region', () => {
    const files = (at: string) => {
      const { document, regions } = answerOf(sampleBenefits, at)
      return [document.file, ...Object.values(regions).map(({ overlay }) => overlay.file)]
    }
    expect(files('2017-12')).toEqual(['2016-01.yaml'])
    expect(files('2018-01')).toEqual(['2016-01.yaml', 'overlays/anhui/2018-01.yaml'])
    expect(files('2020-01')).toEqual(['2020-01.yaml', 'overlays/anhui/2018-01.yaml'])
  })

  it('is laid together value by value, a null taking away, what is new filled in', () => {
    const { rules, overlay, titles } = benefitsInForce(answerOf(sampleBenefits, '2018-01'), 'anhui')
    expect(overlay).toBe('overlays/anhui/2018-01.yaml')
    expect(rules.benefits['hotline-priority']?.stars).toEqual([3])
    expect(rules.benefits['sim-replacement']).toMatchObject({ stars: [2, 3], limit: null })
    expect(rules.benefits['phone-protection']?.limit).toEqual({
      uses: { 3: 1 },
      per: 'validity',
      of: 'customer',
      beyond: null,
    })
    expect(titles['phone-protection']?.en).toBe('Phone protection')
    expect(titles['offers/spring-data']?.en).toBe('Spring data')
  })

  it('has a value for each star, given one by one or for all', () => {
    const { benefits } = benefitsInForce(answerOf(sampleBenefits, '2016-01'), null).rules
    expect(benefits['sim-replacement']?.limit?.uses).toEqual({ 2: 2, 3: null })
    expect(benefits['line-restore']?.limit?.uses).toEqual({ 2: 1, 3: 1 })
    expect(benefits['line-restore']?.ceilingFen).toEqual({ 2: 10000, 3: 20000 })
    expect(benefits['offers/spring-data']).toMatchObject({
      stars: [1, 2, 3],
      offer: { gives: 'data', from: '2016-02-08', through: '2016-02-29', stock: 5000 },
    })
  })

  it('can say that nobody has a benefit', () => {
    const files = swapped({ 'overlays/anhui/2018-01.yaml': { 'stars: [3]': 'stars: []' } })
    const { rules } = benefitsInForce(answerOf(files, '2018-01'), 'anhui')
    expect(rules.benefits['hotline-priority']?.stars).toEqual([])
  })

  it('says where each value comes from', () => {
    const proven = benefitsProvenance(answerOf(sampleBenefits, '2018-01'), 'anhui')
    const of = (path: string) => {
      const { certainty, file } = proven.find((each) => each.path === path) ?? {}
      return [certainty, file]
    }
    expect(of('points.years')).toEqual(['assumed', '2016-01.yaml'])
    expect(of('benefits.sim-replacement.stars')).toEqual(['official', '2016-01.yaml'])
    expect(of('benefits.sim-replacement.limit')).toEqual([undefined, undefined])
    expect(of('benefits.hotline-priority.stars')).toEqual(['one', 'overlays/anhui/2018-01.yaml'])
    expect(of('benefits.phone-protection.limit.of')).toEqual(['one', 'overlays/anhui/2018-01.yaml'])
  })
})

describe('the digest of compiled benefits', () => {
  const digest = (files: readonly PolicyFile[]) =>
    compileBenefits(answerOf(files, '2018-01')).digest
  const original = digest(sampleBenefits)

  it('is a SHA-256 of plain data', () => {
    const compiled = compileBenefits(answerOf(sampleBenefits, '2018-01'))
    expect(compiled.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled)
  })

  it.each([
    ['a title', { '2016-01.yaml': { 'Hotline priority': 'Hotline' } }],
    ['a source', { '2016-01.yaml': { 'certainty: assumed': 'certainty: official' } }],
    [
      'how stars are written',
      { '2016-01.yaml': { 'stars: 1..3\n  sim': 'stars: [3, 1, 2]\n  sim' } },
    ],
    [
      'a default that is written',
      { '2016-01.yaml': { 'per: calendar-year': 'per: calendar-year\n      of: customer' } },
    ],
    [
      'an order that is refused where there is none',
      { '2016-01.yaml': { 'stars: 1..3\n  sim': 'stars: 1..3\n    order: false\n  sim' } },
    ],
    ['a later document', { '2020-01.yaml': { 'hours: 24': 'hours: 12' } }],
  ])('does not change with %s', (_what, swap) => {
    expect(digest(swapped(swap))).toBe(original)
  })

  it.each([
    [
      'stars',
      { '2016-01.yaml': { 'stars: [2, 3]': 'stars: 2..3\n    otherwise: {balanceFen: 1}' } },
    ],
    ['a number', { '2016-01.yaml': { 'withinDays: 7': 'withinDays: 8' } }],
    ['an order', { '2016-01.yaml': { 'order: true': 'order: null' } }],
    ['an overlay', { 'overlays/anhui/2018-01.yaml': { 'per: validity': 'per: ever' } }],
    ['a multiplier', { '2016-01.yaml': { '1, 1, 1.5, 2': '1, 1, 1.5, 3' } }],
  ])('changes with %s', (_what, swap) => {
    expect(digest(swapped(swap))).not.toBe(original)
  })
})

describe('the difference of two answers', () => {
  it('is nothing between an answer and itself', () => {
    const answer = answerOf(sampleBenefits, '2018-01')
    expect(diffBenefits(answer, answer)).toEqual({ values: [], sources: [] })
  })

  it('names every value that changes, what a region alone changes apart', () => {
    const before = answerOf(sampleBenefits, '2017-12')
    const after = answerOf(sampleBenefits, '2020-01')
    const { values, sources } = diffBenefits(before, after)
    expect(values.filter(({ path }) => !path.startsWith('benefits.offers'))).toEqual(
      expect.arrayContaining([
        { region: null, path: 'benefits.line-restore.lasts.hours', before: 48, after: 24 },
        { region: 'anhui', path: 'benefits.hotline-priority.stars', before: [1, 2, 3], after: [3] },
        {
          region: 'anhui',
          path: 'benefits.phone-protection.limit.of',
          before: undefined,
          after: 'customer',
        },
      ]),
    )
    const regional = values.filter(({ region }) => region === 'anhui').map(({ path }) => path)
    expect(regional).not.toContain('benefits.line-restore.lasts.hours')
    expect(sources).toEqual([
      {
        region: 'anhui',
        path: 'benefits',
        before: undefined,
        after: { source: 'an account of the region', certainty: 'one' },
      },
    ])
  })
})

describe('reading', () => {
  it('never throws, and places every mistake inside the file', () => {
    const [first, ...others] = sampleBenefits
    const lines = (first?.text ?? '').split('\n')
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.oneof(fc.constantFrom('', '\t', '- ', '{', ': ', '? ', '  5:'), fc.string()),
        (index, written) => {
          const text = lines.with(index, written).join('\n')
          const files = [{ path: '2016-01.yaml', text }, ...others]
          for (const { file, line = 1, column = 1 } of readBenefits(files).diagnostics) {
            if (file !== '2016-01.yaml') continue
            expect(line).toBeLessThanOrEqual(text.split('\n').length)
            expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1]?.length ?? 0) + 1)
          }
        },
      ),
    )
  })

  it('does not look at cases', () => {
    const files = [...sampleBenefits, { path: 'cases/a.yaml', text: 'nothing to read' }]
    expect(readBenefits(files).diagnostics).toEqual([])
  })
})
