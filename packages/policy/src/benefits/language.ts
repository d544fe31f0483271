import { sourceShape, titleShape } from '../language.ts'
import type { Month } from '../month.ts'
import { type Decimal, SERVICE_KINDS, type Sources, STOP_CAUSES, STOP_KINDS } from '../policy.ts'
import { list, wordList } from '../shape/lists.ts'
import { type MapShape, map, partly } from '../shape/map.ts'
import { pathsOf } from '../shape/paths.ts'
import { calendarMonth, decimal, flag, integer, name, text, word } from '../shape/scalars.ts'
import { type Loose, leftOut, type Shape } from '../shape/shape.ts'
import { sourcesByPath } from '../shape/sources-by-path.ts'
import {
  type Benefit,
  type BenefitsDocument,
  type BenefitsValues,
  BILLINGS,
  COUNTED_OF,
  type Credit,
  ENDINGS,
  GIFTS,
  type Lasting,
  type Limit,
  type LineCondition,
  type Offer,
  PERIODS,
  type Price,
  type StopCondition,
} from './benefits.ts'
import { codes } from './by-code.ts'
import { calendarDay } from './day-shape.ts'
import { byStar, STAR_MAX, starSet, usesShape } from './star-shapes.ts'

const stars = integer('The highest star.', { min: 1, max: STAR_MAX, example: '7' })

const points = map<BenefitsValues['points']>('How points are earned, and how long they last.', {
  multiplier: list<Decimal>(
    'Points per yuan of qualifying spend, by the star held in the period, from 0.',
    decimal('Points per yuan.', '1.5'),
    { example: '[1, 1, 1.5, 2]', minItems: 1 },
  ),
  years: integer(
    'Calendar years in which points can be used, that of their period being the first.',
    { min: 1, max: 100, example: '3' },
  ),
})

const stopped = map<StopCondition>('The line is stopped.', {
  cause: wordList('Causes of the stop for which it is given.', STOP_CAUSES, {
    example: '[arrears]',
    minItems: 1,
  }),
  kind: leftOut(
    wordList(
      'Kinds of stop: single bars outgoing use, double both ways; left out: both.',
      STOP_KINDS,
      {
        example: '[double]',
        minItems: 1,
      },
    ),
    null,
  ),
  withinDays: leftOut(
    integer(
      'Calendar days in which it can be asked for, the day of the stop being the first; left out: as long as the line is stopped.',
      { min: 1, max: 366, example: '7' },
    ),
    null,
  ),
})

const line = map<LineCondition>('The line it is used for.', {
  kind: wordList('Kinds of service the line may be of.', SERVICE_KINDS, {
    example: '[mobile]',
    minItems: 1,
  }),
  stopped: leftOut<StopCondition | null>(stopped, null),
})

const price = map<Price>('What a further use costs; left out: there is none.', {
  priceFen: integer('Price in fen.', { min: 0, example: '1000' }),
  billed: word('When it is asked for.', BILLINGS),
})

const uses = byStar<number | null>(
  'Uses in the period: one number for all stars, or a map with one for each; unlimited for a star without limit.',
  usesShape('Uses in the period, or unlimited.'),
  '2',
)

const per = word(
  'What uses are counted in: a calendar month, a calendar year, the validity of the star, or for ever.',
  PERIODS,
)

const limit = map<Limit>('How often.', {
  uses,
  per,
  of: leftOut(
    word('Whether uses are counted for the customer or for each line.', COUNTED_OF),
    'customer',
  ),
  beyond: leftOut<Price | null>(price, null),
})

const lasts = map<Lasting>('How long a use lasts; exactly one of days and hours is given.', {
  days: leftOut(
    integer('Calendar days to the end of the day, the day of the use being the first.', {
      min: 1,
      max: 366,
      example: '7',
    }),
    null,
  ),
  hours: leftOut(
    integer('Hours from the moment of the use.', { min: 1, max: 8784, example: '48' }),
    null,
  ),
  until: leftOut(
    wordList(
      'What ends it before: paid, the arrears of the line are paid; ceiling-passed, they are above the credit ceiling.',
      ENDINGS,
      { example: '[paid]' },
    ),
    [],
  ),
})

