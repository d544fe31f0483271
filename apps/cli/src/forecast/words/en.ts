import type { ForecastWords } from './words.ts'

const inMonths = (months: number) => (months === 1 ? '1 month' : `${months} months`)
const share = (text: string | null) => (text === null ? '' : ` (${text})`)

export const en: ForecastWords = {
  labels: {
    lookedFrom: 'looked from',
    assumed: 'assumed',
    month: 'month',
    star: 'star',
    region: 'region',
    held: 'hold it then',
    due: 'due',
    falls: 'would fall',
    renews: 'would renew',
    rises: 'would rise',
    near: 'near',
    fallsFrom: 'fall from it',
    risesTo: 'rise to it',
    nearTo: 'near it',
    compared: 'compared',
    left: 'left',
    right: 'right',
    unchanged: 'if unmoved',
    forecast: 'forecast',
    cameTrue: 'came true',
    foreseen: 'foreseen',
    growthOff: 'growth off',
  },
  headings: {
    byMonth: 'Month by month',
    byStar: 'By star, all months together; held and near at the end',
    byRegion: 'Regions with the most falls, all months together',
    backTest: 'How far off such a forecast was',
  },
  lookedFrom: (p) => `${p.month}; bills through ${p.billed} are known`,
  assumption:
    'each later bill is the mean of the customer’s last up to three; lines, regions and segments stay as they are, nobody is stopped, nobody joins',
  answer: (p) =>
    `Through ${p.through}, ${p.due} validities of ${p.customers} customers end: ${p.falls} of them in a fall. ${p.rises} customers rise; ${p.near} more miss the next star by ${p.growth} growth or less at the end.`,
  moreRegions: (count) => `and ${count} more regions, see --json`,
  noRegion: '(none)',
  inThatMonth: 'Falls and rises in the very month that they were forecast for',
  backTest: {
    none: (p) =>
      `There is no month before ${p.month} in the register to look ahead from: how far off this forecast is cannot be said.`,
    how: (p) =>
      `The same forecast from ${p.month}, with nothing but what was known then, beside the register through ${p.through}:`,
    stars: (p) =>
      `after ${inMonths(p.months)} ${p.right} of the stars were right (${p.unchanged} if nobody had moved)`,
    growth: (p) => `after ${inMonths(p.months)} growth values were off by ${p.off} on average`,
    falls: (p) =>
      `in all months together ${p.forecast} were forecast to fall, and ${p.both} of them did${share(p.precision)}; ${p.happened} fell, and ${p.both} of them had been forecast${share(p.recall)}`,
    rises: (p) =>
      `${p.forecast} were forecast to rise, and ${p.both} of them did${share(p.precision)}; ${p.happened} rose, and ${p.both} of them had been forecast${share(p.recall)}`,
    noFalls: 'nobody was forecast to fall, and nobody did',
    noRises: 'nobody was forecast to rise, and nobody did',
    apart: (p) =>
      `${p.left} customers left meanwhile and ${p.joined} joined; they are not in these numbers`,
  },
  summary: (p) =>
    `forecast ${p.from} to ${p.through}: ${p.falls} falls and ${p.rises} rises; ` +
    (p.right === null
      ? 'how far off it is cannot be said, the register has no earlier month'
      : `${p.right.share} of the stars were right after ${inMonths(p.right.months)} in the back-test`) +
    (p.out === null ? '; write lists with --out FOLDER' : `; lists are in ${p.out}`),
}
