import type { Outcome } from '@dipper/assessment'
import { formatMonth, month as monthOf } from '@dipper/policy'
import type { MonthText, Span } from '../explanation.ts'
import type { PreviewMonth, TariffPreview, Turn } from './preview.ts'
import type { PreviewInput } from './preview-tariff.ts'
import { type PreviewSaying, saying } from './sayings.ts'

type Unspoken = Omit<TariffPreview, 'headline' | 'notes'>

/** What is held now, what is taken to come, and what else the months show. */
export function notesOf(preview: Unspoken, input: PreviewInput): readonly PreviewSaying[] {
  const { firstFall, firstRise, rulesChange } = preview.summary
  return [
    heldNote(preview),
    basisNote(preview),
    tariffNote(preview),
    ...linesNotes(input),
    ...(rulesChange.length === 0 ? [] : [saying('rules-change', { months: rulesChange })]),
    ...differingNotes(preview.summary.differing),
    ...turnNotes('first-rise', firstRise),
    ...turnNotes('first-fall', firstFall),
    ...leavingNotes(preview.months),
  ]
}

function heldNote({ month, held }: Unspoken): PreviewSaying {
  return saying('held', {
    month,
    star: held?.star ?? 0,
    through: held?.validity?.through ?? null,
  })
}

function basisNote({ month, months, basis: { periods, fen } }: Unspoken): PreviewSaying {
  const through = months.at(-1)?.month ?? month
  return saying('basis', { from: month, through, periods, fen })
}

function tariffNote({ tariff, basis: { replacedFen } }: Unspoken): PreviewSaying {
  const counts = formatMonth(monthOf(tariff.from) + 1)
  return replacedFen === 0n
    ? saying('adds', { ...tariff, counts })
    : saying('replaces', { ...tariff, replacedFen, counts })
}

/** A charge names its kind alone: the tariff cannot take the place of one line's charges. */
function linesNotes({ customer, tariff: { kind } }: PreviewInput): PreviewSaying[] {
  const lines = customer.holdings.filter((each) => each.kind === kind && each.heldTo === null)
  return lines.length > 1 ? [saying('several-lines', { kind, lines: lines.length })] : []
}

function differingNotes(months: readonly MonthText[]): PreviewSaying[] {
  if (months.length === 0) return []
  return [saying('differing', { months: months.length, spans: spansOf(months) })]
}

function turnNotes(code: 'first-fall' | 'first-rise', turn: Turn): PreviewSaying[] {
  return turn.changed === null && turn.unchanged === null ? [] : [saying(code, turn)]
}

function leavingNotes(months: readonly PreviewMonth[]): PreviewSaying[] {
  const last = months.find(({ unchanged }) => isLast(unchanged?.outcome))
  if (!last?.unchanged) return []
  return [saying('assessed-no-more', { month: last.month, outcome: last.unchanged.outcome })]
}

function isLast(outcome: Outcome | undefined): boolean {
  return outcome === 'left' || outcome === 'ineligible'
}

/** Months that follow each other, as spans. */
function spansOf(months: readonly MonthText[]): Span[] {
  return months.reduce<Span[]>((spans, month) => {
    const last = spans.at(-1)
    return last !== undefined && monthOf(last.through) + 1 === monthOf(month)
      ? [...spans.slice(0, -1), { ...last, through: month }]
      : [...spans, { from: month, through: month }]
  }, [])
}
