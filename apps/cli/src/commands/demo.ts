import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '@dipper/assessment'
import {
  type AssessResult,
  generateFacts,
  monthRows,
  Problem,
  showMonth,
  withDatabase,
} from '@dipper/engine'
import { type Explanation, headline, type ReasonCode, sentences, toJson } from '@dipper/explanation'
import { formatMonth, type Language, month, type Programme } from '@dipper/policy'
import type { Settings } from '@dipper/server'
import type { Command } from 'commander'
import { folderAt } from '../arguments.ts'
import { earnPoints } from '../earn-points.ts'
import { explainCustomers } from '../explain-customers.ts'
import type { Io } from '../io.ts'
import { answers, described, type MakeCommand, newCommand } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import { benefitsIn, programmeIn } from '../policy-folder.ts'
import { loadServer, portOf, type ServerFlags, serveUntilStopped, settingsOf } from '../serving.ts'
import { type Answer, give, type Session, withProgress } from '../session.ts'
import { paragraphs } from '../table.ts'
import { totalsText } from '../totals-text.ts'
import { misused } from '../usage-error.ts'
import { assessShowing } from './assess.ts'

const PROVINCE = { customers: 100_000, periods: 26, through: '2026-10', seed: 42 }
const FROM = month('2025-11')
const THROUGH = month('2026-11')
/** Months that are published: enough for a history. */
const PUBLISHED = 3

/** Outcomes of which a customer is explained, if the last month has any. */
const EXPLAINED: readonly Outcome[] = ['rose', 'fell', 'kept']

/** Reasons that the short form gives. */
const SHORT: readonly ReasonCode[] = [
  'spend-growth',
  'tenure',
  'stop-counted',
  'no-stops',
  'growth-value',
  'validity-ended',
  'rose',
  'fell',
  'kept',
  'kept-above',
  'gap',
]

const POLICY = shipped('star')
const BENEFITS = shipped('benefits')

/** What became of a part of the demo: made, found whole, or removed and made anew. */
type Made = 'made' | 'reused' | 'remade'

interface Flags {
  readonly dir: string
  readonly serve: boolean
  readonly port?: number
}

interface Places {
  readonly folder: string
  readonly facts: string
  readonly register: string
  readonly server: string
  /** Says that the folder is a demo, and of which province once the facts are whole. */
  readonly marker: string
}

/** `dipper demo`. */
export const demo: MakeCommand = (session, end): Command =>
  newCommand(session, 'demo', 'dipper demo')
    .addOption(
      described(session.words, '--dir <folder>', 'demoFolder').default(join('.dipper', 'demo')),
    )
    .addOption(described(session.words, '--port <n>', 'port').argParser(portOf))
    .addOption(described(session.words, '--no-serve', 'noServe'))
    .action(answers(session, (flags: Flags) => run(session, flags), end))

async function run(session: Session, flags: Flags): Promise<Answer> {
  const places = placesIn(folderAt(session.io, flags.dir))
  const programme = programmeIn(session.io, POLICY)
  const answer = await show(session, flags, places, programme)
  if (!flags.serve) return answer
  give(session, answer)
  const settings = await settingsOf(session.io, serverFlags(places), {
    policy: POLICY,
    ...(flags.port === undefined ? {} : { port: flags.port }),
  })
  await publishLast(session, settings, programme)
  const { address } = await serveUntilStopped(session, settings)
  return {
    ...answer,
    text: '',
    data: { address },
    summary: session.words.summaries.served({ address }),
  }
}

function shipped(folder: string): string {
  return fileURLToPath(new URL(`../../../../policies/china-telecom/${folder}`, import.meta.url))
}

function serverFlags({ facts, register, server }: Places): ServerFlags {
  return { benefits: BENEFITS, facts, register, data: server }
}

/** The last months, oldest first, and the points of the periods before them; what is there already costs a look. */
async function publishLast(
  session: Session,
  settings: Settings,
  programme: Programme,
): Promise<void> {
  const { connect, publicationWork, Publisher, publishMonth } = await loadServer()
  const { facts, register, data } = settings
  const connected = await connect(settings)
  try {
    const publisher = new Publisher(connected.owner)
    await withProgress(session, async (progress) => {
      for (let each = THROUGH - PUBLISHED + 1; each <= THROUGH; each++) {
        await publishMonth({
          publisher,
          programme,
          facts,
          register,
          work: publicationWork(data),
          month: each,
          by: 'demo',
          onProgress: (done, total) => progress.report('publish', done, total),
        })
      }
      await earnPoints(
        {
          pool: connected.owner,
          data,
          programme,
          benefits: benefitsIn(session.io, BENEFITS),
          facts,
          register,
          periods: { from: THROUGH - PUBLISHED, through: THROUGH - 1 },
          knownBy: null,
          revision: null,
        },
        progress,
      )
    })
  } finally {
    await connected.stop()
  }
}

