#!/usr/bin/env node
// Turns IBM's public sample of telecom customers into a facts folder, amounts read to the cent.
//
//   node examples/public-sample/to-facts.mjs SOURCE.csv OUTDIR
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const REFERENCE = { year: 2026, month: 10 }
const LEFT_ON = '2026-10-31'

const COLUMNS = {
  customers: ['customer_id', 'joined_on', 'left_on', 'segment', 'region'],
  services: [
    'service_id',
    'customer_id',
    'account_id',
    'kind',
    'opened_on',
    'held_from',
    'held_to',
  ],
  charges: ['period', 'customer_id', 'account_id', 'service_id', 'kind', 'category', 'amount_fen'],
}

class BadInput extends Error {}

/** Rows of an RFC 4180 text: arrays of cells, quotes taken off. */
function parseCsv(text) {
  const rows = []
  let [row, cell, quoted] = [[], '', false]
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (quoted && character === '"' && text[at + 1] === '"') cell += text[++at]
    else if (character === '"') quoted = !quoted
    else if (quoted) cell += character
    else if (character === ',') endCell()
    else if (character === '\n') endRow()
    else if (character !== '\r') cell += character
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

/** Records by column name. */
function records(text) {
  const [header, ...rows] = parseCsv(text.replace(/^\uFEFF/, ''))
  if (!header?.includes('customerID')) throw new BadInput('no column customerID in the first line')
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

/** An amount in dollars as whole cents, a cent read as a fen: `29.8` → 2980n. */
function cents(text, record) {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) throw new BadInput(`customer ${record.customerID}: not an amount in cents: ${text}`)
  const [, sign, whole, part = ''] = match
  const amount = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
  return sign === '-' ? -amount : amount
}

/** `back` months before the reference period, as YYYY-MM. */
function monthBefore(back) {
  const months = REFERENCE.year * 12 + REFERENCE.month - 1 - back
  const year = String(Math.floor(months / 12)).padStart(4, '0')
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** The quotient towards −∞, where a bigint division goes towards 0: −5 by 2 is −3. */
function floorDivide(amount, by) {
  const quotient = amount / by
  return amount % by < 0n ? quotient - 1n : quotient
}

/**
 * Fen per period from joining to the reference period. What TotalCharges leaves beside the
 * reference period's MonthlyCharges is spread evenly over the earlier ones, in whole fen towards −∞
 * (it is below 0 if the last month cost more than all months together); the remainder, never below
 * 0, is added to the first of them.
 */
function amounts(record, tenure) {
  const total = cents(record.TotalCharges, record)
  if (tenure === 1) return [total]
  const last = cents(record.MonthlyCharges, record)
  const earlier = BigInt(tenure - 1)
  const each = floorDivide(total - last, earlier)
  const remainder = total - last - each * earlier
  return [each + remainder, ...Array(tenure - 2).fill(each), last]
}

function kindsOf(record) {
  const kinds = []
  if (record.PhoneService === 'Yes') kinds.push('mobile')
  if (record.InternetService !== 'No') kinds.push('broadband')
  if (kinds.length === 0) throw new BadInput(`customer ${record.customerID}: neither phone nor net`)
  return kinds
}

/** The facts of one customer: rows of customers and services, and charges by period. */
function factsOf(record, tenure) {
  const id = record.customerID
  const joined = `${monthBefore(tenure - 1)}-01`
  const left = record.Churn === 'Yes' ? LEFT_ON : ''
  const kinds = kindsOf(record)
  const service = (kind) => `${id}-${kind}`
  const [first] = kinds
  return {
    customer: [id, joined, left, 'individual', ''],
    services: kinds.map((kind) => [service(kind), id, '', kind, joined, joined, left]),
    charges: amounts(record, tenure).map((fen, at) => {
      const period = monthBefore(tenure - 1 - at)
      return [period, id, '', service(first), first, 'recurring', String(fen)]
    }),
  }
}

function addCharge(charges, charge) {
  const [period] = charge
  const rows = charges.get(period)
  if (rows) rows.push(charge)
  else charges.set(period, [charge])
}

function convert(text) {
  const facts = { customers: [], services: [], charges: new Map(), leftOut: 0 }
  for (const record of records(text)) {
    const tenure = Number(record.tenure)
    if (!/^\d+$/.test(record.tenure)) {
      throw new BadInput(`customer ${record.customerID}: tenure is not a count of months`)
    }
    if (tenure === 0) {
      facts.leftOut += 1
      continue
    }
    const { customer, services, charges } = factsOf(record, tenure)
    facts.customers.push(customer)
    facts.services.push(...services)
    for (const charge of charges) addCharge(facts.charges, charge)
  }
  return facts
}

function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes one file under another name, then renames it. */
function write(path, columns, rows) {
  mkdirSync(dirname(path), { recursive: true })
  const lines = [columns, ...rows].map((row) => `${row.map(cell).join(',')}\n`)
  writeFileSync(`${path}.part`, lines.join(''))
  renameSync(`${path}.part`, path)
}

function writeFacts(facts, out) {
  write(join(out, 'customers.csv'), COLUMNS.customers, facts.customers)
  write(join(out, 'services.csv'), COLUMNS.services, facts.services)
  for (const [period, rows] of facts.charges) {
    write(join(out, 'charges', `${period}.csv`), COLUMNS.charges, rows)
  }
}

function main([source, out]) {
  if (!source || !out) throw new BadInput('usage: to-facts.mjs SOURCE.csv OUTDIR')
  if (!existsSync(source)) throw new BadInput(`${source} does not exist`)
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new BadInput(`${out} is not empty: name a new or empty folder`)
  }
  const facts = convert(readFileSync(source, 'utf8'))
  writeFacts(facts, out)
  const charges = [...facts.charges.values()].reduce((sum, rows) => sum + rows.length, 0)
  console.error(
    `${facts.customers.length} customers, ${facts.services.length} services ` +
      `and ${charges} charges of ${facts.charges.size} periods in ${out}; ` +
      `${facts.leftOut} left out with tenure 0`,
  )
}

try {
  main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof BadInput)) throw error
  console.error(error.message)
  process.exitCode = 2
}
