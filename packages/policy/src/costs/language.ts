import { sourceShape, titleShape } from '../language.ts'
import type { Decimal, Sources } from '../policy.ts'
import { list } from '../shape/lists.ts'
import { type MapShape, map } from '../shape/map.ts'
import { pathsOf } from '../shape/paths.ts'
import { decimal, name } from '../shape/scalars.ts'
import type { Shape } from '../shape/shape.ts'
import { sourcesByPath } from '../shape/sources-by-path.ts'
import { byCode, CODE } from './by-code.ts'
import type { Costs } from './costs.ts'

/** A cost file as it is written. */
export type CostsText = Omit<Costs, 'file'>

const points = map<Costs['points']>('What points cost, and how many a star earns.', {
  fenPerPoint: decimal('What one point costs, in fen; an exact decimal.', '1'),
  multiplier: byStar('Points per yuan of qualifying spend, by star from 0.', {
    each: decimal('Points per yuan, at most two decimal places.', '1.5'),
    example: '[1, 1, 1.5, 2]',
  }),
})

const benefit = byStar('Fen per customer and month, by star from 0.', {
  each: decimal('Fen per customer and month.', '5'),
  example: '[0, 5, 10, 15]',
})

const values = {
  points,
  benefits: byCode(
    'What each benefit costs, by its code: fen per customer and month, by star from 0.',
    benefit,
    '{hotline-priority: [0, 5, 10, 15]}',
  ),
}

/** The language of a cost file that gives costs for these benefits. */
export function costsShape(codes: readonly string[]): MapShape<CostsText> {
  return map<CostsText>('What points and benefits cost the operator, for what-if.', {
    costs: name('The name of these costs.', CODE, 'illustrative-2026'),
    title: titleShape('Title of these costs.', {
      'zh-CN': '示例成本',
      'zh-TW': '示例成本',
      en: 'Illustrative costs',
    }),
    ...values,
    sources: sourcesOf(codes),
  })
}

function byStar(
  meaning: string,
  { each, example }: { each: Shape<Decimal>; example: string },
): Shape<readonly Decimal[]> {
  return list(meaning, each, { example, minItems: 1 })
}

function sourcesOf(codes: readonly string[]): Shape<Sources> {
  const inside = { points, benefits: values.benefits }
  const paths = Object.entries(inside).flatMap(([key, each]) => [key, ...pathsOf(each, key)])
  const shape = sourcesByPath(
    'Where values come from, by path; the longest path that is a prefix of a value speaks for it.',
    sourceShape,
    ['title', ...paths, ...codes.map((code) => `benefits.${code}`)],
    '{benefits: {source: our estimate, certainty: assumed}}',
  )
  const perBenefit = { '^benefits\\.[a-z0-9-]+$': { $ref: '#/$defs/source' } }
  return { ...shape, schema: () => ({ ...shape.schema(), patternProperties: perBenefit }) }
}
