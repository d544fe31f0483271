import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { dateOf, monthOf, wholeNumber } from '../arguments.ts'
import { type EarnedPeriod, earnPoints } from '../earn-points.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import { benefitsIn, programmeIn } from '../policy-folder.ts'
import { loadServer, type ServerFlags, settingsOf, withServerOptions } from '../serving.ts'
import { type Answer, type Session, withProgress } from '../session.ts'
import { factsText, paragraphs, tableText } from '../table.ts'

interface Flags extends ServerFlags {
  readonly period: Month
  readonly revision?: number
  readonly knownBy?: string
}

const EXAMPLE =
  'dipper points earn --policy policies/china-telecom/star --benefits policies/china-telecom/benefits --facts facts --register register --period 2026-10'

/** `dipper points earn`. */
export const pointsEarn: MakeCommand = (session, end): Command => {
  const { words } = session
  return withServerOptions(newCommand(session, 'points earn', EXAMPLE), session)
    .addOption(described(words, '--benefits <folder>', 'serverBenefits'))
    .addOption(required(words, '--period <month>', 'earnedPeriod').argParser(monthOf('--period')))
    .addOption(
      described(words, '--revision <n>', 'revision').argParser(wholeNumber('--revision', 1, 9999)),
    )
    .addOption(described(words, '--known-by <date>', 'knownBy').argParser(dateOf('--known-by')))
    .action(answers(session, (flags: Flags) => earn(session, flags), end))
}

async function earn(session: Session, flags: Flags): Promise<Answer> {
  const { io, words } = session
  const { connect } = await loadServer()
  const settings = await settingsOf(io, flags)
  const programme = programmeIn(io, settings.policy)
  const benefits = benefitsIn(io, settings.benefits)
  const { facts, register, data } = settings
  const { period, revision = null, knownBy = null } = flags
  const connected = await connect(settings)
  try {
    const [earned] = await withProgress(session, (progress) =>
      earnPoints(
        {
          pool: connected.owner,
          data,
          programme,
          benefits,
          facts,
          register,
          periods: { from: period, through: period },
          knownBy,
          revision,
        },
        progress,
      ),
    )
    return answerOf(words, earned as EarnedPeriod)
  } finally {
    await connected.stop()
  }
}

function answerOf(words: Session['words'], earned: EarnedPeriod): Answer {
  const { did, revision, seal } = earned
  const period = formatMonth(earned.period)
  const { points } = words
  const said = {
    period,
    revision,
    customers: grouped(earned.customers),
    points: grouped(Number(earned.points)),
    changed: grouped(earned.changed),
  }
  return {
    status: 0,
    text: paragraphs(
      starsText(words, earned),
      factsText([
        [points.revision, String(revision)],
        [points.seal, seal],
      ]),
    ),
    data: {
      ...earned,
      period,
      points: Number(earned.points),
      stars: earned.stars.map((each) => ({ ...each, points: Number(each.points) })),
    },
    summary: points.earned[did](said),
  }
}

function starsText(
  { terms, points, star: named }: Session['words'],
  { stars }: EarnedPeriod,
): string {
  const rows = stars.map(({ star, customers, points: each }) => [
    named(star),
    grouped(customers),
    grouped(Number(each)),
  ])
  return tableText({ head: [terms.star, terms.customers, points.points], rows, align: 'lrr' })
}
