// The digest of an exported register (docs/digest.md), without any of Dipper's code.
//   node examples/digest.mjs stars.csv
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const WEIGHTS = [10007, 20011, 30011, 40009, 50021, 60013, 61001, 62003, 63029, 64007].map(BigInt)
const OUTCOMES = ['awarded', 'unrated', 'rose', 'kept', 'renewed', 'fell', 'left', 'ineligible']

const key = (id) => createHash('md5').update(id).digest().readUIntLE(0, 6)
const number = (cell) => {
  if (cell === '') return 0n
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(cell) ?? []
  if (year) return BigInt(year) * 12n + BigInt(month) - 1n
  const outcome = OUTCOMES.indexOf(cell)
  return outcome >= 0 ? BigInt(outcome) : BigInt(cell)
}

const months = new Map()
const [, ...rows] = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')
for (const row of rows) {
  // Only the id can be quoted, and it comes first; no other cell has a comma.
  const cells = row.split(',').slice(-10)
  const written = row.slice(0, -cells.join(',').length - 1)
  const id = written[0] === '"' ? written.slice(1, -1).replaceAll('""', '"') : written
  const value = cells.reduce((sum, cell, n) => sum + WEIGHTS[n] * number(cell), 1n)
  months.set(cells[0], (months.get(cells[0]) ?? 0n) + BigInt(key(id)) * value)
}
for (const [month, sum] of months) {
  console.log(month, BigInt.asUintN(128, sum).toString(16).padStart(32, '0'))
}
