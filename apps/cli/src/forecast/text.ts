import type { BackTest, BackTestMonth, Forecast, Hits } from '@dipper/engine'
import { formatMonth } from '@dipper/policy'
import { widthOf } from '../io.ts'
import { grouped, share } from '../numbers.ts'
import { printable } from '../report/markup.ts'
import type { Session } from '../session.ts'
import { factsText, paragraphs, tableText } from '../table.ts'
import { wrapped } from '../what-if/terminal/wrap.ts'
import { allGroups, byRegion, byStar, countsOf, nearOf, ratesOf } from './counting.ts'
import { FORECAST_WORDS } from './words/index.ts'
import type { ForecastWords } from './words/words.ts'

/** Regions shown. */
const REGIONS = 10
/** Columns of the longest bar. */
const BAR = 20

/** The months to come, and how far off such a forecast was, as the terminal shows them. */
export function forecastText(session: Session, forecast: Forecast, near: number): string {
  const said = FORECAST_WORDS[session.words.language]
  const { headings } = said
  const width = widthOf(session.io.stdout)
  return paragraphs(
    originText(forecast, said, width),
    wrapped(answerText(forecast, near, said), width),
    paragraphs(headings.byMonth, monthsText(forecast, said)),
    paragraphs(headings.byStar, starsText(session, forecast, said)),
    paragraphs(headings.byRegion, regionsText(session, forecast, said)),
    paragraphs(headings.backTest, ...backTestText(forecast, said, width)),
  )
}

function originText({ month, billed }: Forecast, said: ForecastWords, width: number): string {
  const { labels, lookedFrom, assumption } = said
  return [
    factsText([
      [labels.lookedFrom, lookedFrom({ month: formatMonth(month), billed: formatMonth(billed) })],
    ]),
    wrapped(`${labels.assumed}  ${assumption}`, width),
  ].join('\n')
}

function answerText(forecast: Forecast, growth: number, said: ForecastWords): string {
  const last = forecast.months.at(-1) as Forecast['months'][0]
  const { due, falls, rises } = countsOf(allGroups(forecast))
  return said.answer({
    customers: grouped(countsOf(last.groups).customers),
    through: formatMonth(last.month),
    due: grouped(due),
    falls: grouped(falls),
    rises: grouped(rises),
    near: grouped(nearOf(forecast.near)),
    growth: grouped(growth),
  })
}

/** Falls also as bars. */
function monthsText({ months }: Forecast, { labels }: ForecastWords): string {
  const counted = months.map(({ month, groups }) => ({ month, ...countsOf(groups) }))
  const most = Math.max(1, ...counted.map(({ falls }) => falls))
  return tableText({
    head: [labels.month, labels.due, labels.renews, labels.rises, labels.falls, ''],
    rows: counted.map(({ month, due, renews, rises, falls }) => [
      formatMonth(month),
      grouped(due),
      grouped(renews),
      grouped(rises),
      grouped(falls),
      '█'.repeat(falls === 0 ? 0 : Math.max(1, Math.round((BAR * falls) / most))),
    ]),
    align: 'lrrrrl',
  })
}

function starsText({ words }: Session, forecast: Forecast, { labels }: ForecastWords): string {
  const { star, held, due, renews, fallsFrom, risesTo, nearTo } = labels
  const count = (value: number, is: boolean) => (is ? grouped(value) : '·')
  return tableText({
    head: [star, held, due, renews, fallsFrom, risesTo, nearTo],
    rows: byStar(forecast).map((each) => [
      words.star(each.star),
      grouped(each.held),
      ...[each.due, each.renews, each.falls, each.rises, each.near].map((value) =>
        count(value, each.star > 0),
      ),
    ]),
    align: 'lrrrrrr',
  })
}

