// Points of everybody: a month earned twice, the next one, a new revision, expiry at New Year, and the
// check of it all. `node bench/points.mjs [customers]`. Ends with 1 where the second time is not the same.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkPoints,
  migrate,
  openEmbedded,
  openPool,
  PointsBatches,
} from '../packages/store/dist/index.js'
import { root } from './measure.mjs'

const customers = Number(process.argv[2] ?? 1_000_000)
const PERIOD = 2026 * 12 + 9
const CHANGED = 3
const folder = join(root, '.dipper', 'bench', 'points')

const first = (n) => 10 + (n % 300)
const second = (n) => (n % 100 < CHANGED ? n % 200 : first(n))

async function* rows(pointsOf) {
  let chunk = ''
  for (let n = 0; n < customers; n++) {
    chunk += `C${String(n).padStart(9, '0')},${pointsOf(n)}\n`
    if (chunk.length < 1 << 18) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

function totalOf(pointsOf) {
  let total = 0
  for (let n = 0; n < customers; n++) total += pointsOf(n)
  return BigInt(total)
}

async function timed(name, work) {
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(`${name.padEnd(52)}${seconds.toFixed(1).padStart(8)} s   ${say(result)}\n`)
  return result
}

const say = (result) =>
  typeof result === 'number'
    ? `${result} accounts`
    : 'changed' in result
      ? `${result.changed} accounts changed`
      : `${result.postings} postings, ${result.wrong} wrong`

rmSync(folder, { recursive: true, force: true })
const server = await openEmbedded(folder)
const pool = openPool(server.config)
await migrate(pool)
const batches = new PointsBatches(pool)
const earn = (request, pointsOf) =>
  batches.earn({ ...request, rows: rows(pointsOf), customers, points: totalOf(pointsOf) })
const month = { period: PERIOD, revision: 1, on: '2026-11-02' }

process.stdout.write(`${customers} customers\n`)
const once = await timed('a month earned, everybody new', () => earn(month, first))
const twice = await timed('the same again', () => earn(month, first))
await timed('the next month', () =>
  earn({ period: PERIOD + 1, revision: 1, on: '2026-12-02' }, first),
)
await timed(`a new revision, ${CHANGED} % changed`, () => earn({ ...month, revision: 2 }, second))
await timed('New Year: everything expires', () => batches.expire('2029-01-01'))
const { wrong } = await timed('everything checked', () => checkPoints(pool))
await pool.end()
await server.stop()
rmSync(folder, { recursive: true })
if (twice.changed !== 0 || twice.seal !== once.seal || wrong > 0) process.exitCode = 1
