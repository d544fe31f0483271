// Publishing beside a bare COPY of the same rows into an empty logged table with the same columns and
// keys, on the same server in the same run. `node bench/publish.mjs [customers] [rounds]`.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { compile } from '../packages/assessment/dist/index.js'
import { answering, readProgramme } from '../packages/policy/dist/index.js'
import {
  migrate,
  openEmbedded,
  openPool,
  PART_COLUMNS,
  Publisher,
} from '../packages/store/dist/index.js'

const RANGES = 10
const MONTH = 2026 * 12 + 10
const CHANGED = 3
const root = fileURLToPath(new URL('..', import.meta.url))
const [customers = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number)
const folder = join(root, '.dipper', 'bench', `publish-${customers}`)
/** The store's own. */
const { from } = createRequire(join(root, 'packages/store/package.json'))('pg-copy-streams')
const TABLES = ['star', 'bill', 'customer', 'profile', 'number']

/** Sorted by their bytes, as the register has them. */
const idOf = (n) => `C${String(n).padStart(9, '0')}`
const growthOf = (n, version) => [500 + (n % 5000) + version, n % 600, -10 * (n % 3)]
const starOf = (n) => n % 8

const LINES = {
  star: (n, version) => {
    const growth = growthOf(n, version)
    const value = growth.reduce((sum, part) => sum + part, 0)
    const [star, before] = [starOf(n), starOf(n + 1)]
    const held = [before, MONTH - 3, MONTH + 8, MONTH - 90, 3]
    const rest = [MONTH - 90, 'anhui', 0, '2016-01.yaml', MONTH - 80, n % 3, n % 128]
    return [idOf(n), ...growth, value, star, star, MONTH, MONTH + 11, n % 6, ...held, ...rest]
  },
  bill: (n) => [idOf(n), '"{0,0,1}"', '"{0,2,0}"', `"{${3000 + (n % 9000)},${n % 700},9900}"`],
  customer: (n) => {
    const memberships = [
      { joinedOn: '2019-03-04', leftOn: null, segment: 'individual', region: 'anhui' },
    ]
    const holding = {
      serviceId: `S${n}`,
      kind: 'mobile',
      openedOn: '2019-03-04',
      heldFrom: '2019-03-04',
      heldTo: null,
    }
    const facts = JSON.stringify({ memberships, attributes: [], holdings: [holding], stops: [] })
    return [idOf(n), 'anhui', 0, `"${facts.replaceAll('"', '""')}"`]
  },
  profile: (n) => [idOf(n), `Name ${n}`, '1985-06-07', '', 'zh-CN'],
  number: (n) => [`199${String(n).padStart(8, '0')}`, idOf(n), `S${n}`, '2019-03-04', ''],
}

const rangeOf = (range) => [
  Math.floor((range * customers) / RANGES),
  Math.floor(((range + 1) * customers) / RANGES),
]
const fileOf = (table, range) => join(folder, `${table}-${range}.csv`)

async function write(file, lines) {
  const out = createWriteStream(file)
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < 1 << 20) continue
    if (!out.write(chunk)) await new Promise((done) => out.once('drain', done))
    chunk = ''
  }
  out.end(chunk)
  await finished(out)
}

function* linesOf(table, range, version = 0, suffix = []) {
  const [first, end] = rangeOf(range)
  for (let n = first; n < end; n++) {
    const changed = version > 0 && n % 100 < CHANGED ? version : 0
    yield [...LINES[table](n, changed), ...suffix].join(',')
  }
}

async function makeFiles() {
  if (existsSync(folder)) return
  process.stdout.write(`making ${customers} customers …\n`)
  mkdirSync(folder, { recursive: true })
  for (let range = 0; range < RANGES; range++) {
    for (const table of TABLES) await write(fileOf(table, range), linesOf(table, range))
    await write(fileOf('star-next', range), linesOf('star', range, 1))
    await write(fileOf('star-bare', range), linesOf('star', range, 0, [MONTH, 1]))
  }
}

function requestOf(digest) {
  const path = join(root, 'policies/china-telecom/star/2016-01.yaml')
  const files = [{ path: '2016-01.yaml', text: readFileSync(path, 'utf8') }]
  const answer = answering(readProgramme(files).programme, MONTH)
  const counts = () => Array(8).fill(0)
  const [stars, moves, outcomes] = [counts(), Array.from({ length: 8 }, counts), {}]
  const words = ['awarded', 'unrated', 'rose', 'kept', 'renewed', 'fell']
  for (let n = 0; n < customers; n++) {
    stars[starOf(n)]++
    moves[starOf(n + 1)][starOf(n)]++
    outcomes[words[n % 6]] = (outcomes[words[n % 6]] ?? 0) + 1
  }
  const bound = (range) => (range < 0 || range === RANGES - 1 ? null : idOf(rangeOf(range)[1] - 1))
  return {
    month: MONTH,
    digest,
    policy: compile(answer),
    answer,
    totals: { customers, stars, outcomes, moves },
    bills: new Map([[MONTH - 1, 'b']]),
    masters: { customer: 'c', profile: 'p', number: 'n' },
    ranges: Array.from({ length: RANGES }, (_, n) => ({ after: bound(n - 1), through: bound(n) })),
    by: 'bench',
  }
}

