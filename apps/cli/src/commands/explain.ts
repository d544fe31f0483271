import { type Explanation, toHtml, toJson, toMarkdown, toText } from '@dipper/explanation'
import { formatMonth, LANGUAGES, type Language, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { dateOf, folderAt, monthOf, oneOf } from '../arguments.ts'
import { explainCustomers } from '../explain-customers.ts'
import { widthOf } from '../io.ts'
import {
  answers,
  described,
  type MakeCommand,
  newCommand,
  required,
  withChoices,
} from '../new-command.ts'
import { programmeIn } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'

const FORMATS = ['text', 'markdown', 'html', 'json'] as const
type Format = (typeof FORMATS)[number]

/** Lines longer than this are hard to read, however wide the terminal. */
const WIDEST = 120

interface Flags {
  readonly policy: string
  readonly facts: string
  readonly register: string
  readonly customer: string
  readonly month: Month
  readonly knownBy?: string
  readonly lang: Language
  readonly format: Format
}

const EXAMPLE =
  'dipper explain --policy policies/china-telecom/star --facts facts --register register --customer C1 --month 2026-11 --lang en'

/** `dipper explain`. */
export const explain: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'explain', EXAMPLE)
    .addOption(required(words, '--policy <folder>', 'policy'))
    .addOption(required(words, '--facts <folder>', 'facts'))
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--customer <id>', 'customer'))
    .addOption(required(words, '--month <month>', 'month').argParser(monthOf('--month')))
    .addOption(
      described(words, '--known-by <date>', 'knownByExplained').argParser(dateOf('--known-by')),
    )
    .addOption(
      withChoices(
        described(words, '--lang <language>', 'langExplained')
          .argParser(oneOf('--lang', LANGUAGES))
          .default('zh-CN'),
        LANGUAGES,
      ),
    )
    .addOption(
      withChoices(
        described(words, '--format <format>', 'textFormat')
          .argParser(oneOf('--format', FORMATS))
          .default('text'),
        FORMATS,
      ),
    )
    .action(answers(session, (flags: Flags) => explainOne(session, flags), end))
}

async function explainOne(session: Session, flags: Flags): Promise<Answer> {
  const { io } = session
  const { explanations, policy } = await explainCustomers({
    programme: programmeIn(io, flags.policy),
    facts: folderAt(io, flags.facts),
    register: folderAt(io, flags.register),
    customers: [flags.customer],
    month: flags.month,
    ...(flags.knownBy === undefined ? {} : { knownBy: flags.knownBy }),
  })
  const explanation = explanations.get(flags.customer) as Explanation
  return {
    status: 0,
    text: face(explanation, flags, Math.min(widthOf(io.stdout), WIDEST)),
    data: toJson(explanation),
    summary: summaryOf(session, flags, explanation, policy),
  }
}

function face(explanation: Explanation, { format, lang }: Flags, width: number): string {
  const faces: Readonly<Record<Format, () => string>> = {
    text: () => toText(explanation, lang, { width }),
    markdown: () => toMarkdown(explanation, lang),
    html: () => toHtml(explanation, lang),
    json: () => JSON.stringify(toJson(explanation), null, 2),
  }
  return faces[format]()
}

function summaryOf(
  { words }: Session,
  flags: Flags,
  explanation: Explanation,
  { stored, given }: { readonly stored: string; readonly given: string },
): string {
  const of = { customer: flags.customer, month: formatMonth(flags.month) }
  if (stored !== given) {
    const short = { stored: stored.slice(0, 12), given: given.slice(0, 12) }
    return words.summaries.explainedOtherPolicy({ ...of, ...short })
  }
  return explanation.agrees ? words.summaries.explained(of) : words.summaries.factsDiffer(of)
}
