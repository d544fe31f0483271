import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type SimulateOptions, type Simulation, simulate as simulateDrafts } from '@dipper/engine'
import { toJson } from '@dipper/explanation'
import { type Costs, formatMonth, type Month, type Programme, readCosts } from '@dipper/policy'
import type { Command } from 'commander'
import { existingFile, folderAt, monthOf, outFile, wholeNumber } from '../arguments.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import { PolicyMistakes, programmeIn } from '../policy-folder.ts'
import { type Answer, type Session, withProgress } from '../session.ts'
import { misused } from '../usage-error.ts'
import {
  byDirection,
  changesBetween,
  firstChange,
  type Origin,
  sweepOf,
  whatIfOf,
} from '../what-if/assemble.ts'
import { countsOf } from '../what-if/counting.ts'
import { draftIn, variationIn, variedDrafts } from '../what-if/drafts.ts'
import { explainExamples } from '../what-if/examples.ts'
import { sweepHtml, whatIfHtml } from '../what-if/html.ts'
import { sweepText, whatIfText } from '../what-if/text.ts'
import type { Sweep, WhatIf } from '../what-if/what-if.ts'
import { writeWhole } from '../write-whole.ts'

interface Flags {
  readonly policy: string
  readonly against: string
  readonly facts: string
  readonly register: string
  readonly from: Month
  readonly through: Month
  readonly asOf?: Month
  readonly costs?: string
  readonly vary?: readonly string[]
  readonly report?: string
  readonly keep?: string
  readonly threads?: number
}

const EXAMPLE =
  'dipper simulate --policy drafts/star --against policies/china-telecom/star --facts facts --register register --from 2025-12 --through 2026-11 --report what-if.html'

/** `dipper simulate`. */
export const simulate: MakeCommand = (session, end): Command => {
  const { words } = session
  const gather = (written: string, before: readonly string[] = []) => [...before, written]
  return newCommand(session, 'simulate', EXAMPLE)
    .addOption(required(words, '--policy <folder>', 'draft'))
    .addOption(required(words, '--against <folder>', 'against'))
    .addOption(required(words, '--facts <folder>', 'facts'))
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--from <month>', 'from').argParser(monthOf('--from')))
    .addOption(required(words, '--through <month>', 'through').argParser(monthOf('--through')))
    .addOption(described(words, '--as-of <month>', 'asOf').argParser(monthOf('--as-of')))
    .addOption(described(words, '--vary <setting=values>', 'vary').argParser(gather))
    .addOption(described(words, '--costs <file>', 'costs'))
    .addOption(described(words, '--report <file>', 'report'))
    .addOption(described(words, '--keep <folder>', 'keep'))
    .addOption(
      described(words, '--threads <n>', 'threads').argParser(wholeNumber('--threads', 1, 256)),
    )
    .action(
      answers(
        session,
        (flags: Flags) =>
          flags.vary === undefined ? whatIf(session, flags) : sweep(session, flags),
        end,
      ),
    )
}

/** One draft: everything about it. */
async function whatIf(session: Session, flags: Flags): Promise<Answer> {
  const asked = askedOf(session, flags)
  const draft = draftIn(session.io, asked.request)
  const { against, origin, costs, report } = asked
  const changes = changesBetween(against, draft, flags)
  const { simulation, explained } = await withProgress(session, async (progress) => {
    const done = await simulateDrafts({
      ...asked.options,
      drafts: [draft],
      onProgress: ({ phase, done, total }) => progress.report(phase, done, total),
    })
    const { up, down } = done.drafts[0]?.examples ?? { up: [], down: [] }
    const { facts, register } = asked.options
    const request = { ...flags, against, draft, facts, register, knownBy: done.knownBy }
    return { simulation: done, explained: await explainExamples(request, [...up, ...down]) }
  })
  const examples = byDirection(simulation.drafts[0] as Simulation['drafts'][0], explained)
  const data = whatIfOf(origin, changes, simulation, examples, costs)
  if (report !== null) writeWhole(report, whatIfHtml(data, session.words.language))
  const first = changes.length > 0 ? null : firstChange(against, draft, flags.through)
  return {
    status: 0,
    text: whatIfText(session, data),
    data: toJson({ ...data, ...dated(data), took: simulation.took, report }),
    summary:
      changes.length === 0 ? alike(session, origin, first) : whatIfSummary(session, data, report),
  }
}