/** CPU seconds of this process, of the server and all of its processes so far; of this one only where there is no /proc. */
function cpuSeconds() {
  const own = process.cpuUsage()
  const seconds = (own.user + own.system) / 1e6
  if (process.platform !== 'linux') return seconds
  const ticks = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(ticksOf)
  return seconds + ticks.reduce((sum, value) => sum + value, 0) / 100
}

/** utime and stime, and those of ended children; 0 for other processes. */
function ticksOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    if (Number(pid) === postmaster) return fields[11] + fields[12] + fields[13] + fields[14]
    return fields[1] === postmaster ? fields[11] + fields[12] : 0
  } catch {
    return 0
  }
}

async function timed(work) {
  const [began, cpu] = [performance.now(), cpuSeconds()]
  await work()
  return { wall: (performance.now() - began) / 1000, cpu: cpuSeconds() - cpu }
}

const plus = (a, b) => ({ wall: a.wall + b.wall, cpu: a.cpu + b.cpu })

const rows = (file) => createReadStream(file, { highWaterMark: 1 << 18 })

/** Seconds by table; beginning, counting and switching are the stars'. */
async function published(pool, request, star) {
  const took = Object.fromEntries(TABLES.map((table) => [table, { wall: 0, cpu: 0 }]))
  const add = async (table, work) => {
    took[table] = plus(took[table], await timed(work))
  }
  const publisher = new Publisher(pool)
  let load
  await add('star', async () => {
    load = (await publisher.begin(request)).load
  })
  for (const part of load.missing) {
    const [first, end] = rangeOf(part.range)
    const file = fileOf(part.table === 'star' ? star : part.table, part.range)
    await add(part.table, () => load.accept(part, { rows: rows(file), count: end - first }))
  }
  await add('star', () => load.finish())
  await load.close()
  return took
}

/** Each table as one COPY of all rows. */
async function bare(pool) {
  const took = {}
  for (const table of TABLES) {
    const like = table === 'profile' || table === 'number' ? 'personal' : 'dipper'
    const key = { star: 'month, publication', bill: 'load', customer: 'publication' }[table]
    await pool.query(`create table bare_${table} (like ${like}.${table} including indexes)`)
    // What the publisher sets once is written in each line of the stars, and a default elsewhere.
    if (key && table !== 'star')
      await pool.query(`alter table bare_${table} alter ${key} set default 1`)
    const columns = [...PART_COLUMNS[table], ...(table === 'star' ? [key] : [])].join(', ')
    await pool.query('checkpoint')
    const client = await pool.connect()
    took[table] = await timed(async () => {
      const copy = client.query(from(`copy bare_${table} (${columns}) from stdin (format csv)`))
      await pipeline(allRows(table === 'star' ? 'star-bare' : table), copy)
    })
    client.release()
  }
  return took
}

async function* allRows(table) {
  for (let range = 0; range < RANGES; range++) yield* rows(fileOf(table, range))
}

await makeFiles()
const server = await openEmbedded(join(root, '.dipper', 'bench', 'postgres'))
const pidFile = join(root, '.dipper', 'bench', 'postgres', 'data', 'postmaster.pid')
const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
const admin = openPool(server.config)
await admin.query('drop database if exists bench with (force)')
const runs = []
for (let round = 0; round < rounds; round++) {
  await admin.query('create database bench')
  const pool = openPool({ ...server.config, database: 'bench' })
  await migrate(pool)
  // Alternating, so that neither always finds the server warmed by the other.
  const run = {}
  const bareRun = async () => {
    run.bare = await bare(pool)
  }
  if (round % 2 === 1) await bareRun()
  await pool.query('checkpoint')
  run.first = await published(pool, requestOf('first'), 'star')
  if (round % 2 === 0) await bareRun()
  await pool.query('checkpoint')
  run.next = await published(pool, requestOf('next'), 'star-next')
  runs.push(run)
  await pool.end()
  await admin.query('drop database bench with (force)')
}
await admin.end()
await server.stop()
rmSync(join(root, '.dipper', 'bench', 'postgres'), { recursive: true })

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const measures = ['wall', 'cpu']
const cell = (text, width) => String(text).padStart(width)
function line(name, pick, against) {
  const [wall, cpu] = measures.map((measure) => median(runs.map((run) => pick(run)[measure])))
  const ratios = measures.map((measure) =>
    against
      ? `${Math.round(median(runs.map((run) => against(run)[measure] / pick(run)[measure])) * 100)} %`
      : '',
  )
  const rate = Math.round(customers / wall).toLocaleString('en')
  const cells = [
    cell(wall.toFixed(2), 9),
    cell(cpu.toFixed(2), 9),
    cell(rate, 12),
    ...ratios.map((text) => cell(text, 9)),
  ]
  process.stdout.write(`${name.padEnd(36)}${cells.join('')}\n`)
}
process.stdout.write(
  `\n${customers} rows a table, median of ${rounds} rounds (seconds, CPU seconds)\n`,
)
process.stdout.write(`${''.padEnd(36)}     wall      cpu      rows/s     wall      cpu\n`)
for (const table of TABLES) {
  line(`${table}: bare COPY`, (run) => run.bare[table])
  line(
    `${table}: published`,
    (run) => run.first[table],
    (run) => run.bare[table],
  )
}
line(
  `star: published again, ${CHANGED} % changed`,
  (run) => run.next.star,
  (run) => run.bare.star,
)
