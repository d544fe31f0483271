import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCosts, sentence } from '../src/index.ts'
import { sampleCosts } from './broken-costs.ts'
import { inRepository, readFolder } from './folder.ts'

/** Those of the national policy but for points-multiplier, which is under `points`. */
const BENEFITS = [
  'hotline-priority',
  'sim-replacement',
  'broadband-restore',
  'service-manager',
  'mobile-restore',
  'door-networking',
  'door-move',
  'door-install',
  'roaming-no-deposit',
  'shop-priority',
  'offers',
]

describe('policies/china-telecom/costs', () => {
  const files = readFolder(inRepository('policies/china-telecom/costs'))

  it.each(files.map((file) => [file.path, file] as const))('%s has no mistakes', (_path, file) => {
    const { costs, diagnostics } = readCosts(file)
    expect(diagnostics.map((each) => `${each.line} ${sentence(each, 'en')}`)).toEqual([])
    expect(Object.keys(costs?.benefits ?? {}).sort()).toEqual(BENEFITS.toSorted())
    expect(costs?.points.multiplier).toHaveLength(8)
  })

  it('says of every cost that it is assumed', () => {
    for (const file of files) {
      const { sources = {} } = readCosts(file).costs ?? {}
      expect(new Set(Object.values(sources).map(({ certainty }) => certainty))).toEqual(
        new Set(['assumed']),
      )
    }
  })
})

describe('reading costs', () => {
  it('gives decimals as text, without needless zeros', () => {
    const { costs } = readCosts({ path: 'sample.yaml', text: sampleCosts })
    expect(costs).toEqual({
      file: 'sample.yaml',
      costs: 'sample',
      title: { 'zh-CN': '样例', 'zh-TW': '樣例', en: 'Sample' },
      points: { fenPerPoint: '0.8', multiplier: ['1', '1.5', '2'] },
      benefits: { 'hotline-priority': ['0', '2.5', '5'], 'shop-priority': ['0', '0', '12'] },
      sources: {
        points: { source: 'the finance department', certainty: 'one' },
        benefits: { source: 'ours', certainty: 'assumed' },
        'benefits.hotline-priority': { source: 'the finance department', certainty: 'one' },
      },
    })
  })

  it('gives back the costs that were written', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 1, max: 99 }))
      .map(([whole, hundredths]) => `${whole}.${String(hundredths).padStart(2, '0')}`)
      .map((text) => text.replace(/\.?0+$/, ''))
    const code = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
    const file = fc.integer({ min: 1, max: 9 }).chain((length) => {
      const byStar = fc.array(decimal, { minLength: length, maxLength: length })
      return fc.record({
        fenPerPoint: decimal,
        multiplier: byStar,
        benefits: fc.dictionary(code, byStar, { maxKeys: 5, noNullPrototype: true }),
      })
    })
    fc.assert(
      fc.property(file, ({ fenPerPoint, multiplier, benefits }) => {
        const points = `{fenPerPoint: ${fenPerPoint}, multiplier: [${multiplier.join(', ')}]}`
        const rows = Object.entries(benefits).map(([key, fen]) => `  "${key}": [${fen.join(', ')}]`)
        const text = [
          'costs: made-up\ntitle: {zh-CN: 样例, zh-TW: 樣例, en: Sample}',
          `points: ${points}`,
          rows.length === 0 ? 'benefits: {}' : `benefits:\n${rows.join('\n')}`,
          'sources:\n  points: {source: ours, certainty: assumed}',
          '  benefits: {source: ours, certainty: assumed}\n',
        ].join('\n')
        const { costs, diagnostics } = readCosts({ path: 'made-up.yaml', text })
        expect(diagnostics).toEqual([])
        expect(costs?.points).toEqual({ fenPerPoint, multiplier })
        expect(costs?.benefits).toEqual(benefits)
      }),
    )
  })

  it('never throws, and places every mistake inside the file', () => {
    const lines = sampleCosts.split('\n')
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.oneof(fc.constantFrom('', '\t', '- ', '{', ': ', '? '), fc.string()),
        (index, written) => {
          const text = lines.with(index, written).join('\n')
          for (const { line = 1, column = 1 } of readCosts({ path: 'a', text }).diagnostics) {
            expect(line).toBeLessThanOrEqual(text.split('\n').length)
            expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1]?.length ?? 0) + 1)
          }
        },
      ),
    )
  })

  it('shows the file as its reader knows it', () => {
    const { diagnostics } = readCosts({ path: 'a.yaml', text: '', shownAs: 'costs/a.yaml' })
    expect(diagnostics.map(({ file, code }) => [file, code])).toEqual([
      ['costs/a.yaml', 'costs-empty-file'],
    ])
  })
})

it('the page for readers names every benefit of the shipped file', () => {
  const page = readFileSync(inRepository('docs/costs.md'), 'utf8')
  expect(BENEFITS.filter((code) => !page.includes(`\`${code}\``))).toEqual([])
})
