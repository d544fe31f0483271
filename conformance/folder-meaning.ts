import { readFileSync } from 'node:fs'
import { assess, type Customer, toHeld, toRegisterRow } from '@dipper/assessment'
import {
  compileMonth,
  type CustomerFacts,
  Database,
  EXPORTED,
  openFacts,
  readCustomers,
} from '@dipper/engine'
import { formatMonth, type Month, parseMonth } from '@dipper/policy'
import { monthsOf } from './case-facts.ts'
import type { Folder } from './folder.ts'

/** Customers as the facts have them; those the facts do not know have nothing. */
export async function customersOf(
  { facts, through }: Folder,
  ids: readonly string[],
): Promise<CustomerFacts[]> {
  const db = await Database.open({ threads: 1 })
  try {
    const request = { customers: ids, knownBy: null, periods: { from: 0, through } }
    const known = await readCustomers(db, await openFacts(db, facts), request)
    return ids.map((id) => known.get(id) ?? { id, ...NOTHING })
  } finally {
    db.close()
  }
}

const NOTHING = { memberships: [], attributes: [], holdings: [], charges: [], stops: [] }

/** The register of a folder by the meaning alone, as its export would say it. */
export async function registerByMeaning(folder: Folder): Promise<string> {
  const ids = [
    ...new Set([...firstCells(`${folder.facts}/customers.csv`), ...importedOf(folder).keys()]),
  ]
  let customers: Customer[] = (await customersOf(folder, ids.toSorted(byBytes))).map((facts) => ({
    ...facts,
    held: importedOf(folder).get(facts.id) ?? null,
  }))
  const lines: string[] = [EXPORTED.join(',')]
  for (const month of monthsOf(folder)) {
    const policy = compileMonth(folder.programme, month)
    customers = customers.map((customer) => {
      const assessment = assess(policy, customer, month)
      if (assessment) lines.push(lineOf(toRegisterRow(customer.id, assessment)))
      return { ...customer, held: assessment && toHeld(assessment) }
    })
  }
  return `${lines.join('\n')}\n`
}

function lineOf(row: ReturnType<typeof toRegisterRow>): string {
  const monthText = (month: Month | null) => (month === null ? '' : formatMonth(month))
  return [
    row.customerId,
    formatMonth(row.month),
    row.spendGrowth,
    row.tenureGrowth,
    row.creditGrowth,
    row.growthValue,
    row.assessedStar,
    row.star,
    monthText(row.validFrom),
    monthText(row.validThrough),
    row.outcome,
  ].join(',')
}

function importedOf({ imported }: Folder): Map<string, Customer['held']> {
  const rows = imported === null ? [] : cellsOf(imported)
  return new Map(
    rows.map(([id = '', star, from = '', through = '']) => {
      const validity = { from: parseMonth(from) ?? 0, through: parseMonth(through) ?? 0 }
      return [
        id,
        {
          star: Number(star),
          validity: from === '' ? null : validity,
          joined: null,
          outcome: 'imported',
        },
      ]
    }),
  )
}

function firstCells(file: string): string[] {
  return cellsOf(file).map(([first = '']) => first)
}

/** Rows below the header; no cell of a conformance folder needs quotes. */
function cellsOf(file: string): string[][] {
  const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return rows.map((row) => row.split(','))
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}
