import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answering,
  changedSettings,
  month,
  type PolicyFile,
  type PolicyValues,
  type Programme,
  provenance,
  readProgramme,
  readVariation,
  type Setting,
  type Variation,
  type VariedValue,
  valuesFor,
  varied,
  withSettings,
} from '../src/index.ts'
import { judge } from '../src/rules/rules.ts'
import { documentText, policyValues, sources } from './arbitraries.ts'
import { sample } from './folder.ts'

const SPAN = { from: month('2016-01'), through: month('2016-12') }

describe('the text of a variation', () => {
  it.each([
    ['star.thresholds[6]=7000..9000/500', [7000, 7500, 8000, 8500, 9000]],
    ['growth.tenure.capMonths=12,36,60', [12, 36, 60]],
    ['growth.spend.perYuan=0.5..1.5/0.25', ['0.5', '0.75', 1, '1.25', '1.5']],
    ['growth.tenure.capMonths = 12 , none', [12, null]],
    ['growth.credit.perStop=-20..0/10', [-20, -10, 0]],
    ['growth.credit.perStop=0..-1/-0.5', [0, '-0.5', -1]],
    ['star.thresholds[0]=1..10/4', [1, 5, 9]],
    ['star.thresholds[0]=5..5/-1', [5]],
    ['growth.spend.perYuan.mobile=0.10,1.0', ['0.1', 1]],
    ['growth.spend.perYuan=12345678901234567890.5', ['12345678901234567890.5']],
    ['growth.spend.perYuan=9007199254740993', ['9007199254740993']],
    ['growth.tenure.from=opened,held', ['opened', 'held']],
    ['star.validity.atExpiry=one-step', ['one-step']],
    ['corrections.mayLower=true', ['true']],
    ['star.caps[0].when.stops=1..3/1', [1, 2, 3]],
    ['growth.tenure.brackets=null', [null]],
    ['transition=keep,reassess', ['keep', 'reassess']],
  ])('%s', (text, values) => {
    expect(readVariation(text)).toEqual({ path: text.split('=')[0]?.trim(), values })
  })

  it('a range has every number of its step, exactly, and none beyond its end', () => {
    const scaled = (units: bigint, scale: number) => {
      const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
      const text = `${digits.slice(0, digits.length - scale)}.${digits.slice(-scale)}`
      return units < 0n ? `-${text}` : text
    }
    const unitsOf = (value: unknown, scale: number) => {
      const [whole = '', fraction = ''] = String(value).split('.')
      return BigInt(whole + fraction.padEnd(scale, '0'))
    }
    const number = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
    const step = fc.bigInt({ min: 1n, max: 10n ** 22n })
    fc.assert(
      fc.property(
        fc.tuple(number, step, fc.nat(999), fc.bigInt({ min: 0n, max: 99n })),
        fc.tuple(fc.integer({ min: 1, max: 12 }), fc.boolean()),
        ([from, distance, steps, percent], [scale, falls]) => {
          const each = falls ? -distance : distance
          const through = from + each * BigInt(steps) + (each * percent) / 100n
          const range = `${scaled(from, scale)}..${scaled(through, scale)}/${scaled(each, scale)}`
          const { values } = readVariation(`growth.spend.perYuan=${range}`) as Variation
          expect(values.map((value) => unitsOf(value, scale))).toEqual(
            Array.from({ length: steps + 1 }, (_, at) => from + each * BigInt(at)),
          )
        },
      ),
    )
  })

  it('never throws, and never gives a value twice', () => {
    const piece = fc.constantFrom('1', '-', '.', '..', '/', '0', ',', '9', 'none', 'a', '[0]', '=')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readVariation(`growth.tenure.capMonths=${pieces.join('')}`)
        if ('code' in read) return
        expect(read.values.length).toBeGreaterThan(0)
        expect(new Set(read.values).size).toBe(read.values.length)
      }),
      { numRuns: 2000 },
    )
  })
})

function set(files: readonly PolicyFile[], settings: readonly Setting[], span = SPAN): Programme {
  const { reading } = varied(files, settings, span)
  expect(reading.diagnostics).toEqual([])
  return reading.programme as Programme
}

function inForce(programme: Programme, at: string, region: string | null = null): PolicyValues {
  const answer = answering(programme, month(at))
  if (!answer) throw new Error(`nothing answers in ${at}`)
  return valuesFor(answer, region)
}

function at(tree: PolicyValues, path: string): unknown {
  const keys = path.match(/[^.[\]]+/g) ?? []
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], tree)
}

