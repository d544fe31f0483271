import {
  assess,
  type Charge,
  type CompiledPolicy,
  type Customer,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { CATEGORIES, formatMonth, LANGUAGES, month, SERVICE_KINDS } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AssessedExplanation,
  type Preview,
  type PreviewInput,
  previewHeadline,
  previewNotes,
  previewTariff,
  type Row,
  type Tariff,
  type TariffPreview,
  toJson,
} from '../src/index.ts'
import { charges, customer, explained, held, MOBILE, stop } from './customers.ts'
import { programme, successor } from './programme.ts'

const seed = Number(process.env['SEED'] ?? 59)

const ASKED = '2021-06'
const M = month(ASKED)
const NATIONAL = programme(ASKED)
const POLICIES = [
  NATIONAL,
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
/** In force three months on: other rates, and everybody is judged anew. */
const AHEAD = programme('2021-09', [], {
  '2021-09.yaml': successor('2021-09', 'reassess')
    .replace('perYuan: 1', 'perYuan: {mobile: 0.9, broadband: 1, fixed: 1, iptv: 1}')
    .replace('exclude: [gift,', 'exclude: [usage,'),
}).policy

const charge: fc.Arbitrary<Charge> = fc.record({
  period: fc.integer({ min: M - 14, max: M + 3 }),
  kind: fc.constantFrom(...SERVICE_KINDS),
  category: fc.constantFrom(...CATEGORIES.slice(0, 6)),
  fen: fc.bigInt({ min: -10_000n, max: 60_000n }),
})
const stopped = fc
  .constantFrom('2020-07-09', '2021-02-11', '2021-05-31', '2021-06-01', '2021-08-02')
  .map((day) => stop(day))
const someone: fc.Arbitrary<Customer> = fc
  .record({
    charges: fc.array(charge, { maxLength: 50 }),
    stops: fc.uniqueArray(stopped, { maxLength: 4, selector: ({ stoppedOn }) => stoppedOn }),
    star: fc.integer({ min: 0, max: 7 }),
    through: fc.constantFrom('2021-05', '2021-06', '2021-10', '2022-04'),
    joinedOn: fc.constantFrom('2020-03-05', '2021-03-31', '2021-05-31'),
    holdings: fc.constantFrom([], [MOBILE], [{ ...MOBILE, heldTo: '2021-07-01' }]),
  })
  .map(({ star, through, joinedOn, ...facts }) =>
    customer({
      ...facts,
      held: held(star, star === 0 ? null : through, { joined: month(joinedOn.slice(0, 7)) }),
      memberships: [{ joinedOn, leftOn: null, segment: 'individual', region: null }],
    }),
  )
const tariff: fc.Arbitrary<Tariff> = fc.record({
  kind: fc.constantFrom(...SERVICE_KINDS),
  fen: fc.bigInt({ min: 0n, max: 60_000n }),
  from: fc.integer({ min: M, max: M + 11 }),
})
const policies = fc.constantFrom(...POLICIES)

describe(`a preview (SEED=${seed})`, () => {
  it('without the change is what the outlook says', () => {
    property(fc.tuple(policies, someone, tariff), ([answered, who, asked]) => {
      const { outlook, row } = explained(answered, who, ASKED) as AssessedExplanation
      const after = { ...who, held: toHeld(assessed(answered.policy, who, M)) }
      const { months } = previewed(after, { policyOf: () => answered.policy, tariff: asked })
      const rows = months.map(({ unchanged }) => unchanged)
      const rises = rows.find((each) => each !== null && each.assessedStar > row.star)
      if (outlook.holds === 'nothing') {
        expect(rises ?? null).toEqual(outlook.firstStar)
        return
      }
      const { atExpiry, risesBefore } = outlook
      expect(rows.find((each) => each?.month === atExpiry.month)).toEqual(atExpiry)
      if (risesBefore !== null) expect(rises).toEqual(risesBefore)
    })
  })

  it('is what `assess` gives once those charges are in the facts, whatever rules come', () => {
    property(fc.tuple(policies, someone, tariff), ([answered, drawn, asked]) => {
      const who = divisible(drawn)
      const policyOf = (each: number) => (each < month('2021-09') ? answered.policy : AHEAD)
      const { months } = previewed(who, { policyOf, tariff: asked })
      const after = (billedFrom: number) => rowsWith(who, policyOf, { ...asked, from: billedFrom })
      expect(months.map(({ changed }) => changed)).toEqual(after(asked.from))
      expect(months.map(({ unchanged }) => unchanged)).toEqual(after(M + 99))
    })
  })

  it('takes a mean whose counted charges add up to whole fen, rounded down', () => {
    property(fc.tuple(policies, someone), ([answered, who]) => {
      const { basis } = previewed(who, { policyOf: () => answered.policy })
      const { spend } = assessed(answered.policy, who, M)
      const counted = spend.charges
        .filter((each) => each.notCounted === null && each.charge.period >= M - basis.periods)
        .reduce((sum, each) => sum + each.charge.fen, 0n)
      const periods = BigInt(basis.periods)
      expect(basis.fen * periods).toBeLessThanOrEqual(counted)
      expect((basis.fen + 1n) * periods).toBeGreaterThan(counted)
    })
  })

  it('changes nothing with a tariff of what it takes the place of', () => {
    property(fc.tuple(someone, tariff), ([who, asked]) => {
      const { basis } = previewed(who, { tariff: asked })
      fc.pre(basis.replacedFen >= 0n)
      const same = previewed(who, { tariff: { ...asked, fen: basis.replacedFen } })
      expect(same.months.map(({ changed }) => changed)).toEqual(
        same.months.map(({ unchanged }) => unchanged),
      )
      expect(same.summary.differing).toEqual([])
    })
  })

  it('never assesses less on a dearer tariff', () => {
    property(fc.tuple(someone, tariff, fc.bigInt(0n, 50_000n)), ([who, asked, more]) => {
      const cheap = previewed(who, { tariff: asked }).months
      const dear = previewed(who, { tariff: { ...asked, fen: asked.fen + more } }).months
      for (const [index, { changed }] of dear.entries()) {
        expect(changed?.assessedStar).toBeGreaterThanOrEqual(
          cheap[index]?.changed?.assessedStar as number,
        )
      }
    })
  })

  it('sums up its months, and speaks without a gap', () => {
    property(fc.tuple(someone, tariff), ([who, asked]) => {
      const preview = previewed(who, { tariff: asked, months: 20 })
      const { runs, differing, firstFall } = preview.summary
      for (const course of ['changed', 'unchanged'] as const) {
        const stars = preview.months.map((each) => each[course]?.star)
        const told = runs[course].flatMap(({ star, from, through }) =>
          Array.from({ length: month(through) - month(from) + 1 }, () => star),
        )
        expect(told).toEqual([who.held?.star, ...stars])
        const fell = preview.months.find((each) => each[course]?.outcome === 'fell')
        expect(firstFall[course]).toBe(fell?.month ?? null)
      }
      expect(differing).toEqual(
        preview.months
          .filter(({ changed, unchanged }) => changed?.star !== unchanged?.star)
          .map((each) => each.month),
      )
      saysAll(preview)
    })
  })
})

const PAYING = customer({
  charges: [
    ...charges('2020-06', '2021-05', { fen: 12_900n }),
    ...charges('2020-06', '2021-05', { fen: 1_000n, category: 'usage' }),
    ...charges('2020-06', '2021-05', { fen: 500n, category: 'gift' }),
  ],
  holdings: [{ ...MOBILE, openedOn: '2014-03-05' }],
  held: held(4, '2022-01'),
})
const CHEAPER = { kind: 'mobile', fen: 5_900n, from: month('2021-09') } as const

describe('what is said', () => {
  it.each([
    [
      'en',
      'On the CNY 59 mobile tariff from September 2021 the star stays 4 stars through January 2022, then 3 stars; without the change it would stay 4 stars (looked ahead to June 2022).',
    ],
    [
      'zh-CN',
      '自2021年9月账期起改用 ¥59 的移动电话套餐，保持四星到 2022年1月，之后为三星；不改套餐则保持四星（推算到 2022年6月）。',
    ],
    [
      'zh-TW',
      '自2021年9月帳期起改用 59 元的行動電話套餐，保持四星到 2022年1月，之後為三星；不改套餐則保持四星（推算到 2022年6月）。',
    ],
  ] as const)('is one sentence to be spoken (%s)', (language, said) => {
    expect(previewHeadline(previewed(PAYING), language)).toBe(said)
  })

  it('is data', () => {
    const { basis, months, summary } = previewed(PAYING)
    expect(basis).toEqual({
      periods: 3,
      fen: 13_900n,
      replacedFen: 12_900n,
      charges: {
        unchanged: [
          { kind: 'mobile', category: 'recurring', fen: 12_900n },
          { kind: 'mobile', category: 'usage', fen: 1_000n },
          { kind: 'mobile', category: 'gift', fen: 500n },
        ],
        changed: [
          { kind: 'mobile', category: 'recurring', fen: 5_900n },
          { kind: 'mobile', category: 'usage', fen: 1_000n },
          { kind: 'mobile', category: 'gift', fen: 500n },
        ],
      },
    })
    expect(months[7]).toEqual({
      month: '2022-02',
      changed: {
        month: '2022-02',
        spendGrowth: 1318n,
        tenureGrowth: 950n,
        creditGrowth: 0n,
        growthValue: 2268n,
        assessedStar: 3,
        star: 3,
        validFrom: '2022-02',
        validThrough: '2023-01',
        outcome: 'fell',
      },
      unchanged: expect.objectContaining({ growthValue: 2618n, star: 4, outcome: 'renewed' }),
      differs: true,
    })
    expect(summary).toMatchObject({
      differing: ['2022-02', '2022-03', '2022-04', '2022-05', '2022-06'],
      firstFall: { changed: '2022-02', unchanged: null },
      firstRise: { changed: null, unchanged: null },
      rulesChange: [],
    })
    expect(toJson(previewed(PAYING))).toMatchObject({ tariff: { fen: 5900, from: '2021-09' } })
  })

  it('names the end of a star that validity alone keeps beyond the preview', () => {
    const preview = previewed({ ...PAYING, held: held(4, '2022-06') })
    expect(preview.summary.differing).toEqual([])
    expect(previewHeadline(preview, 'en')).toMatch(
      /as without the change .*; on the tariff its validity alone then keeps it, through June 2022: the growth value would give 3 stars\.$/,
    )
  })

  it('notes lines that a charge cannot tell apart, and a tariff that replaces nothing', () => {
    const lines = [...PAYING.holdings, { ...MOBILE, serviceId: 'M2' }]
    expect(codesOf(previewed({ ...PAYING, holdings: lines }))).toContain('several-lines')
    const added = previewed(PAYING, { tariff: { ...CHEAPER, kind: 'broadband' } })
    expect(codesOf(added)).toContain('adds')
    expect(codesOf(previewed(PAYING))).toEqual([
      'held',
      'basis',
      'replaces',
      'differing',
      'first-fall',
    ])
  })

  it('tells of rules that are dated ahead, and follows them', () => {
    const stricter = programme('2021-10', [], {
      '2021-10.yaml': successor('2021-10', 'reassess').replace('2300', '2700'),
    }).policy
    const policyOf = (each: number) => (each < month('2021-10') ? NATIONAL.policy : stricter)
    const { summary, months } = previewed(PAYING, { policyOf })
    expect(summary.rulesChange).toEqual(['2021-10'])
    expect(months[3]?.unchanged).toMatchObject({ star: 3, outcome: 'fell' })
  })
})

describe('a customer who', () => {
  const joined = { joinedOn: '2020-03-05', leftOn: null, segment: 'individual', region: null }
  const staying = (changes: object): Customer => ({
    ...PAYING,
    memberships: [{ ...joined, ...changes } as Customer['memberships'][number]],
  })

  it.each([
    ['left long ago', staying({ leftOn: '2021-02-28' }), 'ended'],
    ['left in the last month assessed', staying({ leftOn: '2021-06-30' }), 'ended'],
    ['is not eligible', staying({ segment: 'enterprise' }), 'ineligible'],
    ['joined in the last month assessed', staying({ joinedOn: '2021-06-02' }), 'just-joined'],
    ['is not in the facts', { ...PAYING, memberships: [] }, 'no-membership'],
  ])('%s has nothing to preview', (_, who, code) => {
    const preview = previewTariff(inputOf(who))
    expect([preview.status, preview.headline.code]).toEqual(['none', code])
    saysAll(preview)
  })

  it('is going to leave is assessed until then', () => {
    const preview = previewed(staying({ leftOn: '2021-08-15' }))
    expect(preview.months.map(({ changed }) => changed?.outcome ?? null).slice(0, 4)).toEqual([
      'kept',
      'kept',
      'left',
      null,
    ])
    expect(codesOf(preview)).toContain('assessed-no-more')
    saysAll(preview)
  })

  it('has no star is told when the first one comes', () => {
    const preview = previewed({ ...PAYING, charges: [], held: held(0, null), holdings: [] })
    expect(preview.summary.firstRise).toEqual({ changed: null, unchanged: null })
    const dear = { ...CHEAPER, fen: 30_000n }
    const rising = previewed({ ...PAYING, charges: [], held: null, holdings: [] }, { tariff: dear })
    expect(rising.summary.firstRise).toEqual({ changed: '2021-11', unchanged: null })
    expect(previewHeadline(rising, 'en')).toBe(
      'On the CNY 300 mobile tariff from September 2021 there is no star through October 2021, then 1 star through December 2021, then 2 stars through January 2022, then 3 stars through April 2022, then 4 stars; without the change there would be no star (looked ahead to June 2022).',
    )
  })
})

function inputOf(who: Customer, changes: Partial<PreviewInput> = {}): PreviewInput {
  const { names } = NATIONAL.answer.document.values.star
  const policyOf = () => NATIONAL.policy
  return { customer: who, month: M, months: 12, policyOf, names, tariff: CHEAPER, ...changes }
}

function previewed(who: Customer, changes: Partial<PreviewInput> = {}): TariffPreview {
  const preview = previewTariff(inputOf(who, changes))
  if (preview.status !== 'previewed') throw new Error(preview.headline.code)
  return preview
}

/** Every charge a multiple of what a mean divides by. */
function divisible(who: Customer): Customer {
  return { ...who, charges: who.charges.map((each) => ({ ...each, fen: each.fen * 6n })) }
}

/** The months after M, if each period brings the mean of the last ones and a tariff's is billed. */
function rowsWith(who: Customer, policyOf: (month: number) => CompiledPolicy, billed: Tariff) {
  const joined = month(who.memberships[0]?.joinedOn.slice(0, 7) as string)
  const periods = Math.min(3, M - joined)
  const closed = who.charges.filter(({ period }) => period < M && period >= joined)
  const recent = closed.filter(({ period }) => period >= M - periods)
  const mean = (fen: bigint) => fen / BigInt(periods)
  const come = Array.from({ length: 12 }, (_, n) => M + n).flatMap((period) => [
    ...recent
      .filter((each) => period < billed.from || !replaced(each, billed))
      .map((each) => ({ ...each, period, fen: mean(each.fen) })),
    ...(period < billed.from
      ? []
      : [{ period, kind: billed.kind, category: 'recurring' as const, fen: billed.fen }]),
  ])
  const facts = {
    ...who,
    charges: [...closed, ...come],
    stops: who.stops.filter(({ stoppedOn }) => stoppedOn < `${ASKED}-01`),
    holdings: who.holdings.map((each) => ({ ...each, heldTo: null })),
  }
  let state = who.held
  return Array.from({ length: 12 }, (_, n) => M + 1 + n).map((each) => {
    const assessment = assessed(policyOf(each), { ...facts, held: state }, each)
    state = toHeld(assessment)
    return written(toRegisterRow(who.id, assessment))
  })
}

function replaced({ kind, category }: Charge, billed: Tariff): boolean {
  return kind === billed.kind && ['recurring', 'package'].includes(category)
}

function written(row: ReturnType<typeof toRegisterRow>): Omit<Row, 'customerId'> {
  const { customerId: _, validFrom, validThrough, ...values } = row
  const text = (each: number | null) => (each === null ? null : formatMonth(each))
  return {
    ...values,
    month: formatMonth(row.month),
    validFrom: text(validFrom),
    validThrough: text(validThrough),
  }
}

function assessed(policy: CompiledPolicy, who: Customer, at: number) {
  const assessment = assess(policy, who, at)
  if (assessment?.status !== 'assessed') throw new Error(`not assessed in ${formatMonth(at)}`)
  return assessment
}

function codesOf({ notes }: Preview): string[] {
  return notes.map(({ code }) => code)
}

function saysAll(preview: Preview): void {
  for (const language of LANGUAGES) {
    for (const said of [previewHeadline(preview, language), ...previewNotes(preview, language)]) {
      expect(said).toMatch(language === 'en' ? /\.$/ : /。$/)
      expect(said).not.toMatch(/undefined|null|NaN|\[object/)
    }
  }
}

function property<T>(drawn: fc.Arbitrary<T>, holds: (value: T) => void): void {
  fc.assert(fc.property(drawn, holds), { seed, numRuns: 200 })
}