const credit = map<Credit>('How much the customer is trusted with.', {
  ceilingFen: byStar<number>(
    'Arrears in fen up to which a use begins and goes on, those before it included: one number for all stars, or a map with one for each.',
    integer('Ceiling in fen.', { min: 0, example: '10000' }),
    '{5: 10000, 6: 20000, 7: 30000}',
  ),
})

const otherwise = map<NonNullable<Benefit['otherwise']>>('What those need who do not have it.', {
  balanceFen: integer('A balance of so many fen.', { min: 1, example: '20000' }),
})

const offerTitle = titleShape('Name of the offer.', {
  'zh-CN': '春节流量礼包',
  'zh-TW': '春節流量禮包',
  en: 'Data pack for the Spring Festival',
})

const offer = map<Offer>('One offer.', {
  title: offerTitle,
  gives: word(
    'What it gives: points, data, a handset at a price, a handset ahead of others, a finance product.',
    GIFTS,
  ),
  stars: starSet('Stars to whom it is offered.'),
  from: calendarDay('Its first day.', '2026-02-16'),
  through: leftOut(
    calendarDay('Its last day; left out: until a document changes it.', '2026-03-03'),
    null,
  ),
  stock: leftOut(
    integer('How many there are for all customers; left out: enough.', { min: 1, example: '5000' }),
    null,
  ),
  limit: leftOut<Offer['limit']>(
    map<NonNullable<Offer['limit']>>('How often a customer may take it; left out: without limit.', {
      uses,
      per,
    }),
    null,
  ),
})

const OFFERS =
  'Offers by their codes, in place of stars: each has stars, days, stock and limit of its own.'
const OFFERS_EXAMPLE = '{spring-data: {title: …, gives: data, stars: 3..7, from: 2026-02-16}}'

const benefit = map<Benefit>(
  'One benefit.',
  {
    title: titleShape('Name of the benefit.', {
      'zh-CN': '免费换卡',
      'zh-TW': '免費換卡',
      en: 'Free SIM card',
    }),
    stars: leftOut<readonly number[] | null>(starSet('Stars that have it; [] for none.'), null),
    line: leftOut<LineCondition | null>(line, null),
    limit: leftOut<Limit | null>(limit, null),
    lasts: leftOut<Lasting | null>(lasts, null),
    credit: leftOut<Credit | null>(credit, null),
    otherwise: leftOut<Benefit['otherwise']>(otherwise, null),
    order: leftOut<boolean | null>(
      flag('Whether a use hands the network a service order; left out: it does not.', 'true'),
      null,
    ),
    entries: leftOut<Benefit['entries']>(codes<Offer>(OFFERS, offer, OFFERS_EXAMPLE), null),
  },
  { example: '{title: {…}, stars: 3..7}' },
)

const BENEFITS = 'What a star gives, by the code of each benefit.'
const BENEFITS_EXAMPLE = '{shop-priority: {title: …, stars: 6..7}}'

export const valuesShape: MapShape<BenefitsValues> = map<BenefitsValues>(
  'The values of benefits.',
  {
    stars,
    points,
    benefits: codes<Benefit>(BENEFITS, benefit, BENEFITS_EXAMPLE),
  },
)

const POLICY = /^[a-z0-9-]+\/[a-z0-9-]+$/

const head = {
  policy: name('Operator and programme.', POLICY, 'china-telecom/benefits'),
  effectiveFrom: calendarMonth(
    'The first month answered; the file is named after it. Published documents are never edited: a change is a new document.',
  ),
}

/** Codes written in a file: those of benefits, and those of the offers of each. */
export type CodesWritten = Readonly<Record<string, readonly string[]>>

