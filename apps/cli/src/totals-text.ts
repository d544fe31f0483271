import { OUTCOMES } from '@dipper/assessment'
import type { MonthTotals } from '@dipper/engine'
import { hasColours, widthOf } from './io.ts'
import { grouped, share, sum } from './numbers.ts'
import type { Session } from './session.ts'
import { displayWidth, paragraphs, tableText } from './table.ts'

/** Stars, outcomes and moves of a month. */
export function totalsText(session: Session, totals: MonthTotals): string {
  return paragraphs(
    starsText(session, totals),
    outcomesText(session, totals),
    movesText(session, totals),
  )
}

function starsText({ words }: Session, { stars, customers }: MonthTotals): string {
  const { terms } = words
  const rows = stars.map((count, star) => [
    words.star(star),
    grouped(count),
    share(count, customers),
  ])
  return tableText({
    head: [terms.star, terms.customers, terms.share],
    rows: [...rows, [terms.total, grouped(customers), share(customers, customers)]],
    align: 'lrr',
  })
}

function outcomesText({ words }: Session, { outcomes, customers }: MonthTotals): string {
  const { terms } = words
  const rows = OUTCOMES.map((outcome) => [
    words.outcomes[outcome],
    grouped(outcomes[outcome]),
    share(outcomes[outcome], customers),
  ])
  return tableText({ head: [terms.outcome, terms.customers, terms.share], rows, align: 'lrr' })
}

interface MovesShown {
  readonly title?: string
  /** Whether a last row has the customers at each star they moved to. */
  readonly totals?: boolean
}

/** Rows from, columns to; who stays is dimmed. With room, each row ends with its shares. */
export function movesText(
  session: Session,
  { moves, customers }: Pick<MonthTotals, 'moves' | 'customers'>,
  { title = session.words.terms.moves, totals = false }: MovesShown = {},
): string {
  const { words } = session
  const tableWith = (withShares: boolean) => {
    const { head, rows, align } = movesTable(session, moves, withShares)
    const last = totals ? [totalsRow(session, moves, withShares)] : []
    return tableText({ head, rows: [...rows, ...last], align })
  }
  const whole = tableWith(true)
  const fits = displayWidth(whole) <= widthOf(session.io.stdout)
  const table = fits ? whole : tableWith(false)
  const { up, same, down } = directions(moves)
  const { terms } = words
  const shares = [
    `${terms.up} ${grouped(up)} (${share(up, customers)})`,
    `${terms.same} ${grouped(same)} (${share(same, customers)})`,
    `${terms.down} ${grouped(down)} (${share(down, customers)})`,
  ]
  return paragraphs(title, table, shares.join(' · '))
}

function movesTable({ io, words }: Session, moves: MonthTotals['moves'], withShares: boolean) {
  const { terms } = words
  const dim = (text: string) => (hasColours(io) ? `\u001b[2m${text}\u001b[22m` : text)
  const cell = (count: number, from: number, to: number) => {
    const text = count === 0 ? '·' : grouped(count)
    return from === to || count === 0 ? dim(text) : text
  }
  const rows = moves.map((row, from) => {
    const cells = row.map((count, to) => cell(count, from, to))
    return [words.star(from), ...cells, ...(withShares ? sharesOf(row, from) : [])]
  })
  const ends = withShares ? [terms.total, terms.up, terms.same, terms.down] : []
  const head = ['', ...moves.map((_, star) => words.star(star)), ...ends]
  return { head, rows, align: `l${'r'.repeat(head.length - 1)}` }
}

function totalsRow({ words }: Session, moves: MonthTotals['moves'], withShares: boolean): string[] {
  const columns = moves.map((_, to) => sum(moves.map((row) => row[to] ?? 0)))
  const customers = sum(columns)
  const { up, same, down } = directions(moves)
  const ends = [up, same, down].map((part) => share(part, customers))
  return [
    words.terms.total,
    ...columns.map(grouped),
    ...(withShares ? [grouped(customers), ...ends] : []),
  ]
}

function sharesOf(row: readonly number[], from: number): string[] {
  const total = sum(row)
  const down = sum(row.slice(0, from))
  const up = sum(row.slice(from + 1))
  return [grouped(total), share(up, total), share(row[from] ?? 0, total), share(down, total)]
}

function directions(moves: MonthTotals['moves']): Readonly<Record<'up' | 'same' | 'down', number>> {
  return {
    up: sum(moves.map((row, from) => sum(row.slice(from + 1)))),
    same: sum(moves.map((row, from) => row[from] ?? 0)),
    down: sum(moves.map((row, from) => sum(row.slice(0, from)))),
  }
}
