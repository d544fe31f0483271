import { amount, wholeYuan, yuan } from './amount.ts'
import { englishDate, englishMonth, englishShortMonth } from './calendar.ts'
import { valueName } from './value-name.ts'
import type { Labels, ValueWords, Words } from './words.ts'

const money = (fen: bigint) => `CNY ${yuan(fen)}`
const month = englishMonth
const date = englishDate
const span = (from: string, through: string) => `${month(from)} to ${month(through)}`
const list = (items: readonly string[]) => items.join(', ')
const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

const labels: Labels = {
  kinds: { mobile: 'mobile', broadband: 'broadband', fixed: 'fixed line', iptv: 'IPTV' },
  categories: {
    recurring: 'monthly fee',
    usage: 'usage',
    package: 'package',
    'value-added': 'value-added service',
    gift: 'gift',
    agency: 'collected for others',
    penalty: 'late-payment penalty',
    'one-off': 'one-off',
    'prepaid-card': 'anonymous prepaid card',
    'non-telecom': 'not telecom',
  },
  segments: { individual: 'individual', enterprise: 'enterprise', government: 'government' },
  stopKinds: { single: 'single stop', double: 'double stop' },
  stopCauses: { arrears: 'arrears', request: 'own request', lost: 'loss', breach: 'breach' },
  outcomes: {
    awarded: 'awarded',
    unrated: 'unrated',
    rose: 'rose',
    kept: 'kept within validity',
    renewed: 'renewed',
    fell: 'fell',
    left: 'left',
    ineligible: 'not eligible',
    imported: 'imported',
  },
  certainties: {
    official: 'official',
    several: 'several sources',
    one: 'one source',
    assumed: 'assumed',
  },
  notCounted: { category: 'not counted: category', kind: 'not counted: service' },
  mismatches: { kind: 'kind of stop', cause: 'cause', 'service-kind': 'service' },
  columns: {
    customerId: 'customer',
    month: 'month',
    spendGrowth: 'growth from spend',
    tenureGrowth: 'growth from tenure',
    creditGrowth: 'growth from credit',
    growthValue: 'growth value',
    assessedStar: 'assessed star',
    star: 'star',
    validFrom: 'valid from',
    validThrough: 'valid through',
    outcome: 'outcome',
  },
  counts: { opened: 'Opening date', held: 'Holding date' },
}

const values: ValueWords = {
  paths: {
    'eligible.segments': 'Segments that take part',
    'growth.spend.perYuan': 'Growth per yuan',
    'growth.spend.kinds': 'Services that count',
    'growth.spend.exclude': 'Categories that do not count',
    'growth.spend.months': 'Window of spend, months',
    'growth.tenure.perMonth': 'Growth per month of tenure',
    'growth.tenure.of': 'Tenure of which service',
    'growth.tenure.from': 'Tenure counts from',
    'growth.tenure.capMonths': 'Months of tenure at most',
    'growth.tenure.brackets': 'Brackets of tenure',
    'growth.credit.perStop': 'Growth per stop',
    'growth.credit.count.kind': 'Stops that count',
    'growth.credit.count.cause': 'Causes that count',
    'growth.credit.count.of': 'Stops of which service',
    'growth.credit.months': 'Window of stops, months',
    'star.thresholds': 'Thresholds',
    'star.caps': 'Caps by stops',
    'star.validity.months': 'Validity, months',
    'star.validity.inside': 'Inside validity',
    'star.validity.atExpiry': 'At expiry',
  },
  inside: { 'only-rise': 'only rises' },
  atExpiry: { reassess: 'the assessed star', 'one-step': 'falls one star at most' },
  bracket: (months, growth) => `${growth} from ${many(months, 'month')}`,
  cap: (stops, atMost) => `${atMost} at most with ${many(stops, 'stop')}`,
}

const { kinds, categories, segments, stopKinds, stopCauses } = labels
const spoken = {
  stop: (p: {
    serviceKind: keyof typeof kinds
    serviceId: string
    stoppedOn: string
    kind: keyof typeof stopKinds
    cause: keyof typeof stopCauses
  }) =>
    `${stopKinds[p.kind]} (${stopCauses[p.cause]}) on ${date(p.stoppedOn)}, ` +
    `${kinds[p.serviceKind]} ${p.serviceId}`,
  line: (p: {
    kind: keyof typeof kinds
    serviceId: string
    counts: string
    date: string
    months: number
  }) =>
    `${kinds[p.kind]} ${p.serviceId}, ${p.counts === 'opened' ? 'opened' : 'held since'} ` +
    `${p.counts === 'opened' ? 'on ' : ''}${date(p.date)}, is the oldest in use: ` +
    many(p.months, 'month'),
  mean: (periods: number, fen: bigint, weighed: string) =>
    `Outlook: each coming period is taken to bring the mean of the last ` +
    `${many(periods, 'period')}, ${money(fen)}${weighed}, with the same lines, ` +
    `no new stops and this month's policy.`,
}

