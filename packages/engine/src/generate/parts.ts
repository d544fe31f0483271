import type { Month } from '@dipper/policy'
import { formatMonth } from '@dipper/policy'
import type { TableName } from '../facts/tables.ts'
import { charges } from './charges.ts'
import { filedByPeriod } from './dirty/kinds.ts'
import { dirtied, fileRows, listRows } from './dirty/rows.ts'
import { holdings } from './lines.ts'
import { attributes, customers, profiles, services } from './masters.ts'
import type { Part } from './output.ts'
import { piecePath, WORK } from './output.ts'
import { stops } from './stops.ts'
import type { World } from './world.ts'
import { quote } from './world.ts'

/** What parts are made from. */
export interface Source {
  readonly world: World
  readonly dirty: boolean
}

/** All holdings, kept beside the tables while they are written: three tables are made from them. */
export function draftPart(world: World): Part {
  return { table: '', path: `${WORK}/holdings`, sql: holdings(world) }
}

function tablePart(
  { world, dirty }: Source,
  { table, path, rows }: { table: TableName; path: string; rows: string },
): Part {
  if (!dirty) return { table, path, sql: `SELECT * EXCLUDE (owner, line, draw) FROM (${rows})` }
  const all = dirtied(world, table, rows)
  return { table, path, sql: fileRows(table, all), list: (file) => listRows(table, file, all) }
}

export function masterParts(source: Source): Part[] {
  const { world } = source
  return [
    tablePart(source, { table: 'customers', path: 'customers', rows: customers(world) }),
    tablePart(source, { table: 'attributes', path: 'attributes', rows: attributes(world) }),
    tablePart(source, { table: 'profiles', path: 'profiles', rows: profiles(world) }),
  ]
}

export function holdingParts(source: Source, draft: string): Part[] {
  const { world, dirty } = source
  const held = `SELECT * FROM read_parquet(${quote(draft)})`
  const months = Array.from({ length: world.periods }, (_, index) => world.first + index)
  const chargesPath = (period: Month) => {
    const name = formatMonth(period)
    return dirty && filedByPeriod(period) ? `charges/period=${name}/charges` : `charges/${name}`
  }
  return [
    tablePart(source, { table: 'services', path: 'services', rows: services(world, held) }),
    ...months.map((period) =>
      tablePart(source, {
        table: 'charges',
        path: chargesPath(period),
        rows: charges(world, held, period),
      }),
    ),
    ...months.map((period) =>
      tablePart(source, {
        table: 'stops',
        path: `stops/${formatMonth(period)}`,
        rows: stops(world, held, period),
      }),
    ),
  ]
}

export function controlsPart(source: Source, controls: readonly string[]): Part {
  const values = controls.length > 0 ? controls.join(', ') : '(NULL, NULL, NULL, NULL)'
  const rows =
    `SELECT "period"::VARCHAR AS "period", kind::VARCHAR AS kind, sum("rows")::BIGINT AS "rows", ` +
    `sum(amount_fen)::BIGINT AS amount_fen, NULL AS owner, NULL AS line, ` +
    `row_number() OVER (ORDER BY "period", kind) - 1 AS draw ` +
    `FROM (VALUES ${values}) controls("period", kind, "rows", amount_fen) ` +
    `WHERE "period" IS NOT NULL GROUP BY "period", kind ORDER BY "period", kind`
  return tablePart(source, { table: 'controls', path: 'controls', rows })
}

/** The list of the bad rows of one file. */
export function listPiece(part: Part, file: string): Part | null {
  if (part.list === undefined) return null
  const path = piecePath(file).replace(/\.parquet$/, '')
  return { table: '', path, sql: part.list(file) }
}
