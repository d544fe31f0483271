import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answering,
  formatMonth,
  month,
  type PolicyValues,
  type Programme,
  provenance,
  readProgramme,
  valuesFor,
} from '../src/index.ts'
import { documentText, overlayText, policyValues, someMonth, sources } from './arbitraries.ts'
import { sample } from './folder.ts'

function read(files: readonly { path: string; text: string }[]): Programme {
  const { programme, diagnostics } = readProgramme(files)
  expect(diagnostics).toEqual([])
  return programme as Programme
}

/** Keeps a part of a tree of values: each leaf is kept where the next answer says so. */
function part(tree: object, keeps: () => boolean): object {
  const kept = Object.entries(tree).flatMap(([key, value]) => {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isGroup || key === 'perYuan') return keeps() ? [[key, value]] : []
    const inner = part(value, keeps)
    return Object.keys(inner).length > 0 ? [[key, inner]] : []
  })
  return Object.fromEntries(kept)
}

function at(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], tree)
}

const PATHS = [
  'eligible.segments',
  'growth.spend.perYuan',
  'growth.spend.months',
  'growth.tenure.perMonth',
  'growth.tenure.capMonths',
  'growth.credit.count.kind',
  'growth.credit.count.cause',
  'star.thresholds',
  'star.names.en',
  'star.validity.months',
  'corrections.mayLower',
].map((path) => path.split('.'))

describe('reading', () => {
  it('gives back the values that were written', () => {
    fc.assert(
      fc.property(policyValues(3), sources, someMonth, (values, from, start) => {
        const text = documentText({ effectiveFrom: start, values, sources: from })
        const programme = read([{ path: `${formatMonth(start)}.yaml`, text }])
        expect(programme.documents[0]?.values).toEqual(values)
        expect(programme.documents[0]?.sources).toEqual(from)
      }),
    )
  })

  it('takes JSON for YAML, with the same positions of mistakes', () => {
    const json = JSON.stringify({ policy: 'sample/star', effectiveFrom: '2016-13' }, null, '\t')
    const { diagnostics } = readProgramme([{ path: '2016-01.json', text: json }])
    expect(diagnostics).toContainEqual({
      code: 'no-such-month',
      file: '2016-01.json',
      line: 3,
      column: 19,
      params: { month: '2016-13' },
    })
  })

  it('never throws, and places every mistake inside the file', () => {
    const [document] = sample
    const lines = document?.text.split('\n') ?? []
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.oneof(fc.constantFrom('', '\t', '- ', '{', ': ', '? '), fc.string()),
        (index, written) => {
          const text = lines.with(index, written).join('\n')
          const { diagnostics } = readProgramme([{ path: '2016-01.yaml', text }])
          for (const { line = 1, column = 1 } of diagnostics) {
            expect(line).toBeLessThanOrEqual(text.split('\n').length)
            expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1]?.length ?? 0) + 1)
          }
        },
      ),
    )
  })
})

describe('decimals', () => {
  it.each([
    ['1', '1'],
    ['1.0', '1'],
    ['0.350', '0.35'],
    ['100', '100'],
    ['0', '0'],
    ['0.00', '0'],
    ['12345678901234567890.5', '12345678901234567890.5'],
  ])('%s is %s, without a float on the way', (written, decimal) => {
    const [, later] = sample
    const text = later?.text.replace('perYuan: 1,', `perYuan: ${written},`) ?? ''
    const programme = read([{ path: '2020-01.yaml', text }])
    expect(programme.documents[0]?.values.growth.spend.perYuan).toBe(decimal)
  })
})

