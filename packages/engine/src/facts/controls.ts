import { formatMonth, type Month, SERVICE_KINDS, type ServiceKind } from '@dipper/policy'
import type { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { acceptAlone } from './accept.ts'
import type { BilledSum } from './charges.ts'
import { tableSql } from './checked.ts'
import type { Facts } from './sources.ts'

/** A period of which other rows or amounts came than billing says it sent. */
export interface ControlDifference {
  readonly period: string
  /** `all` where only the kinds together can be compared. */
  readonly kind: ServiceKind | 'all'
  readonly rows: number
  readonly rowsSent: number
  readonly fen: bigint
  readonly fenSent: bigint
}

interface Sum {
  readonly rows: number
  readonly fen: bigint
}

/** Reads and settles `controls`: what billing says it sent, by period and kind. */
export async function acceptControls(db: Database, facts: Facts): Promise<void> {
  await acceptAlone(db, 'controls', tableSql(facts, 'controls', { knownBy: null, numbered: true }))
}

/**
 * Compares the rows that came, accepted or rejected, and their readable amounts with `controls`, for
 * the periods given. A row whose kind cannot be read is of no kind: then the period as a whole decides.
 */
export async function controlDifferences(
  db: Database,
  billed: readonly BilledSum[],
  periods: readonly Month[],
): Promise<ControlDifference[]> {
  const controls = await db.rows<BilledSum & { fen: bigint }>(
    'SELECT period, kind, rows::DOUBLE AS rows, amount_fen AS fen FROM controls WHERE verdict IS NULL',
  )
  const controlled = periods.filter((period) => controls.some((row) => row.period === period))
  return controlled.flatMap((period) => {
    const sent = controls.filter((row) => row.period === period)
    const came = billed.filter((row) => row.period === period)
    const kinds = came.some(({ kind }) => kind === null) ? [] : SERVICE_KINDS.keys()
    return [...kinds, null].flatMap((kind) => {
      const of = (rows: readonly BilledSum[]) =>
        sumOf(kind === null ? rows : rows.filter((row) => row.kind === kind))
      return difference(period, kind, of(came), of(sent))
    })
  })
}

/** Says the first difference, and how many there are. */
export function controlsProblem(
  differences: readonly [ControlDifference, ...ControlDifference[]],
): Problem {
  const [{ fen, fenSent, ...first }] = differences
  const amounts = { fen: String(fen), fenSent: String(fenSent) }
  return new Problem('controls-differ', { ...first, ...amounts, differences: differences.length })
}

function difference(period: Month, kind: number | null, came: Sum, sent: Sum): ControlDifference[] {
  if (came.rows === sent.rows && came.fen === sent.fen) return []
  return [
    {
      period: formatMonth(period),
      kind: kind === null ? 'all' : (SERVICE_KINDS[kind] as ServiceKind),
      rows: came.rows,
      rowsSent: sent.rows,
      fen: came.fen,
      fenSent: sent.fen,
    },
  ]
}

function sumOf(rows: readonly BilledSum[]): Sum {
  return {
    rows: rows.reduce((sum, row) => sum + row.rows, 0),
    fen: rows.reduce((sum, row) => sum + row.fen, 0n),
  }
}
