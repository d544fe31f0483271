// A sweep of twelve drafts over twelve months beside the same command with one draft, both cold, and
// beside assessing the one draft into a register of its own. `node bench/simulate.mjs [customers]`.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { measured, root, row } from './measure.mjs'

const [customers = 1_000_000] = process.argv.slice(2).map(Number)
const dipper = join(root, 'apps/cli/bin/dipper.js')
const policy = join(root, 'policies/china-telecom/star')
const folder = join(root, '.dipper', 'bench')
const facts = join(folder, `facts-26-${customers}`)
const register = join(folder, `register-26-${customers}`)
const months = ['--from', '2025-12', '--through', '2026-11']

if (!existsSync(facts)) {
  process.stdout.write(`making ${customers} customers × 26 periods …\n`)
  const size = ['--customers', customers, '--periods', 26, '--through', '2026-10', '--seed', 7]
  await measured([dipper, 'facts', 'generate', ...size, '--out', facts])
}
const assess = (into) => ['assess', '--policy', policy, '--facts', facts, '--register', into]
if (!existsSync(register)) {
  await measured([dipper, ...assess(register), '--from', '2025-11', '--through', '2026-11'])
}
const sweep = (values) => [
  dipper,
  'simulate',
  '--policy',
  policy,
  '--against',
  policy,
  '--facts',
  facts,
  '--register',
  register,
  ...months,
  '--vary',
  `growth.tenure.capMonths=${values}`,
  '--costs',
  join(root, 'policies/china-telecom/costs/2026-illustrative.yaml'),
]
const own = join(folder, 'register-of-draft')
rmSync(own, { recursive: true, force: true })

process.stdout.write(`\n${customers} customers, 12 months (seconds, CPU seconds, peak MB)\n`)
process.stdout.write(
  `${''.padEnd(44)}${'wall'.padStart(9)}${'cpu'.padStart(9)}${'memory'.padStart(9)}\n`,
)
const one = row('one draft', [await measured(sweep('60'))])
const twelve = row('twelve drafts', [await measured(sweep('12..144/12'))])
const alone = row('one draft assessed into its own register', [
  await measured([dipper, ...assess(own), ...months]),
])
const ratio = (a, b) => `wall ${(a.wall / b.wall).toFixed(2)}, cpu ${(a.cpu / b.cpu).toFixed(2)}`
process.stdout.write(`twelve drafts to one: ${ratio(twelve, one)}\n`)
process.stdout.write(`one draft to its own register: ${ratio(one, alone)}\n`)
process.stdout.write(
  `twelve drafts to twelve registers: ${ratio(twelve, { wall: alone.wall * 12, cpu: alone.cpu * 12 })}\n`,
)