const SOURCES =
  'Where values come from, by path; the longest path that is a prefix of a value speaks for it.'
const SOURCES_EXAMPLE = '{benefits: {source: our proposal, certainty: assumed}}'

/** A national document as it is written. */
export type BenefitsText = Omit<BenefitsDocument, 'file' | 'values'> & BenefitsValues

/** The language of a national document with these codes. */
export function documentShape(written: CodesWritten): MapShape<BenefitsText> {
  return map<BenefitsText>(
    'What stars give: it answers for its first month and later, until the next document.',
    {
      ...head,
      effectiveThrough: leftOut(
        calendarMonth(
          'The last month answered, when benefits end; left out: until the next document.',
        ),
        null,
      ),
      title: titleShape('Name of the programme.', {
        'zh-CN': '中国电信星级权益',
        'zh-TW': '中國電信星級權益',
        en: 'Benefits of China Telecom stars',
      }),
      ...valuesShape.keys,
      sources: sources(written, ['effectiveFrom', 'effectiveThrough', 'title', 'stars']),
    },
  )
}

/** An overlay as it is written: values of one region. */
export type BenefitsOverlayText = {
  readonly policy: string
  readonly region: string
  readonly effectiveFrom: Month
  readonly sources: Sources
} & Loose<Pick<BenefitsValues, 'points' | 'benefits'>>

type SomeOffers = Readonly<Record<string, Loose<Offer>>> | null

const someOffers = leftOut<SomeOffers>(codes(OFFERS, partly(offer), OFFERS_EXAMPLE), null)

const someBenefit = map<Loose<Benefit>>(
  benefit.meaning,
  { ...partly(benefit).keys, entries: someOffers } as MapShape<Loose<Benefit>>['keys'],
  { required: [], example: benefit.example },
)

/** The language of an overlay with these codes. */
export function overlayShape(written: CodesWritten): MapShape<BenefitsOverlayText> {
  return map<BenefitsOverlayText>(
    'Values of one region, laid over the national document that answers.',
    {
      ...head,
      region: text('The region, as its folder is named.', 'anhui'),
      points: partly(points),
      benefits: codes(BENEFITS, someBenefit, BENEFITS_EXAMPLE),
      sources: sources(written, ['effectiveFrom']),
    } as MapShape<BenefitsOverlayText>['keys'],
    {
      required: ['policy', 'region', 'effectiveFrom', 'sources'],
      refused: { effectiveThrough: 'overlay-through', title: 'overlay-title' },
    },
  )
}

/** A source may speak for every value there can be, and editors are told the pattern of the rest. */
function sources(written: CodesWritten, others: readonly string[]): Shape<Sources> {
  const fixed = [...others, 'points', ...pathsOf(points, 'points'), 'benefits']
  const shape = sourcesByPath(
    SOURCES,
    sourceShape,
    [...fixed, ...Object.entries(written).flatMap(pathsOfBenefit)],
    SOURCES_EXAMPLE,
  )
  const perBenefit = { '^benefits\\.[a-z0-9-]+(\\.[A-Za-z0-9-]+)*$': { $ref: '#/$defs/source' } }
  return {
    ...shape,
    schema: () => ({
      ...sourcesByPath(SOURCES, sourceShape, fixed).schema(),
      patternProperties: perBenefit,
    }),
  }
}

function pathsOfBenefit([code, offers]: [string, readonly string[]]): string[] {
  const path = `benefits.${code}`
  const within = offers.flatMap((each) => {
    const own = `${path}.entries.${each}`
    return [own, ...pathsOf(offer, own)]
  })
  return [path, ...pathsOf(benefit, path), ...within]
}

/** Every path of one benefit and of one offer, codes as they would be named in a manual. */
export function manualPaths(): string[] {
  return [...pathsOf(documentShape({})), ...pathsOfBenefit(['<code>', ['<offer>']])]
}
