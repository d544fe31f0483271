import { type Finding, sayFinding } from '@dipper/ledger'
import { formatMonth } from '@dipper/policy'
import type { PointsCheck } from '@dipper/store'
import type { Command } from 'commander'
import { answers, described, type MakeCommand, newCommand } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import { loadServer, loadStore, settingsOf } from '../serving.ts'
import type { Answer, Session } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'

interface Flags {
  readonly data?: string
}

/** `dipper points check`: 1 where anything is found. */
export const pointsCheck: MakeCommand = (session, end): Command =>
  newCommand(session, 'points check', 'dipper points check')
    .addOption(described(session.words, '--data <folder>', 'serverData'))
    .action(answers(session, (flags: Flags) => check(session, flags), end))

async function check(session: Session, flags: Flags): Promise<Answer> {
  const { connect } = await loadServer()
  const { checkPoints } = await loadStore()
  const connected = await connect(await settingsOf(session.io, flags))
  try {
    return answerOf(session, await checkPoints(connected.owner))
  } finally {
    await connected.stop()
  }
}

function answerOf({ words }: Session, found: PointsCheck): Answer {
  const { wrong, findings, seals } = found
  const counts = { accounts: grouped(found.accounts), postings: grouped(found.postings) }
  const said = findings.map((finding) => sentenceOf(words, finding))
  const more = wrong - findings.length
  return {
    status: wrong === 0 ? 0 : 1,
    text: paragraphs(
      [...said, ...(more > 0 ? [words.notes.more({ count: grouped(more) })] : [])].join('\n'),
      sealsText(words, found),
    ),
    data: {
      ...found,
      findings: findings.map((each, index) => ({ ...each, sentence: said[index] })),
      seals: seals.map((each) => ({ ...each, period: formatMonth(each.period) })),
    },
    summary:
      wrong === 0
        ? words.points.fine(counts)
        : words.points.wrong({ ...counts, wrong: grouped(wrong) }),
  }
}

function sentenceOf({ language }: Session['words'], finding: Finding): string {
  return sayFinding(finding, language)
}

function sealsText({ points }: Session['words'], { seals }: PointsCheck): string {
  if (seals.length === 0) return ''
  const rows = seals.map(({ period, revision, seal }) => [
    formatMonth(period),
    String(revision),
    seal,
  ])
  return tableText({ head: [points.period, points.revision, points.seal], rows, align: 'lrr' })
}