function regionsText(
  { words: { terms } }: Session,
  forecast: Forecast,
  { labels, noRegion, moreRegions }: ForecastWords,
): string {
  const regions = byRegion(forecast)
  const table = tableText({
    head: [labels.region, terms.customers, labels.due, labels.falls, labels.rises, labels.near],
    rows: regions
      .slice(0, REGIONS)
      .map(({ region, customers, due, falls, rises, near }) => [
        region === null ? noRegion : printable(region),
        ...[customers, due, falls, rises, near].map(grouped),
      ]),
    align: 'lrrrrr',
  })
  const more = regions.length - REGIONS
  return more > 0 ? `${table}\n${moreRegions(grouped(more))}` : table
}

function backTestText({ backTest, month }: Forecast, said: ForecastWords, width: number): string[] {
  if (backTest === null) {
    return [wrapped(said.backTest.none({ month: formatMonth(month) }), width)]
  }
  const { months } = backTest
  const [first, last] = [months[0], months.at(-1)] as [BackTestMonth, BackTestMonth]
  const how = said.backTest.how({
    month: formatMonth(backTest.month),
    through: formatMonth(last.month),
  })
  const sentences = backTestSentences(
    backTest,
    said.backTest,
    first === last ? [last] : [first, last],
  )
  const lines = sentences.map((sentence) => bullet(sentence, width))
  return [
    [wrapped(how, width), ...lines].join('\n'),
    rightText(months, said),
    paragraphs(said.inThatMonth, hitsText(months, said)),
  ]
}

function backTestSentences(
  { month: origin, whenever }: BackTest,
  said: ForecastWords['backTest'],
  shown: readonly BackTestMonth[],
): string[] {
  const { left, joined } = shown.at(-1) as BackTestMonth
  return [
    ...shown.map(({ month, customers, right, unchanged }) =>
      said.stars({
        months: month - origin,
        right: share(right, customers),
        unchanged: share(unchanged, customers),
      }),
    ),
    ...shown.map((each) => said.growth({ months: each.month - origin, off: growthOff(each) })),
    any(whenever.falls) ? said.falls(hitWords(whenever.falls)) : said.noFalls,
    any(whenever.rises) ? said.rises(hitWords(whenever.rises)) : said.noRises,
    said.apart({ left: grouped(left), joined: grouped(joined) }),
  ]
}

function any({ forecast, happened }: Hits): boolean {
  return forecast + happened > 0
}

function hitWords(hits: Hits) {
  const { precision, recall } = ratesOf(hits)
  return {
    forecast: grouped(hits.forecast),
    happened: grouped(hits.happened),
    both: grouped(hits.both),
    precision: precision === null ? null : share(hits.both, hits.forecast),
    recall: recall === null ? null : share(hits.both, hits.happened),
  }
}

/** How many stars were right, and by how much growth was off. */
function rightText(months: readonly BackTestMonth[], { labels }: ForecastWords): string {
  return tableText({
    head: [
      labels.month,
      labels.compared,
      labels.left,
      labels.right,
      labels.unchanged,
      labels.growthOff,
    ],
    rows: months.map((each) => [
      formatMonth(each.month),
      grouped(each.customers),
      grouped(each.left),
      share(each.right, each.customers),
      share(each.unchanged, each.customers),
      growthOff(each),
    ]),
    align: 'lrrrrr',
  })
}

/** Falls and rises in the very month that they were forecast for. */
function hitsText(months: readonly BackTestMonth[], { labels }: ForecastWords): string {
  const hits = [labels.forecast, labels.cameTrue, labels.foreseen]
  const below = (name: string) => hits.map((each, n) => `${n === 0 ? name : ''}\n${each}`)
  const cells = ({ forecast, happened, both }: Hits) => [
    grouped(forecast),
    share(both, forecast),
    share(both, happened),
  ]
  return tableText({
    head: [`\n${labels.month}`, ...below(labels.falls), ...below(labels.rises)],
    rows: months.map(({ month, falls, rises }) => [
      formatMonth(month),
      ...cells(falls),
      ...cells(rises),
    ]),
    align: 'lrrrrrr',
  })
}

function growthOff({ growthError, customers }: BackTestMonth): string {
  return customers === 0 ? '' : (growthError / customers).toFixed(1)
}

function bullet(text: string, width: number): string {
  return wrapped(text, width, '  ').replace(/^ {2}/, '- ')
}