export const en: Words = {
  language: 'en',
  money,
  month,
  shortMonth: englishShortMonth,
  span,
  list,
  phrase: list,
  named: (name, text) => `${name}: ${text}`,
  aside: (text, remark) => `${text} (${remark})`,
  labels,
  values,
  unrated: 'unrated',
  headlines: {
    rated: (p, star) =>
      `Your star: ${star(p.star)}. Growth value ${amount(p.value)}, ` +
      `valid through ${month(p.through)}.`,
    'rated-with-gap': (p, star) =>
      `Your star: ${star(p.star)}. Growth value ${amount(p.value)}, ` +
      `valid through ${month(p.through)}; ${amount(p.missing)} more for ${star(p.next)}.`,
    unrated: (p) => `You have no star yet. Growth value ${amount(p.value)}.`,
    'unrated-with-gap': (p, star) =>
      `You have no star yet. Growth value ${amount(p.value)}; ` +
      `${amount(p.missing)} more for ${star(p.next)}.`,
    left: () => 'You are no longer a customer, so no star is assessed.',
    'left-on': (p) => `You left on ${date(p.leftOn)}, so no star is assessed any more.`,
    ineligible: () => 'You do not take part in the star programme.',
    'ineligible-segment': (p) =>
      `As ${segments[p.segment]} customer you do not take part in the star programme.`,
  },
  reasons: {
    'facts-differ': (p) =>
      `Please note: today's facts give another result than the register ` +
      `(${list(p.columns.map((c) => labels.columns[c]))}); they have changed since the ` +
      `assessment. What follows is from today's facts; the register is what counts.`,
    'facts-give-no-row': () =>
      `Please note: today's facts give no row for this customer and month; the register has one.`,
    'imported-before': (p, star) =>
      p.through === null
        ? `What was held before was imported from an older system: ${star(p.star)}.`
        : `What was held before was imported from an older system: ${star(p.star)}, ` +
          `valid through ${month(p.through)}.`,
    rejoined: (p, star) =>
      `The customer joined in ${month(p.before)}, left, and joined again in ${month(p.joined)}: ` +
      `${p.star === 0 ? '' : `${star(p.star)} is gone and `}the assessment starts afresh.`,
    window: (p) => `The window is ${span(p.from, p.through)}, ${many(p.periods, 'period')}.`,
    'window-shortened': (p) =>
      `The window is ${span(p.from, p.through)}, ${many(p.periods, 'period')}: who joined in ` +
      `${month(p.from)} has fewer than ${p.months}, and the sum is not made up to a full window.`,
    'charges-counted': (p) => `${many(p.charges, 'charge')} counted, ${money(p.fen)} in all.`,
    'no-charges': (p) => `No charge counts from ${span(p.from, p.through)}.`,
    'not-counted-by-category': (p) =>
      `${many(p.charges, 'charge')}, ${money(p.fen)} in all, not counted for the category: ` +
      `${list(p.categories.map((c) => categories[c]))}.`,
    'not-counted-by-kind': (p) =>
      `${many(p.charges, 'charge')}, ${money(p.fen)} in all, not counted for the service: ` +
      `${list(p.kinds.map((k) => kinds[k]))}.`,
    'spend-growth': (p) =>
      `Growth from spend: 1 a yuan, ${money(p.fen)} rounded down to whole yuan gives ${p.growth}.`,
    'spend-growth-weighted': (p) =>
      `Growth from spend: a yuan gives ` +
      `${list(p.rates.map((r) => `${r.perYuan} on ${kinds[r.kind]}`))}; the sum ` +
      `${amount(p.exactGrowth)} rounded down gives ${p.growth}.`,
    'spend-floored': (p) => `The spend is below zero (${amount(p.exactGrowth)}) and counts as 0.`,
    tenure: (p) =>
      `Growth from tenure: ${spoken.line(p)}; ${p.perMonth} a month for ` +
      `${many(p.countedMonths, 'month')} gives ${p.growth}.`,
    'tenure-by-bracket': (p) =>
      `Growth from tenure: ${spoken.line(p)}; the bracket from ` +
      `${many(p.fromMonths, 'month')} gives ${p.growth}.`,
    'tenure-capped': (p) =>
      `Of ${many(p.months, 'month')} of tenure, ${p.capMonths} count at most.`,
    'tenure-none': (p) => `No ${kinds[p.kind]} in use: growth from tenure is 0.`,
    'stop-counted': (p) => `Counted: ${spoken.stop(p)}: ${amount(p.perStop)}.`,
    'stop-not-counted': (p) =>
      `Not counted: ${spoken.stop(p)}. Only a ${stopKinds[p.counts.kind]} of ` +
      `a ${kinds[p.counts.of]} counts, for ${list(p.counts.causes.map((c) => stopCauses[c]))} ` +
      `(differs: ${list(p.mismatches.map((m) => labels.mismatches[m]))}).`,
    'no-stops': (p) => `No stops from ${span(p.from, p.through)}: growth from credit is 0.`,
    'growth-value': (p) =>
      `Growth value = spend ${amount(p.spend)} + tenure ${amount(p.tenure)} + ` +
      `credit ${amount(p.credit)} = ${amount(p.sum)}.`,
    'growth-floored': (p) =>
      `The three parts add up to less than zero (${amount(p.sum)}); the growth value is 0.`,
    'threshold-reached': (p, star) =>
      `Growth value ${amount(p.value)} reaches the threshold of ${star(p.star)}, ${p.threshold}.`,
    'threshold-none': (p, star) =>
      `Growth value ${amount(p.value)} is below the threshold of ${star(1)}, ${p.threshold}.`,
    capped: (p, star) =>
      `${many(p.stops, 'stop')} counted in the window; with ${p.least} or more, ` +
      `${star(p.atMost)} is the most, so ${star(p.reached)} becomes ${star(p.atMost)}.`,
    'validity-ended': (p) =>
      `The validity of the star held ended with ${month(p.through)}; the assessed star decides.`,
    'validity-ended-by-transition': (p) =>
      `A new policy starts in ${month(p.effectiveFrom)}: in its first month validity counts as ` +
      `ended (it ran through ${month(p.through)}), so the assessed star decides.`,
    'validity-none': (p, star) =>
      `What was held, ${star(p.star)}, had no validity; the assessed star decides.`,
    awarded: (p, star) => `Awarded ${star(p.star)}, valid ${span(p.from, p.through)}.`,
    unrated: () => 'No star this month.',
    rose: (p, star) =>
      `Rose from ${star(p.before)} to ${star(p.star)}; validity starts anew: ` +
      `${span(p.from, p.through)}.`,
    kept: (p, star) =>
      `Assessed: ${star(p.star)}, as held; inside validity nothing changes, ` +
      `through ${month(p.through)}.`,
    'kept-above': (p, star) =>
      `Assessed: ${star(p.assessed)}; but inside validity a star only rises: ` +
      `${star(p.star)} through ${month(p.through)}.`,
    renewed: (p, star) =>
      `Assessed: ${star(p.star)}, as held; renewed, valid ${span(p.from, p.through)}.`,
    fell: (p, star) =>
      `Fell from ${star(p.before)} to ${star(p.star)}, valid ${span(p.from, p.through)}.`,
    'fell-to-unrated': (p, star) => `Fell from ${star(p.before)} to no star, without validity.`,
    stepped: (p, star) =>
      `Assessed: ${star(p.assessed)}; but at expiry a star falls by one at most: ` +
      `${star(p.star)}.`,
    gap: (p, star) => `${amount(p.missing)} more for ${star(p.star)} (${p.threshold}).`,
    'gap-held-by-cap': (p, star) =>
      `With ${many(p.least, 'stop')} or more in the window ${star(p.atMost)} is the most: ` +
      `${star(p.star)} is out of reach for now.`,
    'gap-by-spend': (p, star) =>
      `CNY ${wholeYuan(p.yuanPerMonth)} a month more than of late, from ${month(p.from)} on, in ` +
      `charges that count would bring ${star(p.star)} in ${month(p.by)}.`,
    'gap-by-spend-on': (p, star) =>
      `CNY ${wholeYuan(p.yuanPerMonth)} a month more than of late, from ${month(p.from)} on, in ` +
      `charges for ${kinds[p.kind]} that count would bring ${star(p.star)} in ${month(p.by)}.`,
    'top-star': (p, star) => `${star(p.star)} is the highest star.`,
    leaving: (p) => `Next month, ${month(p.period)} leaves the window with ${money(p.fen)}.`,
    'outlook-basis': (p) => spoken.mean(p.periods, p.fen, ''),
    'outlook-basis-weighted': (p) =>
      spoken.mean(p.periods, p.fen, ' weighted by the rates of the services'),
    'outlook-rises': (p, star) =>
      `Expected in ${month(p.month)}: growth value ${amount(p.value)}, a rise to ${star(p.star)}.`,
    'outlook-renews': (p, star) =>
      `Expected when validity ends, in ${month(p.month)}: growth value ${amount(p.value)}, ` +
      `${star(p.star)} renewed.`,
    'outlook-falls': (p, star) =>
      `Expected when validity ends, in ${month(p.month)}: growth value ${amount(p.value)} ` +
      `(${p.needed} needed for ${star(p.before)}), a fall to ${star(p.star)}.`,
    'outlook-falls-to-unrated': (p, star) =>
      `Expected when validity ends, in ${month(p.month)}: growth value ${amount(p.value)} ` +
      `(${p.needed} needed for ${star(p.before)}), no star any more.`,
    'outlook-first-star': (p, star) =>
      `Expected in ${month(p.month)}: growth value ${amount(p.value)}, a first star: ` +
      `${star(p.star)}.`,
    'outlook-stays-unrated': (p) => `Expected: no star within ${many(p.months, 'month')}.`,
    'policy-document': (p) =>
      `Assessed under "${p.title.en}", in force from ${month(p.effectiveFrom)} ` +
      `(${p.policy}, ${p.document}).`,
    'policy-overlay': (p) => `Values of the region ${p.region} are laid over it (${p.file}).`,
    'assumed-values': (p) =>
      `${many(p.paths.length, 'value')} assumed, not yet confirmed by the operator: ` +
      `${list(p.paths.map((path) => valueName(path, values, labels)))}.`,
    left: (p) => `The customer left on ${date(p.leftOn)} and is assessed no more.`,
    'left-no-membership': () => 'There is no membership that counts, so nothing is assessed.',
    'starts-later': (p) =>
      `Who joins on ${date(p.startsOn)} takes part from the month after joining.`,
    ineligible: (p) =>
      `The segment is ${segments[p.segment]}; only ` +
      `${list(p.eligible.map((s) => segments[s]))} takes part.`,
    'last-row': () =>
      'Growth value and star are 0 and validity ends; whoever takes part again starts afresh.',
  },
  sections: {
    result: 'Result',
    next: 'What comes next',
    growth: 'Growth value',
    spend: 'Spend, period by period',
    charges: 'Spend, charge by charge',
    tenure: 'Tenure',
    credit: 'Credit: stops',
    policy: 'Policy and its values',
  },
  terms: {
    title: 'Your star explained',
    customer: 'Customer',
    month: 'Month',
    star: 'Star',
    validity: 'Validity',
    growth: 'Growth',
    growthValue: 'Growth value',
    assessedStar: 'Assessed star',
    outcome: 'Outcome',
    heldBefore: 'Month before',
    joined: 'Joined',
    region: 'Region',
    segment: 'Segment',
    none: 'none',
    part: 'Part',
    spendPart: 'Spend',
    tenurePart: 'Tenure',
    creditPart: 'Credit',
    total: 'Total',
    sum: 'Sum of the parts',
    threshold: 'Threshold',
    missing: 'Missing',
    period: 'Period',
    charges: 'Charges',
    counted: 'Counted',
    notCounted: 'Not counted',
    exactGrowth: 'As growth',
    service: 'Service',
    category: 'Category',
    amount: 'Amount',
    verdict: 'Counts?',
    line: 'Line',
    months: 'Months',
    countedMonths: 'Months counted',
    capMonths: 'Months at most',
    perMonth: 'Per month',
    brackets: 'Brackets',
    window: 'Window',
    perStop: 'Per stop',
    date: 'Date',
    stopKind: 'Kind',
    stopCause: 'Cause',
    leaving: 'Leaves the window',
    mean: 'Taken per period',
    when: 'When',
    atExpiry: 'After validity',
    firstRise: 'First rise',
    firstStar: 'First star',
    policy: 'Policy',
    effectiveFrom: 'In force from',
    document: 'Document',
    overlay: 'Overlay',
    digest: 'Digest',
    value: 'Value',
    setting: 'Setting',
    source: 'Source',
    said: 'Said by',
    certainty: 'Certainty',
    column: 'Column',
    stored: 'Register',
    fromFacts: 'From the facts',
    now: 'This month',
  },
}
