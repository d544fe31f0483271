import { readFileSync } from 'node:fs'
import { formatMonth, type Month } from '@dipper/policy'
import type { BackTest, BackTestMonth, Forecast } from '../src/index.ts'
import { type Foreseen, type Full, isFull, starsIn, type Turned } from './forecast-meaning.ts'

/** Region → file. */
export function listsIn({ lists }: Forecast): Record<string, string> {
  return Object.fromEntries(
    lists.map(({ region, file }) => [String(region), readFileSync(file, 'utf8')]),
  )
}

const ORDER = ['due-falls', 'due-renews', 'rises', 'near']
const HEAD =
  'customer_id,month,what,star,star_then,growth_value,growth_then,missing,spend_missing_per_month_yuan,valid_through'

export function expectedLists(
  turns: readonly Turned[],
  regions: ReadonlySet<string | null>,
): Record<string, string> {
  const files = new Map([...regions].map((region) => [String(region), [HEAD]]))
  const sorted = turns.toSorted(
    (a, b) =>
      Buffer.compare(Buffer.from(a.customer), Buffer.from(b.customer)) ||
      a.month - b.month ||
      ORDER.indexOf(a.what ?? '') - ORDER.indexOf(b.what ?? ''),
  )
  const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  for (const turn of sorted) {
    if (turn.what === null) continue
    const id = /^\s*[-=+@']/.test(turn.customer) ? `'${turn.customer}` : turn.customer
    const cells = [id, formatMonth(turn.month), turn.what, turn.held, turn.star]
    const growth = [turn.growthNow, turn.growthThen, turn.missing ?? '', turn.spendMissing ?? '']
    const through = turn.through === null ? '' : formatMonth(turn.through)
    files
      .get(String(turn.region))
      ?.push([...cells, ...growth, through].map((each) => cell(String(each))).join())
  }
  return Object.fromEntries([...files].map(([region, rows]) => [region, `${rows.join('\n')}\n`]))
}

/** `month region segment what a b` → customers. */
type Counted = Map<string, number>

export function expectedCounts(turns: readonly Turned[]): Counted {
  const counts: Counted = new Map()
  const add = (...key: (string | number | null)[]) =>
    counts.set(key.join(' '), (counts.get(key.join(' ')) ?? 0) + 1)
  for (const { month, region, segment, what, due, held, star } of turns) {
    if (what === 'near') {
      add('near', region, segment, star)
      continue
    }
    const place = [month, region, segment]
    add(...place, 'stars', star)
    if (due) add(...place, 'due', held)
    if (what === 'due-renews') add(...place, 'renews', star)
    if (what === 'due-falls') add(...place, 'falls', held, star)
    if (what === 'rises') add(...place, 'rises', held, star)
  }
  return counts
}

export function countsIn({ months, near }: Forecast): Counted {
  const counts: Counted = new Map()
  const add = (customers: number, ...key: (string | number | null)[]) => {
    if (customers > 0) counts.set(key.join(' '), customers)
  }
  for (const { month, groups } of months) {
    for (const { region, segment, falls, rises, ...lists } of groups) {
      for (const [what, list] of Object.entries(lists)) {
        list.forEach((n, star) => add(n, month, region, segment, what, star))
      }
      for (const [what, table] of Object.entries({ falls, rises })) {
        table.forEach((row, a) => row.forEach((n, b) => add(n, month, region, segment, what, a, b)))
      }
    }
  }
  for (const { region, segment, stars } of near) {
    stars.forEach((n, star) => add(n, 'near', region, segment, star))
  }
  return counts
}

/** Foreseen beside what happened to the same membership, and who first rises when. */
function pairsOf(behind: readonly Foreseen[], happened: readonly Foreseen[], back: Month) {
  const start = starsIn(happened, back)
  const key = ({ customer, month, assessment }: Full) => `${month} ${assessment.joined} ${customer}`
  const actualBy = new Map(happened.filter(isFull).map((each) => [key(each), each]))
  const [risen, rose] = [new Set<string>(), new Set<string>()]
  const first = (seen: Set<string>, customer: string, higher: boolean) => {
    const isFirst = higher && !seen.has(customer)
    if (isFirst) seen.add(customer)
    return isFirst
  }
  return behind
    .filter(isFull)
    .toSorted((a, b) => a.month - b.month)
    .map((each) => {
      const { customer, assessment } = each
      const actual = actualBy.get(key(each)) ?? null
      const before = start.get(customer)?.star ?? 0
      return {
        each,
        actual,
        before,
        rises: first(risen, customer, assessment.star.star > before),
        rose: first(rose, customer, (actual?.assessment.star.star ?? 0) > before),
        falls: assessment.star.outcome === 'fell',
        fell: actual?.assessment.star.outcome === 'fell',
      }
    })
}

export function hitsByMonth(
  behind: readonly Foreseen[],
  happened: readonly Foreseen[],
  back: Month,
  through: Month,
): BackTestMonth[] {
  const pairs = pairsOf(behind, happened, back)
  const months = Array.from({ length: through - back }, (_, n) => back + 1 + n)
  return months.map((month) => {
    const all = pairs.filter(({ each }) => each.month === month)
    const compared = all.filter(({ actual }) => actual !== null)
    const count = (is: (pair: (typeof all)[number]) => boolean | undefined) =>
      compared.filter(is).length
    const known = new Set(all.map(({ each }) => `${each.assessment.joined} ${each.customer}`))
    const errors = compared.map(({ each, actual }) =>
      Number(each.assessment.growthValue - (actual as Full).assessment.growthValue),
    )
    return {
      month,
      customers: compared.length,
      left: all.length - compared.length,
      joined: happened
        .filter(isFull)
        .filter((each) => each.month === month)
        .filter(({ customer, assessment }) => !known.has(`${assessment.joined} ${customer}`))
        .length,
      right: count(
        ({ each, actual }) => each.assessment.star.star === actual?.assessment.star.star,
      ),
      unchanged: count(({ before, actual }) => before === actual?.assessment.star.star),
      falls: {
        forecast: count(({ falls }) => falls),
        happened: count(({ fell }) => fell),
        both: count(({ falls, fell }) => falls && fell),
      },
      rises: {
        forecast: count(({ rises }) => rises),
        happened: count(({ rose }) => rose),
        both: count(({ rises, rose }) => rises && rose),
      },
      growthError: errors.reduce((sum, error) => sum + Math.abs(error), 0),
      growthBias: errors.reduce((sum, error) => sum + error, 0),
    }
  })
}

export function wheneverOf(
  behind: readonly Foreseen[],
  happened: readonly Foreseen[],
  back: Month,
  through: Month,
): BackTest['whenever'] {
  const pairs = pairsOf(behind, happened, back)
  const last = pairs.filter(({ each, actual }) => each.month === through && actual !== null)
  const compared = new Set(last.map(({ each }) => each.customer))
  const who = (is: (pair: (typeof pairs)[number]) => boolean | undefined) =>
    new Set(
      pairs
        .filter(is)
        .flatMap(({ each: { customer } }) => (compared.has(customer) ? customer : [])),
    )
  const hits = (forecast: Set<string>, happened: Set<string>) => ({
    forecast: forecast.size,
    happened: happened.size,
    both: [...forecast].filter((customer) => happened.has(customer)).length,
  })
  return {
    falls: hits(
      who(({ falls }) => falls),
      who(({ fell }) => fell),
    ),
    rises: hits(
      who(({ rises }) => rises),
      who(({ rose }) => rose),
    ),
  }
}