async function show(
  session: Session,
  { dir }: Flags,
  places: Places,
  programme: Programme,
): Promise<Answer> {
  const { words, io } = session
  const facts = await makeFacts(session, places, dir)
  const register = await assessAll(session, places, programme)
  const totals = await withDatabase((db) => showMonth(db, places.register, THROUGH))
  const explained = await explainSome(places, programme)
  const { notes, summaries } = words
  const customers = grouped(totals.customers)
  return {
    status: 0,
    text: paragraphs(
      [notes.demoFacts[facts], notes.demoRegister[register]].join('\n'),
      totalsText(session, totals),
      ...explained.map(({ id, explanation }) => shortText(id, explanation, words.language)),
      notes.demoExplain({ command: explainCommand(io, places, explained[0]?.id ?? 'ID') }),
    ),
    data: {
      ...places,
      made: { facts, register },
      month: formatMonth(THROUGH),
      ...totals,
      explained: explained.map(({ explanation }) => toJson(explanation)),
    },
    summary: summaries.demoDone({ folder: dir, month: formatMonth(THROUGH), customers }),
  }
}

function placesIn(folder: string): Places {
  const [facts, register, server, marker] = ['facts', 'register', 'server', 'demo.json'].map(
    (each) => join(folder, each),
  ) as [string, string, string, string]
  return { folder, facts, register, server, marker }
}

/** Never removes anything from a folder that is not a demo's. */
async function makeFacts(session: Session, places: Places, shownAs: string): Promise<Made> {
  const { folder, facts, register, server, marker } = places
  const whole = JSON.stringify(PROVINCE)
  const found = existsSync(marker) ? readFileSync(marker, 'utf8') : null
  if (found === whole) return 'reused'
  if (found === null && existsSync(folder) && readdirSync(folder).length > 0) {
    misused('demo-folder', { folder: shownAs })
  }
  await mkdir(folder, { recursive: true })
  writeFileSync(marker, '')
  rmSync(facts, { recursive: true, force: true })
  rmSync(register, { recursive: true, force: true })
  rmSync(server, { recursive: true, force: true })
  await withProgress(session, (progress) =>
    generateFacts({
      ...PROVINCE,
      through: month(PROVINCE.through),
      out: facts,
      format: 'parquet',
      onProgress: ({ done, total }) => progress.report('generate', done, total),
    }),
  )
  writeFileSync(marker, whole)
  return found === null ? 'made' : 'remade'
}

async function assessAll(session: Session, places: Places, programme: Programme): Promise<Made> {
  const { facts, register } = places
  const span = { from: FROM, through: THROUGH }
  const assess = () =>
    assessShowing(session, { programme, facts, register, ...span, knownBy: null })
  const madeOf = ({ months }: AssessResult) => (months.length > 0 ? 'made' : 'reused')
  try {
    return madeOf(await assess())
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'month-changed') throw error
    rmSync(register, { recursive: true, force: true })
    await assess()
    return 'remade'
  }
}

function shortText(id: string, explanation: Explanation, language: Language): string {
  const said = sentences(explanation, language).filter((_, index) => {
    const reason = explanation.reasons[index]
    return reason !== undefined && SHORT.includes(reason.code)
  })
  const lines = said.map((each) => `  - ${each}`)
  return [`${id}: ${headline(explanation, language)}`, ...lines].join('\n')
}

/** One customer for each outcome, of the many between 2 and 5 stars. */
async function explainSome({ facts, register }: Places, programme: Programme) {
  const rows = await withDatabase((db) =>
    db.rows<{ customer_id: string; outcome: Outcome }>(`
SELECT outcome, arg_max(customer_id, (growth_value, customer_id)) AS customer_id
FROM ${monthRows(register, THROUGH)} WHERE star BETWEEN 2 AND 5 GROUP BY outcome`),
  )
  const ids = EXPLAINED.flatMap((outcome) =>
    rows.filter((row) => row.outcome === outcome).map((row) => row.customer_id),
  )
  const request = { programme, facts, register, month: THROUGH, customers: ids }
  const { explanations } = await explainCustomers(request)
  return [...explanations].map(([id, explanation]) => ({ id, explanation }))
}

function explainCommand({ cwd }: Io, { facts, register }: Places, id: string): string {
  const options = [
    ['--policy', relative(cwd, POLICY)],
    ['--facts', facts],
    ['--register', register],
    ['--customer', id],
    ['--month', formatMonth(THROUGH)],
  ]
  return ['npx dipper explain', ...options.flat()].join(' ')
}