function isOneValue(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

describe('a programme under other settings', () => {
  it('is the one that says so itself, or is refused as that one is', () => {
    const start = month('2016-01')
    fc.assert(
      fc.property(
        policyValues(3),
        policyValues(3),
        sources,
        fc.infiniteStream(fc.boolean()),
        (national, other, from, coin) => {
          const text = documentText({ effectiveFrom: start, values: national, sources: from })
          const paths = changedSettings(national, other)
            .flatMap((each) => each.paths)
            .filter((path) => coin.next().value === true && isOneValue(at(other, path)))
          const settings = paths.map((path) => ({ path, value: at(other, path) as VariedValue }))
          const expected = withSettings(national, other, paths)
          const { reading } = varied([{ path: '2016-01.yaml', text }], settings, SPAN)
          const findings = judge(expected).map(({ code }) => code)
          expect(reading.diagnostics.map(({ code }) => code).sort()).toEqual(findings.sort())
          if (findings.length === 0) {
            expect(reading.programme?.documents[0]?.values).toEqual(expected)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('changes the documents in force in the span, and no other', () => {
    const settings = [{ path: 'growth.spend.months', value: 6 }]
    const both = { from: month('2019-12'), through: month('2020-01') }
    const months = (programme: Programme) =>
      programme.documents.map(({ values }) => values.growth.spend.months)
    expect(months(set(sample, settings))).toEqual([6, 12])
    expect(months(set(sample, settings, both))).toEqual([6, 6])
    expect(months(set(sample, settings, { from: both.through, through: both.through }))).toEqual([
      12, 6,
    ])
    expect(months(set(sample, settings, { from: 0, through: 1 }))).toEqual([12, 12])
  })

  it('sets what the document leaves out', () => {
    const span = { from: month('2020-01'), through: month('2020-01') }
    const settings = [
      { path: 'growth.tenure.capMonths', value: 36 },
      { path: 'growth.tenure.brackets[1].value', value: 150 },
    ]
    const { tenure } = inForce(set(sample, settings, span), '2020-01').growth
    expect([tenure.capMonths, tenure.brackets?.[1]]).toEqual([36, { from: 12, value: 150 }])
  })

  it('takes away what may be left out', () => {
    const lifted = set(sample, [{ path: 'growth.tenure.capMonths', value: null }])
    expect(inForce(lifted, '2016-01').growth.tenure.capMonths).toBeNull()
    const swapped = set(
      sample,
      [
        { path: 'growth.tenure.brackets', value: null },
        { path: 'growth.tenure.perMonth', value: 5 },
        { path: 'star.caps', value: null },
      ],
      { from: month('2020-01'), through: month('2020-01') },
    )
    expect(inForce(swapped, '2020-01').growth.tenure).toMatchObject({ perMonth: 5, brackets: null })
  })

  it('writes one growth per yuan for each kind before one of them is set', () => {
    const span = { from: month('2020-01'), through: month('2020-01') }
    const apart = set(sample, [{ path: 'growth.spend.perYuan.broadband', value: '0.5' }], span)
    expect(inForce(apart, '2020-01').growth.spend.perYuan).toEqual({
      mobile: '1',
      broadband: '0.5',
    })
    const together = set(sample, [{ path: 'growth.spend.perYuan', value: '0.5' }])
    expect(inForce(together, '2016-01').growth.spend.perYuan).toBe('0.5')
  })

  it('leaves every other number as it is written', () => {
    const long = '12345678901234567890.123456789'
    const files = sample.map(({ path, text }) => ({
      path,
      text: text.replace('mobile: 1,', `mobile: ${long},`),
    }))
    const programme = set(files, [{ path: 'growth.spend.months', value: 6 }])
    expect(inForce(programme, '2016-01').growth.spend.perYuan).toMatchObject({ mobile: long })
  })

  it('says that what was set is assumed, and of nothing else', () => {
    const programme = set(sample, [{ path: 'star.thresholds[2]', value: 1600 }])
    const answer = answering(programme, month('2016-01'))
    const proven = answer ? provenance(answer, null) : []
    const assumed = proven.filter(({ source }) => source === 'what-if')
    expect(assumed.map(({ path, value, certainty }) => [path, value, certainty])).toEqual([
      ['star.thresholds', [600, 1000, 1600], 'assumed'],
    ])
    expect(proven.find(({ path }) => path === 'star.caps')?.certainty).toBe('official')
  })

  it('needs no source for a value that had none to need', () => {
    const files = sample.map(({ path, text }) => ({
      path,
      text: text
        .replace('    capMonths: 60\n', '')
        .replace(
          '  growth: {source: a public page, certainty: one}\n',
          ['spend', 'tenure.perMonth', 'tenure.of', 'tenure.from', 'tenure.brackets', 'credit']
            .map((each) => `  growth.${each}: {source: a public page, certainty: one}\n`)
            .join(''),
        ),
    }))
    const programme = set(files, [{ path: 'growth.tenure.capMonths', value: 12 }])
    expect(inForce(programme, '2016-01').growth.tenure.capMonths).toBe(12)
  })

  it('gives files with mistakes of their own as they are', () => {
    const files = [{ path: '2016-01.yaml', text: 'policy: sample/star\n' }]
    const { reading } = varied(files, [{ path: 'growth.spend.months', value: 6 }], SPAN)
    expect(reading).toEqual(readProgramme(files))
  })
})

describe('overlays', () => {
  const kept = (path: string, from: string, through = from) =>
    varied(sample, [{ path, value: null }], { from: month(from), through: month(through) })
      .overlaysKept

  it('keep what they state themselves, and are named where they are in force', () => {
    const programme = set(sample, [{ path: 'star.thresholds[2]', value: 1700 }], {
      from: month('2018-01'),
      through: month('2018-01'),
    })
    expect(inForce(programme, '2018-01').star.thresholds).toEqual([600, 1000, 1700])
    expect(inForce(programme, '2018-01', 'anhui').star.thresholds).toEqual([500, 900, 1400])
    expect(kept('star.thresholds[2]', '2018-01')).toEqual(['overlays/anhui/2018-01.yaml'])
    expect(kept('star.thresholds[2]', '2016-01', '2017-12')).toEqual([])
  })

  it('follow the nation in everything else', () => {
    expect(kept('growth.tenure.capMonths', '2018-01')).toEqual([])
    expect(kept('star.caps[0].atMost', '2018-01')).toEqual([])
  })

  it('keep growth per yuan whole', () => {
    expect(kept('growth.spend.perYuan', '2018-01')).toHaveLength(1)
    expect(kept('growth.spend.perYuan.mobile', '2018-01')).toHaveLength(1)
  })
})
