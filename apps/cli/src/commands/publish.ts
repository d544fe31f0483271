import type { PublicationChanges, PublishOptions } from '@dipper/server'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { monthOf } from '../arguments.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped, sum } from '../numbers.ts'
import { programmeIn } from '../policy-folder.ts'
import { loadServer, type ServerFlags, settingsOf, withServerOptions } from '../serving.ts'
import { type Answer, type Session, withProgress } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'
import { movesText } from '../totals-text.ts'

interface Flags extends ServerFlags {
  readonly month: Month
  readonly preview?: true
  readonly takeBack?: true
}

const EXAMPLE =
  'dipper publish --policy policies/china-telecom/star --facts facts --register register --month 2026-11'

/** Who publishes where nobody has signed in. */
const BY = 'command line'

/** `dipper publish`: a month of the register into the store, or out of it again. */
export const publish: MakeCommand = (session, end): Command => {
  const { words } = session
  return withServerOptions(newCommand(session, 'publish', EXAMPLE), session)
    .addOption(required(words, '--month <month>', 'month').argParser(monthOf('--month')))
    .addOption(described(words, '--preview', 'publishPreview'))
    .addOption(described(words, '--take-back', 'takeBack').conflicts('preview'))
    .action(answers(session, (flags: Flags) => run(session, flags), end))
}

async function run(session: Session, flags: Flags): Promise<Answer> {
  const { connect, publicationWork, Publisher } = await loadServer()
  const settings = await settingsOf(session.io, flags)
  const programme = programmeIn(session.io, settings.policy)
  const connected = await connect(settings)
  try {
    const options: PublishOptions = {
      publisher: new Publisher(connected.owner),
      programme,
      facts: settings.facts,
      register: settings.register,
      work: publicationWork(settings.data),
      month: flags.month,
    }
    if (flags.takeBack) return await takeBack(session, options)
    return await (flags.preview ? preview(session, options) : bring(session, options))
  } finally {
    await connected.stop()
  }
}

async function bring(session: Session, options: PublishOptions): Promise<Answer> {
  const month = formatMonth(options.month)
  const { publishMonth } = await loadServer()
  const { did, ...published } = await withProgress(session, (progress) =>
    publishMonth({
      ...options,
      by: BY,
      onProgress: (done, total) => progress.report('publish', done, total),
    }),
  )
  const { publication, rows } = published
  return {
    status: 0,
    text: '',
    data: { ...published, month, did },
    summary: session.words.summaries.published[did]({ month, publication, rows: grouped(rows) }),
  }
}

async function preview(session: Session, options: PublishOptions): Promise<Answer> {
  const month = formatMonth(options.month)
  const { previewMonth } = await loadServer()
  const changes = await previewMonth(options)
  return {
    status: 0,
    text: changesText(session, changes),
    data: { ...changes, month },
    summary: session.words.summaries.publishPreview({
      month,
      against: changes.against,
      rows: grouped(changes.added + changes.changed + changes.removed),
    }),
  }
}

async function takeBack(
  { words }: Session,
  { publisher, month: taken }: PublishOptions,
): Promise<Answer> {
  const month = formatMonth(taken)
  const state = await publisher.takeBack(taken, BY)
  return {
    status: state === null ? 1 : 0,
    text: '',
    data: state === null ? null : { ...state, month },
    summary:
      state === null
        ? words.summaries.notPublished({ month })
        : words.summaries.takenBack({ month, publication: state.publication }),
  }
}

function changesText(session: Session, changes: PublicationChanges): string {
  const { server, terms } = session.words
  const kinds = ['added', 'changed', 'removed', 'same'] as const
  const customers = sum(kinds.map((kind) => changes[kind]))
  return paragraphs(
    tableText({
      head: [terms.rows, terms.customers],
      rows: kinds.map((kind) => [server.changes[kind], grouped(changes[kind])]),
      align: 'lr',
    }),
    changes.against === null ? '' : movesText(session, { moves: changes.moves, customers }),
  )
}
