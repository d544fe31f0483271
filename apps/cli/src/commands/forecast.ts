import { type Forecast, forecast as forecastMonths, monthsOf } from '@dipper/engine'
import { toJson } from '@dipper/explanation'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { folderAt, monthOf, wholeNumber } from '../arguments.ts'
import { allGroups, countsOf } from '../forecast/counting.ts'
import { forecastData } from '../forecast/data.ts'
import { forecastText } from '../forecast/text.ts'
import { FORECAST_WORDS } from '../forecast/words/index.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped, share } from '../numbers.ts'
import { programmeIn } from '../policy-folder.ts'
import { lastMonthOf } from '../preview-customer.ts'
import { type Answer, type Session, withProgress } from '../session.ts'
import { misused } from '../usage-error.ts'

interface Flags {
  readonly policy: string
  readonly facts: string
  readonly register: string
  readonly from?: Month
  readonly months: number
  readonly near: number
  readonly backTest?: Month
  readonly out?: string
  readonly threads?: number
}

const EXAMPLE =
  'dipper forecast --policy policies/china-telecom/star --facts facts --register register --out lists'

/** `dipper forecast`. */
export const forecast: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'forecast', EXAMPLE)
    .addOption(required(words, '--policy <folder>', 'policy'))
    .addOption(required(words, '--facts <folder>', 'facts'))
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(described(words, '--from <month>', 'forecastFrom').argParser(monthOf('--from')))
    .addOption(
      described(words, '--months <n>', 'forecastMonths')
        .argParser(wholeNumber('--months', 1, 60))
        .default(12),
    )
    .addOption(
      described(words, '--near <growth>', 'near')
        .argParser(wholeNumber('--near', 0, 1_000_000))
        .default(100),
    )
    .addOption(
      described(words, '--back-test <month>', 'backTest').argParser(monthOf('--back-test')),
    )
    .addOption(described(words, '--out <folder>', 'listsFolder'))
    .addOption(
      described(words, '--threads <n>', 'threads').argParser(wholeNumber('--threads', 1, 256)),
    )
    .action(answers(session, (flags: Flags) => forecastAll(session, flags), end))
}

async function forecastAll(session: Session, flags: Flags): Promise<Answer> {
  const { io } = session
  const { months, near, threads } = flags
  const register = folderAt(io, flags.register)
  const origins = originsOf(register, flags)
  const options = {
    programme: programmeIn(io, flags.policy),
    facts: folderAt(io, flags.facts),
    register,
    months,
    near,
    ...origins,
    out: flags.out === undefined ? null : folderAt(io, flags.out),
    ...(threads === undefined ? {} : { threads }),
  }
  const found = await withProgress(session, (progress) =>
    forecastMonths({
      ...options,
      onProgress: ({ phase, done, total }) => progress.report(phase, done, total),
    }),
  )
  return {
    status: 0,
    text: forecastText(session, found, near),
    data: toJson(forecastData(found, near)),
    summary: summaryOf(session, found, flags.out ?? null),
  }
}

/** The months looked from, for the forecast and for the back-test; null: not asked for. */
function originsOf(
  register: string,
  { from, backTest }: Flags,
): { readonly month: Month | null; readonly backTest: Month | null } {
  const last = lastMonthOf(register)
  const all = monthsOf(register)
  const first = all[0] as Month
  if (from !== undefined && !all.includes(from - 1)) beyond('--from', from, first + 1, last + 1)
  const month = from === undefined ? last : from - 1
  if (backTest !== undefined && (backTest >= month || !all.includes(backTest))) {
    beyond('--back-test', backTest, first, month - 1)
  }
  return { month: from === undefined ? null : month, backTest: backTest ?? null }
}

function beyond(option: string, written: Month, from: Month, through: Month): never {
  const months = { written: formatMonth(written), from: formatMonth(from) }
  return misused('month-beyond', { option, ...months, through: formatMonth(through) })
}

function summaryOf({ words }: Session, found: Forecast, out: string | null): string {
  const { months, backTest } = found
  const [first, last] = [months[0], months.at(-1)] as [Forecast['months'][0], Forecast['months'][0]]
  const { falls, rises } = countsOf(allGroups(found))
  const tested = backTest?.months.at(-1)
  return FORECAST_WORDS[words.language].summary({
    from: formatMonth(first.month),
    through: formatMonth(last.month),
    falls: grouped(falls),
    rises: grouped(rises),
    right:
      backTest === null || tested === undefined
        ? null
        : { share: share(tested.right, tested.customers), months: tested.month - backTest.month },
    out,
  })
}
