import type { NotCounted } from '@dipper/assessment'
import { SERVICE_KINDS } from '@dipper/policy'
import type { Line, SpendExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function spendReasons(spend: SpendExplained): Reason[] {
  const lines = spend.periods.flatMap((period) => period.lines)
  return [
    windowReason(spend),
    ...countedReasons(spend, lines),
    ...notCountedReasons(spend, lines),
    growthReason(spend),
    ...(spend.floored ? [reason('spend-floored', { exactGrowth: spend.exactGrowth })] : []),
  ]
}

function windowReason({ window, windowMonths, periods: { length: periods } }: SpendExplained) {
  return periods < windowMonths
    ? reason('window-shortened', { ...window, periods, months: windowMonths })
    : reason('window', { ...window, periods })
}

function countedReasons({ window, countedFen: fen }: SpendExplained, lines: Line[]): Reason[] {
  const charges = chargesOf(lines.filter(({ counted }) => counted))
  return [
    charges === 0 ? reason('no-charges', window) : reason('charges-counted', { fen, charges }),
  ]
}

function notCountedReasons({ notCountedFen }: SpendExplained, lines: Line[]): Reason[] {
  const byCategory = lines.filter(because('category'))
  const byKind = lines.filter(because('kind'))
  const categories = [...new Set(byCategory.map(({ category }) => category))]
  const kinds = [...new Set(byKind.map(({ kind }) => kind))]
  const category = { fen: notCountedFen.category, charges: chargesOf(byCategory), categories }
  const kind = { fen: notCountedFen.kind, charges: chargesOf(byKind), kinds }
  return [
    ...(byCategory.length > 0 ? [reason('not-counted-by-category', category)] : []),
    ...(byKind.length > 0 ? [reason('not-counted-by-kind', kind)] : []),
  ]
}

function growthReason({ weighted, countedFen, perYuan, exactGrowth, growth }: SpendExplained) {
  if (!weighted) return reason('spend-growth', { fen: countedFen, growth })
  const rates = SERVICE_KINDS.flatMap((kind) => {
    const rate = perYuan[kind]
    return rate === undefined ? [] : [{ kind, perYuan: rate }]
  })
  return reason('spend-growth-weighted', { rates, exactGrowth, growth })
}

function because(why: NotCounted) {
  return ({ notCounted }: Line) => notCounted === why
}

function chargesOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { charges }) => sum + charges, 0)
}
