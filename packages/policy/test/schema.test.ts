import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fromJSONSchema } from 'zod'
import {
  benefitsOverlaySchema,
  benefitsSchema,
  costsSchema,
  month,
  overlaySchema,
  policySchema,
} from '../src/index.ts'
import { documentText, policyValues, sources } from './arbitraries.ts'
import { sampleBenefits, shippedBenefits } from './benefits-folder.ts'
import { sampleCosts } from './broken-costs.ts'
import { inRepository, readFolder, sample } from './folder.ts'

const committed = [
  ['policies/policy.schema.json', policySchema()],
  ['policies/overlay.schema.json', overlaySchema()],
  ['policies/costs.schema.json', costsSchema()],
  ['policies/benefits.schema.json', benefitsSchema()],
  ['policies/benefits-overlay.schema.json', benefitsOverlaySchema()],
] as const

describe('the schemas editors use', () => {
  it.each(committed)('%s is fresh (UPDATE=schema writes it)', (path, schema) => {
    const text = `${JSON.stringify(schema, null, 2)}\n`
    if (process.env['UPDATE'] === 'schema') writeFileSync(inRepository(path), text)
    expect(readFileSync(inRepository(path), 'utf8')).toBe(text)
  })

  const accepts = (schema: object, text: string) =>
    fromJSONSchema(schema as Parameters<typeof fromJSONSchema>[0]).safeParse(parse(text)).success

  it('accept every document and overlay that is read without mistake', () => {
    const shipped = readFolder(inRepository('policies/china-telecom/star')).filter(
      ({ path }) => !path.startsWith('cases/'),
    )
    for (const { path, text } of [...sample, ...shipped]) {
      const schema = path.startsWith('overlays/') ? overlaySchema() : policySchema()
      expect([path, accepts(schema, text)]).toEqual([path, true])
    }
    fc.assert(
      fc.property(policyValues(3), sources, (values, from) => {
        const text = documentText({ effectiveFrom: month('2016-01'), values, sources: from })
        expect(accepts(policySchema(), text)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  const costFiles = [
    sampleCosts,
    ...readFolder(inRepository('policies/china-telecom/costs')).map(({ text }) => text),
  ]

  it.each(costFiles)('accept every cost file that is read without mistake', (text) => {
    expect(accepts(costsSchema(), text)).toBe(true)
  })

  const benefitFiles = [...sampleBenefits, ...shippedBenefits].filter(
    ({ path }) => !path.startsWith('cases/'),
  )

  it.each(benefitFiles)('accept every file of benefits that is read without mistake', (file) => {
    const overlay = file.path.startsWith('overlays/')
    expect(accepts(overlay ? benefitsOverlaySchema() : benefitsSchema(), file.text)).toBe(true)
  })

  it.each([
    ['lasts: {', 'last: {'],
    ['stars: [2, 3]', 'stars: 2-3'],
    ['uses: {2: 2, 3: unlimited}', 'uses: {two: 2}'],
    ['uses: {2: 2, 3: unlimited}', 'uses: {2: twice}'],
    ['per: calendar-year', 'per: year'],
    ['withinDays: 7', 'withinDays: 0'],
    ['  hotline-priority:', '  Hotline priority:'],
    ['gives: data', 'gives: cake'],
    ['stars: 3\n', ''],
    ['benefits.sim-replacement.limit: {source: one page, certainty: one}', 'star: {source: a}'],
  ])('refuse benefits %s → %s', (from, to) => {
    const text = sampleBenefits[0]?.text ?? ''
    expect(text).toContain(from)
    expect(accepts(benefitsSchema(), text.replace(from, to))).toBe(false)
  })

  it.each([
    ['fenPerPoint', 'fenPerPiont'],
    ['[0, 0, 12]', '12'],
    ['[0, 0, 12]', '[0, 0, -12]'],
    ['  shop-priority', '  Shop priority'],
    ['[1, 1.5, 2.0]', '[]'],
    ['benefits.hotline-priority:', 'star:'],
    ['costs: sample', 'costs: A sample'],
  ])('refuse costs %s → %s', (from, to) => {
    expect(sampleCosts).toContain(from)
    expect(accepts(costsSchema(), sampleCosts.replace(from, to))).toBe(false)
  })

  it.each([
    ['perMonth: 10', 'perMonht: 10'],
    ['perStop: -10', 'perStop: 10'],
    ['[600, 1000, 1500]', '[600.5, 1000, 1500]'],
    ['kind: double', 'kind: triple'],
    ['certainty: official', 'certainty: sure'],
    ['  star: {source', '  stars: {source'],
    ['effectiveFrom: 2016-01', 'effectiveFrom: 2016-13'],
    ['corrections: {mayLower: false}\n', ''],
  ])('refuse %s → %s', (from, to) => {
    const text = sample[0]?.text ?? ''
    expect(text).toContain(from)
    expect(accepts(policySchema(), text.replace(from, to))).toBe(false)
  })
})
