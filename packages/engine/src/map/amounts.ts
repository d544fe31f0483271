import type { Rounding, Unit } from './language.ts'

/** Decimals of an amount that are read; a unit's fen are this many decimals, cut. */
const DECIMALS = 6
const WRITTEN = `-?[0-9]{1,13}(\\.[0-9]{1,${DECIMALS}}0*)?`

/** Millionths of a unit in a fen. */
const MILLIONTHS: Readonly<Record<Unit, number>> = {
  yuan: 10_000,
  jiao: 100_000,
  fen: 1_000_000,
  li: 10_000_000,
}

interface AmountSql {
  /** Whole fen; NULL where the text is no amount. */
  readonly fen: string
  readonly malformed: string
  /** A part of a fen is left over. */
  readonly notWhole: string
}

/** Decimal text of a unit as whole fen, in integers from the first digit to the last. */
export function fenFrom(text: string, unit: Unit, round: Rounding | null): AmountSql {
  const readable = `regexp_full_match(${text}, '${WRITTEN}')`
  const unsigned = `ltrim(${text}, '-')`
  const decimals = `rpad(left(split_part(${unsigned}, '.', 2), ${DECIMALS}), ${DECIMALS}, '0')`
  const millionths = `TRY_CAST(split_part(${unsigned}, '.', 1) || ${decimals} AS HUGEINT)`
  const by = MILLIONTHS[unit]
  const rounded = round === 'half-up' ? `(${millionths} + ${by / 2})` : millionths
  const sign = `CASE WHEN starts_with(${text}, '-') THEN -1 ELSE 1 END`
  return {
    fen: `CASE WHEN ${readable} THEN (${sign} * (${rounded} // ${by}))::BIGINT END`,
    malformed: `${text} IS NOT NULL AND NOT ${readable}`,
    notWhole: round === null ? `${readable} AND ${millionths} % ${by} <> 0` : 'false',
  }
}

/**
 * The part of an amount that one of `count` rows has: even, in whole fen towards −∞, and what is
 * left over, never below 0, on the row that is `chosen`.
 */
export function evenShare(fen: string, count: string, chosen: string): string {
  const over = `(((${fen} % ${count}) + ${count}) % ${count})`
  return `((${fen} - ${over}) // ${count} + CASE WHEN ${chosen} THEN ${over} ELSE 0 END)::BIGINT`
}
