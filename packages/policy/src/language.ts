import type { Month } from './month.ts'
import {
  type Bracket,
  CATEGORIES,
  type Cap,
  CERTAINTIES,
  type Localized,
  type PolicyDocument,
  type PolicyValues,
  SEGMENTS,
  SERVICE_KINDS,
  type Source,
  type Sources,
  STOP_CAUSES,
  STOP_KINDS,
} from './policy.ts'
import { list, wordList } from './shape/lists.ts'
import { type MapShape, map, partly } from './shape/map.ts'
import { pathsOf } from './shape/paths.ts'
import { perKind } from './shape/per-kind.ts'
import { calendarMonth, flag, integer, name, text, word } from './shape/scalars.ts'
import { type Loose, leftOut } from './shape/shape.ts'
import { sourcesByPath } from './shape/sources-by-path.ts'

/** The longest window, cap or validity that is believed: a hundred years. */
const MONTHS_MAX = 1200

const eligible = map<PolicyValues['eligible']>('Who can hold a star.', {
  segments: wordList(
    'Segments whose customers are assessed; what counts is the segment on the last day before the month.',
    SEGMENTS,
    { example: '[individual]', minItems: 1 },
  ),
})

const spend = map<PolicyValues['growth']['spend']>('Growth from what was billed.', {
  perYuan: perKind(
    'Growth per yuan billed, an exact decimal: one for all kinds, or a map with one for every kind listed in kinds.',
  ),
  kinds: wordList('Kinds of service whose charges count.', SERVICE_KINDS, {
    example: '[mobile, broadband, fixed, iptv]',
    minItems: 1,
  }),
  exclude: wordList('Categories of charges that do not count; [] when all count.', CATEGORIES, {
    example: '[gift, agency]',
  }),
  months: months('Window: so many closed months before the month assessed.'),
})

const bracket = map<Bracket>('One bracket of tenure.', {
  from: integer('Months of tenure from which the value applies.', {
    min: 0,
    max: MONTHS_MAX,
    example: '12',
  }),
  value: integer('Growth for a tenure in this bracket.', { min: 0, example: '100' }),
})

const tenure = map<PolicyValues['growth']['tenure']>('Growth from the age of a line.', {
  perMonth: leftOut(
    integer('Growth per month of tenure; exactly one of perMonth and brackets is given.', {
      min: 0,
      example: '10',
    }),
    null,
  ),
  of: word('Kind of service whose oldest line in use decides.', SERVICE_KINDS),
  from: word(
    'The date tenure counts from: when the line was opened, or since its holder has held it.',
    ['opened', 'held'],
  ),
  capMonths: leftOut(
    integer('Months counted at most; left out: all.', { min: 0, max: MONTHS_MAX, example: '60' }),
    null,
  ),
  brackets: leftOut(
    list<Bracket>(
      'Growth by months of tenure, instead of perMonth: from starts at 0 and rises, value never falls.',
      bracket,
      { example: '[{from: 0, value: 0}, {from: 12, value: 100}]', minItems: 1 },
    ),
    null,
  ),
})

const credit = map<PolicyValues['growth']['credit']>('Growth lost by stops.', {
  perStop: integer('Growth per counted stop, 0 or negative.', { max: 0, example: '-10' }),
  count: map<PolicyValues['growth']['credit']['count']>('Which stops count.', {
    kind: word('Kind of stop: single bars outgoing use, double bars both ways.', STOP_KINDS),
    cause: wordList('Causes of stops that count.', STOP_CAUSES, {
      example: '[arrears]',
      minItems: 1,
    }),
    of: word('Kind of service whose stops count.', SERVICE_KINDS),
  }),
  months: months('Window: so many closed months before the month assessed.'),
})

const growth = map<PolicyValues['growth']>('The growth value: spend + tenure + credit.', {
  spend,
  tenure,
  credit,
})

const cap = map<Cap>('One cap.', {
  when: map<Cap['when']>('When the cap applies.', {
    stops: integer('Counted stops in the window, at least.', { min: 1, example: '3' }),
  }),
  atMost: integer('The assessed star is at most this; below the number of stars.', {
    min: 0,
    example: '3',
  }),
})