describe('which document answers', () => {
  it('one for each month from the first to the last, none outside', () => {
    const starts = fc.uniqueArray(someMonth, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(policyValues(2), sources, starts, fc.nat(24), (values, from, unsorted, last) => {
        const rising = unsorted.toSorted((left, right) => left - right)
        const end = (rising.at(-1) ?? 0) + last
        const programme = read(
          rising.map((effectiveFrom, index) => {
            const effectiveThrough = index === rising.length - 1 ? end : null
            const text = documentText({ effectiveFrom, effectiveThrough, values, sources: from })
            return { path: `${formatMonth(effectiveFrom)}.yaml`, text }
          }),
        )
        const first = rising[0] ?? 0
        expect(answering(programme, first - 1)).toBeUndefined()
        expect(answering(programme, end + 1)).toBeUndefined()
        for (let each = first; each <= end; each++) {
          const expected = rising.findLast((start) => start <= each)
          expect(answering(programme, each)?.document.effectiveFrom).toBe(expected)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('overlays', () => {
  it('every value is the overlay’s where it says one, else the document’s', () => {
    fc.assert(
      fc.property(
        policyValues(3),
        policyValues(3),
        sources,
        fc.infiniteStream(fc.boolean()),
        (national, regional, from, coin) => {
          const chosen = part(regional, () => coin.next().value === true)
          const tenure = (chosen as Partial<PolicyValues>).growth?.tenure
          const { spend } = (chosen as Partial<PolicyValues>).growth ?? {}
          fc.pre(!tenure || ('perMonth' in tenure && 'brackets' in tenure))
          fc.pre(!spend || ('perYuan' in spend && 'kinds' in spend))
          const programme = read([
            {
              path: '2016-01.yaml',
              text: documentText({
                effectiveFrom: month('2016-01'),
                values: national,
                sources: from,
              }),
            },
            {
              path: 'overlays/anhui/2018-03.yaml',
              text: overlayText({
                region: 'anhui',
                effectiveFrom: month('2018-03'),
                values: chosen,
                sources: from,
              }),
            },
          ])
          const before = answering(programme, month('2018-02'))
          const after = answering(programme, month('2018-03'))
          expect(before?.regions).toEqual({})
          expect(after?.document.values).toEqual(national)
          for (const path of PATHS) {
            const said = at(chosen, path)
            const value = at(after?.regions['anhui']?.values, path)
            expect(value).toEqual(said === undefined ? at(national, path) : said)
          }
        },
      ),
    )
  })

  it('a region’s next overlay replaces the one before, and one without values ends it', () => {
    const anhui = sample.find(({ path }) => path.startsWith('overlays/'))?.text ?? ''
    const end = 'policy: sample/star\nregion: anhui\neffectiveFrom: 2021-01\nsources: {}\n'
    const programme = read([
      ...sample,
      {
        path: 'overlays/anhui/2019-01.yaml',
        text: anhui.replace('2018-01', '2019-01').replace('900', '950'),
      },
      { path: 'overlays/anhui/2021-01.yaml', text: end },
    ])
    const second = (text: string) => {
      const answer = answering(programme, month(text))
      return answer && valuesFor(answer, 'anhui').star.thresholds[1]
    }
    expect([second('2017-12'), second('2018-12'), second('2019-01'), second('2020-12')]).toEqual([
      1000, 900, 950, 950,
    ])
    expect(second('2021-01')).toBe(1000)
  })
})

describe('provenance', () => {
  const programme = read(sample)

  it('lists every value in force once, in the order of the language', () => {
    const answer = answering(programme, month('2016-01'))
    const proven = answer && provenance(answer, null).map(({ path, value }) => [path, value])
    expect(proven).toEqual([
      ['eligible.segments', ['individual']],
      ['growth.spend.perYuan.mobile', '1'],
      ['growth.spend.perYuan.broadband', '0.35'],
      ['growth.spend.kinds', ['mobile', 'broadband']],
      ['growth.spend.exclude', ['gift', 'agency']],
      ['growth.spend.months', 12],
      ['growth.tenure.perMonth', 10],
      ['growth.tenure.of', 'mobile'],
      ['growth.tenure.from', 'opened'],
      ['growth.tenure.capMonths', 60],
      ['growth.credit.perStop', -10],
      ['growth.credit.count.kind', 'double'],
      ['growth.credit.count.cause', ['arrears']],
      ['growth.credit.count.of', 'mobile'],
      ['growth.credit.months', 12],
      ['star.thresholds', [600, 1000, 1500]],
      ['star.names.zh-CN', ['一星', '二星', '三星']],
      ['star.names.zh-TW', ['一星', '二星', '三星']],
      ['star.names.en', ['one', 'two', 'three']],
      ['star.caps', [{ when: { stops: 3 }, atMost: 2 }]],
      ['star.validity.months', 12],
      ['star.validity.inside', 'only-rise'],
      ['star.validity.atExpiry', 'reassess'],
      ['corrections.mayLower', false],
    ])
  })

  it('lets the overlay’s sources speak for what the overlay says', () => {
    const answer = answering(programme, month('2018-01'))
    const proven = answer ? provenance(answer, 'anhui') : []
    const file = (path: string) => proven.find((each) => each.path === path)
    expect(file('growth.spend.perYuan')).toEqual({
      path: 'growth.spend.perYuan',
      value: '1',
      source: 'the province',
      certainty: 'one',
      file: 'overlays/anhui/2018-01.yaml',
    })
    expect(file('growth.spend.months')?.file).toBe('2016-01.yaml')
    expect(file('star.validity.months')?.certainty).toBe('official')
  })

  it('is national for a region without overlay', () => {
    const answer = answering(programme, month('2018-01'))
    expect(answer && provenance(answer, 'hubei')).toEqual(answer && provenance(answer, null))
  })
})
