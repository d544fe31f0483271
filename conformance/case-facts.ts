import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Customer } from '@dipper/assessment'
import { formatMonth, type Month, type ServiceKind } from '@dipper/policy'
import type { Case } from './case-file.ts'

/** Somebody else named in a case is in net all the time. */
const ALWAYS = '2000-01-01'

/** The customer of a case as the meaning wants it; nothing but the case decides. */
export function customerOf(each: Case, id: string): Customer {
  const { customer, changes, lines, charges, stops } = each
  const own = (fact: { who?: string | undefined }) => fact.who === undefined
  return {
    id,
    memberships: customer.map(({ joined, left, segment, region }) => ({
      joinedOn: joined,
      leftOn: left ?? null,
      segment,
      region: region ?? null,
    })),
    attributes: changes.map(({ from, segment, region }) => ({
      from,
      segment,
      region: region ?? null,
    })),
    holdings: lines.filter(own).map((line) => ({
      serviceId: line.id,
      kind: line.kind,
      openedOn: line.opened,
      heldFrom: line.held.from,
      heldTo: line.held.to,
    })),
    charges: charges
      .filter(own)
      .flatMap(({ periods, amounts, category }) =>
        monthsOf(periods).flatMap((period) =>
          amounts.map(({ kind, fen }) => ({ period, kind, category, fen })),
        ),
      ),
    stops: stops.filter(own).map(({ line, kind, cause, on }) => ({
      serviceId: line,
      serviceKind: kindOf(line, lines),
      kind,
      cause,
      stoppedOn: on,
    })),
    held: heldOf(each),
  }
}

function kindOf(id: string, lines: Case['lines']): ServiceKind {
  const line = lines.find((candidate) => candidate.id === id)
  if (line) return line.kind
  throw new Error(`a stop names the line \`${id}\`, which is not among \`lines\``)
}

function heldOf({ imported }: Case): Customer['held'] {
  if (!imported) return null
  return { star: imported.star, validity: imported.valid, joined: null, outcome: 'imported' }
}

export type CaseById = readonly [id: string, each: Case]

/** Many cases as one facts folder; ids within a case begin with the id of its customer. */
export function writeFacts(folder: string, cases: readonly CaseById[], periods: Span): void {
  const rows = cases.map(([id, each]) => rowsOf(id, each))
  const tables = {
    customers: [
      'customer_id,joined_on,left_on,segment,region',
      ...rows.flatMap((row) => row.customers),
    ],
    attributes: ['customer_id,from,segment,region', ...rows.flatMap((row) => row.attributes)],
    services: [
      'service_id,customer_id,account_id,kind,opened_on,held_from,held_to',
      ...rows.flatMap((row) => row.services),
    ],
    charges: [
      'period,customer_id,account_id,service_id,kind,category,amount_fen',
      ...rows.flatMap((row) => row.charges),
      ...monthsOf(periods).map((period) => `${formatMonth(period)},filler,,,mobile,recurring,0`),
    ],
    stops: [
      'service_id,customer_id,kind,cause,stopped_on,restored_on',
      ...rows.flatMap((row) => row.stops),
    ],
  }
  tables.customers.push(`filler,${ALWAYS},,individual,`)
  mkdirSync(folder, { recursive: true })
  for (const [table, lines] of Object.entries(tables)) {
    writeFileSync(join(folder, `${table}.csv`), `${lines.join('\n')}\n`)
  }
}

/** The stars that cases bring along, as a register's import. */
export function writeImport(file: string, cases: readonly CaseById[]): void {
  const rows = cases.map(([id, { imported }]) => {
    const { from, through } = imported?.valid ?? {}
    return [id, imported?.star, monthText(from), monthText(through)].join(',')
  })
  writeFileSync(file, `${['customer_id,star,valid_from,valid_through', ...rows].join('\n')}\n`)
}

export interface Span {
  readonly from: Month
  readonly through: Month
}

export function monthsOf({ from, through }: Span): Month[] {
  return Array.from({ length: through - from + 1 }, (_, index) => from + index)
}

function monthText(month: Month | undefined): string {
  return month === undefined ? '' : formatMonth(month)
}

function rowsOf(id: string, { customer, changes, lines, charges, stops }: Case) {
  const named = (who: string | undefined) => (who === undefined ? id : `${id}-${who}`)
  const lineId = (line: string | undefined) => (line === undefined ? '' : `${id}-${line}`)
  const others = new Set(
    [...lines, ...charges, ...stops].flatMap(({ who }) => (who === undefined ? [] : [who])),
  )
  return {
    customers: [
      ...customer.map(({ joined, left, segment, region }) =>
        [id, joined, left, segment, region].join(','),
      ),
      ...[...others].map((who) => [named(who), ALWAYS, '', 'individual', ''].join(',')),
    ],
    attributes: changes.map(({ from, segment, region }) => [id, from, segment, region].join(',')),
    services: lines.map(({ id: line, kind, opened, held, who }) =>
      [lineId(line), named(who), '', kind, opened, held.from, held.to].join(','),
    ),
    charges: charges.flatMap(({ periods, amounts, category, line, who }) =>
      monthsOf(periods).flatMap((period) =>
        amounts.map(({ kind, fen }) =>
          [formatMonth(period), named(who), '', lineId(line), kind, category, fen].join(','),
        ),
      ),
    ),
    stops: stops.map(({ line, kind, cause, on, who }) =>
      [lineId(line), named(who), kind, cause, on, ''].join(','),
    ),
  }
}
