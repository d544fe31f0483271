// Time, CPU and memory of the engine beside a plain hand-written DuckDB query, on the same facts in the
// same run. `node bench/assess.mjs [customers] [rounds]`. Each measure is a process of its own.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { measured, median, root, row } from './measure.mjs'

const PERIODS = 14
const dipper = join(root, 'apps/cli/bin/dipper.js')
const [customers = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number)
const folder = join(root, '.dipper', 'bench')
const facts = join(folder, `facts-${customers}`)
const policy = join(root, 'policies/china-telecom/star')

if (!existsSync(facts)) {
  process.stdout.write(`making ${customers} customers × ${PERIODS} periods …\n`)
  await measured([
    dipper,
    'facts',
    'generate',
    '--customers',
    customers,
    '--periods',
    PERIODS,
    '--through',
    '2026-10',
    '--seed',
    1,
    '--out',
    facts,
  ])
}

const register = join(folder, `register-${customers}`)
const assess = (from, through) => [
  dipper,
  'assess',
  '--policy',
  policy,
  '--facts',
  facts,
  '--register',
  register,
  '--from',
  from,
  '--through',
  through,
]
const manifest = (run) =>
  JSON.parse(readFileSync(join(register, 'runs', String(run).padStart(4, '0'), 'manifest.json')))
const runs = { first: [], next: [], plain: [] }
const phases = []
for (let round = 0; round < rounds; round++) {
  rmSync(register, { recursive: true, force: true })
  runs.first.push(await measured(assess('2026-10', '2026-10')))
  runs.next.push(await measured(assess('2026-11', '2026-11')))
  const parts = join(register, 'month=2026-10', '*.parquet')
  runs.plain.push(
    await measured([
      join(root, 'bench/plain-month.mjs'),
      facts,
      parts,
      '2025-11',
      '2026-10',
      '2026-11-01',
      join(folder, 'plain.parquet'),
    ]),
  )
  phases.push(manifest(2).took)
}
const charges = readdirSync(join(facts, 'charges')).length
process.stdout.write(
  `\n${customers} customers, ${charges} periods of charges, median of ${rounds} rounds (seconds, CPU seconds, peak MB)\n`,
)
process.stdout.write(
  `${''.padEnd(44)}${'wall'.padStart(9)}${'cpu'.padStart(9)}${'memory'.padStart(9)}\n`,
)
row('first month from facts (12 periods)', runs.first)
const next = row('next month from facts (13 periods, checked)', runs.next)
const plain = row('plain query, that month (12 periods)', runs.plain)
process.stdout.write(
  `ratio to the plain query: wall ${(next.wall / plain.wall).toFixed(2)}, cpu ${(next.cpu / plain.cpu).toFixed(2)}, memory ${(next.mb / plain.mb).toFixed(2)}\n`,
)
const phase = (name) => (median(phases.map((took) => took[name])) / 1000).toFixed(2)
process.stdout.write(
  `next month by phase (wall): digests of the files ${phase('digest')}, check ${phase('check')}, load ${phase('load')}, assess and write ${phase('assess')}\n`,
)
