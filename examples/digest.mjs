// The digest of each month of an exported register (docs/digest.md), without any of Dipper's code.
//   node examples/digest.mjs stars.csv
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const WEIGHTS = [10007, 20011, 30011, 40009, 50021, 60013, 61001, 62003, 63029, 64007].map(BigInt)
const OUTCOMES = ['awarded', 'unrated', 'rose', 'kept', 'renewed', 'fell', 'left', 'ineligible']

function keyOf(id) {
  return BigInt(createHash('md5').update(id).digest().readUIntLE(0, 6))
}

function numberOf(cell) {
  if (cell === '') return 0n
  if (OUTCOMES.includes(cell)) return BigInt(OUTCOMES.indexOf(cell))
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(cell) ?? []
  return year ? BigInt(year) * 12n + BigInt(month) - 1n : BigInt(cell)
}

const sums = new Map()
const rows = readFileSync(process.argv[2], 'utf8').matchAll(/("(?:[^"]|"")*"|[^",\n]*),(.*)\n/g)
for (const [, written, rest] of [...rows].slice(1)) {
  const id = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
  const cells = rest.split(',')
  const value = cells.reduce((sum, cell, n) => sum + WEIGHTS[n] * numberOf(cell), 1n)
  sums.set(cells[0], (sums.get(cells[0]) ?? 0n) + keyOf(id) * value)
}
for (const [month, sum] of sums) {
  process.stdout.write(`${month} ${BigInt.asUintN(128, sum).toString(16).padStart(32, '0')}\n`)
}
