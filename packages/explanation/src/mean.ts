import { type FullAssessment, floorDivide } from '@dipper/assessment'
import { counts, type Judged, linesOf } from './spend.ts'

/** The mean is taken of this many of the window's last periods, or of those there are. */
const RECENT_PERIODS = 3

export interface Mean {
  /** How many periods it is taken of. */
  readonly periods: number
  /** One charge for each kind and category, those that count first, of the month assessed. */
  readonly charges: readonly Judged[]
}

/**
 * What a coming period brings: the mean of the window's last periods in whole fen. What counts adds
 * up to the mean of what counted, rounded down.
 */
export function meanPeriod({ month, spend }: FullAssessment): Mean {
  const { from, through } = spend.window
  const first = Math.max(from, through - RECENT_PERIODS + 1)
  const periods = through - first + 1
  const recent = spend.charges.filter(({ charge }) => charge.period >= first)
  const meanOf = (charges: readonly Judged[]): Judged[] => {
    let sum = 0n
    return linesOf(charges).map(({ kind, category, fen, notCounted }) => {
      const before = floorDivide(sum, BigInt(periods))
      sum += fen
      const mean = floorDivide(sum, BigInt(periods)) - before
      return { charge: { period: month, kind, category, fen: mean }, notCounted }
    })
  }
  const others = recent.filter((charge) => !counts(charge))
  return { periods, charges: [...meanOf(recent.filter(counts)), ...meanOf(others)] }
}
