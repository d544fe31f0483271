import { toJson } from '@dipper/explanation'
import { formatMonth, type Month, SERVICE_KINDS, type ServiceKind } from '@dipper/policy'
import type { Command } from 'commander'
import { folderAt, monthOf, oneOf, wholeNumber, yuanOf } from '../arguments.ts'
import {
  answers,
  described,
  type MakeCommand,
  newCommand,
  required,
  withChoices,
} from '../new-command.ts'
import { programmeIn } from '../policy-folder.ts'
import { lastMonthOf, previewCustomer } from '../preview-customer.ts'
import { previewText } from '../preview-text.ts'
import type { Answer, Session } from '../session.ts'
import { misused } from '../usage-error.ts'

interface Flags {
  readonly policy: string
  readonly facts: string
  readonly register: string
  readonly customer: string
  /** Fen of a period. */
  readonly tariff: bigint
  readonly from: Month
  readonly kind: ServiceKind
  readonly months: number
}

const EXAMPLE =
  'dipper preview --policy policies/china-telecom/star --facts facts --register register --customer C1 --tariff 59 --from 2027-03'

/** `dipper preview`. */
export const preview: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'preview', EXAMPLE)
    .addOption(required(words, '--policy <folder>', 'policy'))
    .addOption(required(words, '--facts <folder>', 'facts'))
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--customer <id>', 'customer'))
    .addOption(required(words, '--tariff <yuan>', 'tariff').argParser(yuanOf('--tariff')))
    .addOption(required(words, '--from <period>', 'tariffFrom').argParser(monthOf('--from')))
    .addOption(
      withChoices(
        described(words, '--kind <kind>', 'tariffKind')
          .argParser(oneOf('--kind', SERVICE_KINDS))
          .default('mobile'),
        SERVICE_KINDS,
      ),
    )
    .addOption(
      described(words, '--months <n>', 'previewMonths')
        .argParser(wholeNumber('--months', 1, 60))
        .default(12),
    )
    .action(answers(session, (flags: Flags) => previewOne(session, flags), end))
}

async function previewOne(session: Session, flags: Flags): Promise<Answer> {
  const { io, words } = session
  const { customer, months } = flags
  const register = folderAt(io, flags.register)
  const month = lastMonthOf(register)
  const found = await previewCustomer({
    programme: programmeIn(io, flags.policy),
    facts: folderAt(io, flags.facts),
    register,
    customer,
    tariff: { kind: flags.kind, fen: flags.tariff, from: billedFrom(flags, month) },
    month,
    months,
  })
  const of = { customer, month: formatMonth(month) }
  const span = { from: formatMonth(month + 1), through: formatMonth(month + months) }
  return {
    status: 0,
    text: previewText(found, words),
    data: toJson(found),
    summary:
      found.status === 'none'
        ? words.summaries.noPreview(of)
        : words.summaries.previewed({ ...of, ...span }),
  }
}

/** A period after the last one assessed, and early enough for a month that is looked at. */
function billedFrom({ from, months }: Flags, month: Month): Month {
  if (month <= from && from < month + months) return from
  const [first, last] = [month, month + months - 1].map(formatMonth) as [string, string]
  return misused('month-beyond', {
    option: '--from',
    written: formatMonth(from),
    from: first,
    through: last,
  })
}
