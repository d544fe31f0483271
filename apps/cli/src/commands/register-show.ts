import { monthManifest, showMonth, withDatabase } from '@dipper/engine'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { folderAt, monthOf } from '../arguments.ts'
import { answers, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import type { Answer, Session } from '../session.ts'
import { factsText, paragraphs } from '../table.ts'
import { totalsText } from '../totals-text.ts'

interface Flags {
  readonly register: string
  readonly month: Month
}

const EXAMPLE = 'dipper register show --register register --month 2026-11'

/** `dipper register show`. */
export const registerShow: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'register show', EXAMPLE)
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--month <month>', 'month').argParser(monthOf('--month')))
    .action(answers(session, (flags: Flags) => show(session, flags), end))
}

async function show(session: Session, flags: Flags): Promise<Answer> {
  const { words, io } = session
  const register = folderAt(io, flags.register)
  const month = formatMonth(flags.month)
  const totals = await withDatabase((db) => showMonth(db, register, flags.month))
  const { policy, policyDigest, knownBy, assessed, excluded, run } = monthManifest(
    register,
    flags.month,
  )
  const { terms } = words
  const head = factsText([
    [terms.month, month],
    [terms.policy, policy],
    [terms.knownBy, knownBy ?? terms.everything],
    [terms.digest, totals.digest],
  ])
  return {
    status: 0,
    text: paragraphs(head, totalsText(session, totals)),
    data: { month, ...totals, policy, policyDigest, knownBy, run, assessed, excluded },
    summary: words.summaries.shown({
      customers: grouped(totals.customers),
      month,
      register: flags.register,
    }),
  }
}