/** One draft for each value: stars and cost of each. */
async function sweep(session: Session, flags: Flags): Promise<Answer> {
  const asked = askedOf(session, flags)
  const given = flags.vary ?? []
  if (given.length > 2) misused('vary-too-many', { given: given.length })
  const variations = given.map(variationIn)
  const varied = variedDrafts(session.io, asked.request, variations)
  const simulation = await withProgress(session, (progress) =>
    simulateDrafts({
      ...asked.options,
      drafts: varied.drafts.map(({ programme }) => programme),
      onProgress: ({ phase, done, total }) => progress.report(phase, done, total),
    }),
  )
  const data = sweepOf(asked.origin, variations, varied, simulation, asked.costs)
  if (asked.report !== null) writeWhole(asked.report, sweepHtml(data, session.words.language))
  return {
    status: 0,
    text: sweepText(session, data),
    data: toJson({
      ...data,
      ...spanText(asked.origin),
      took: simulation.took,
      report: asked.report,
    }),
    summary: sweepSummary(session, data, simulation, asked.report),
  }
}

interface Asked {
  readonly against: Programme
  readonly request: { folder: string; asOf: Month | null; from: Month; through: Month }
  readonly origin: Origin
  readonly costs: Costs | null
  /** File of the page; null if none is asked for. */
  readonly report: string | null
  readonly options: Omit<SimulateOptions, 'drafts' | 'onProgress'>
}

function askedOf({ io }: Session, flags: Flags): Asked {
  const { policy, from, through, asOf = null } = flags
  const against = programmeIn(io, flags.against)
  const costs = flags.costs === undefined ? null : costsIn(existingFile(io, flags.costs))
  return {
    against,
    request: { folder: policy, asOf, from, through },
    origin: { draft: policy, against: flags.against, asOf, from, through },
    costs,
    report: flags.report === undefined ? null : outFile(io, flags.report, ['.html']),
    options: {
      against,
      facts: folderAt(io, flags.facts),
      register: folderAt(io, flags.register),
      from,
      through,
      multiplier: costs?.points.multiplier ?? null,
      keep: flags.keep === undefined ? null : folderAt(io, flags.keep),
      ...(flags.threads === undefined ? {} : { threads: flags.threads }),
    },
  }
}

function costsIn(file: string): Costs {
  const { costs, diagnostics } = readCosts({
    path: basename(file),
    text: readFileSync(file, 'utf8'),
    shownAs: file,
  })
  if (costs === null) throw new PolicyMistakes(file, diagnostics)
  return costs
}

function whatIfSummary({ words }: Session, { months }: WhatIf, report: string | null): string {
  const last = months.at(-1) as WhatIf['months'][0]
  const { customers, up, down } = countsOf(last.groups)
  return words.summaries.simulated({
    customers: grouped(customers),
    month: formatMonth(last.month),
    up: grouped(up),
    down: grouped(down),
    report,
  })
}

function alike({ words }: Session, { from, through }: Origin, first: Month | null): string {
  return words.summaries.draftAlike({
    from: formatMonth(from),
    through: formatMonth(through),
    first: first === null ? null : formatMonth(first),
  })
}

function sweepSummary(
  { words }: Session,
  { points, from, through }: Sweep,
  { drafts }: Simulation,
  report: string | null,
): string {
  const last = drafts[0]?.months.at(-1)
  return words.summaries.swept({
    drafts: points.length,
    months: through - from + 1,
    customers: grouped(last === undefined ? 0 : countsOf(last.groups).customers),
    report,
  })
}

/** A what-if with its months as people write them. */
function dated(data: WhatIf) {
  const written = <T extends { readonly month: Month }>(each: T) => ({
    ...each,
    month: formatMonth(each.month),
  })
  return {
    ...spanText(data),
    months: data.months.map((each) => ({
      ...written(each),
      pointsPeriod: formatMonth(each.pointsPeriod),
    })),
    costs: data.costs && { ...data.costs, byMonth: data.costs.byMonth.map(written) },
  }
}

/** Months of the head as people write them. */
function spanText({ from, through, asOf }: Origin) {
  return {
    from: formatMonth(from),
    through: formatMonth(through),
    asOf: asOf === null ? null : formatMonth(asOf),
  }
}