const star = map<PolicyValues['star']>('From growth value to star.', {
  thresholds: list(
    'Growth value from which each star is reached, the first star first; rises strictly.',
    integer('Growth value from which the star is reached.', { min: 1, example: '600' }),
    { example: '[600, 1000, 1500]', minItems: 1 },
  ),
  names: map<Localized<readonly string[]>>('Names of the stars, as many as thresholds.', {
    'zh-CN': names('Names in simplified Chinese.', '[一星, 二星, 三星]'),
    'zh-TW': names('Names in traditional Chinese.', '[一星, 二星, 三星]'),
    en: names('Names in English.', '[1 star, 2 stars, 3 stars]'),
  }),
  caps: leftOut(
    list<Cap>('With so many counted stops in the window the assessed star is at most this.', cap, {
      example: '[{when: {stops: 3}, atMost: 3}]',
    }),
    [],
  ),
  validity: map<PolicyValues['star']['validity']>('How long a star is kept.', {
    months: months('Whole months in which the star cannot fall.'),
    inside: word('Inside validity the star can only rise.', ['only-rise']),
    atExpiry: leftOut(
      word('At expiry: the assessed star, or at most one star lower.', ['reassess', 'one-step']),
      'reassess',
    ),
  }),
})

const corrections = map<PolicyValues['corrections']>('What a corrected fact may do.', {
  mayLower: flag('Whether a correction may lower a star that was published.', 'false'),
})

function months(meaning: string) {
  return integer(meaning, { min: 1, max: MONTHS_MAX, example: '12' })
}

function names(meaning: string, example: string) {
  return list(meaning, text('The name of one star.', '一星'), { example, minItems: 1 })
}

/** Every value a policy sets, in the order in which bills become stars. */
export const valuesShape: MapShape<PolicyValues> = map<PolicyValues>('The values of a policy.', {
  eligible,
  growth,
  star,
  corrections,
})

const POLICY = /^[a-z0-9-]+\/[a-z0-9-]+$/

const head = {
  policy: name('Operator and programme.', POLICY, 'china-telecom/star'),
  effectiveFrom: calendarMonth(
    'The first month answered; the file is named after it. Published documents are never edited: a change is a new document.',
  ),
}

const title = titleShape('Name of the programme.', {
  'zh-CN': '中国电信客户星级',
  'zh-TW': '中國電信客戶星級',
  en: 'China Telecom customer stars',
})

/** A title in each language. */
export function titleShape(meaning: string, example: Localized<string>) {
  return map<Localized<string>>(meaning, {
    'zh-CN': text('Name in simplified Chinese.', example['zh-CN']),
    'zh-TW': text('Name in traditional Chinese.', example['zh-TW']),
    en: text('Name in English.', example.en),
  })
}

export const sourceShape = map<Source>('Where values come from.', {
  source: text('Where the value comes from, in words.', "the operator's published wording"),
  certainty: word(
    "How sure: official (the operator's published wording), several or one (independent sources), assumed (ours).",
    CERTAINTIES,
  ),
})

/** A national document as it is written: `transition` may be missing, it is asked of later ones. */
export type DocumentText = Omit<PolicyDocument, 'file' | 'values' | 'transition'> &
  PolicyValues & { readonly transition: PolicyDocument['transition'] | null }

export const documentShape: MapShape<DocumentText> = map<DocumentText>(
  'A policy document: it answers for assessments of its first month and later, until the next document.',
  {
    ...head,
    effectiveThrough: leftOut(
      calendarMonth(
        'The last month answered, when a programme ends; left out: until the next document.',
      ),
      null,
    ),
    title,
    transition: leftOut<PolicyDocument['transition'] | null>(
      word(
        'What happens to holders at the change; written from the second document on. keep: star and validity stay, the new rules judge rises now and falls at expiry. reassess: in the first month everybody is judged as if validity had just ended.',
        ['keep', 'reassess'],
      ),
      null,
    ),
    ...valuesShape.keys,
    sources: sourcesByPath(
      'Where values come from, by path; the longest path that is a prefix of a value speaks for it.',
      sourceShape,
      ['effectiveFrom', 'effectiveThrough', 'title', 'transition', ...pathsOf(valuesShape)],
    ),
  },
)

/** An overlay as it is written: values of one region, some of those a document has. */
export type OverlayText = {
  readonly policy: string
  readonly region: string
  readonly effectiveFrom: Month
  readonly sources: Sources
} & Loose<PolicyValues>

const someValues = partly(valuesShape)

export const overlayShape: MapShape<OverlayText> = map<OverlayText>(
  'Values of one region, laid over the national document that answers.',
  {
    ...head,
    region: text('The region, as its folder is named.', 'anhui'),
    ...someValues.keys,
    sources: sourcesByPath('Where the values of this overlay come from, by path.', sourceShape, [
      'effectiveFrom',
      ...pathsOf(valuesShape),
    ]),
  },
  {
    required: ['policy', 'region', 'effectiveFrom', 'sources'],
    refused: {
      transition: 'overlay-transition',
      effectiveThrough: 'overlay-through',
      title: 'overlay-title',
    },
  },
)
