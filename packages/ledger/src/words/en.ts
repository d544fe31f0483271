import type { Cause } from '../posting.ts'
import { monthText } from './month-text.ts'
import type { Words } from './words.ts'

const causes: Readonly<Record<Cause, string>> = { arrears: 'arrears', 'by-hand': 'by hand' }
const nothing = (text: string | null) => text ?? 'nothing'

export const en: Words = {
  refusals: {
    frozen: (p) =>
      `the points of this account are frozen (${p.causes.map((cause) => causes[cause]).join(', ')}); they can be earned, not spent`,
    'not-enough': (p) => `${p.points} points are asked for, ${p.balance} can be used`,
    'points-out-of-range': (p) =>
      `${p.points} points are not possible here; give a number from ${p.least} to ${p.most}`,
    'no-difference': (p) => `a correction of posting ${p.posting} by 0 points corrects nothing`,
    'no-such-posting': (p) => `the account has no posting ${p.posting}`,
    'not-a-redemption': (p) =>
      `posting ${p.posting} is no redemption (\`${p.kind}\`); only redemptions are reversed`,
    'already-reversed': (p) => `redemption ${p.posting} has been reversed already`,
    'not-correctable': (p) =>
      `posting ${p.posting} (\`${p.kind}\`) is not corrected; correct the earning it comes from, or reverse the redemption`,
    'key-used': (p) =>
      `the key \`${p.key}\` was used for another act, posting ${p.posting}; take a new key`,
    'revision-differs': (p) =>
      `revision ${p.revision} of ${monthText(p.period)} was posted with other points; bring them as a new revision`,
    'period-not-begun': (p) => `period ${monthText(p.period)} has not begun`,
  },
  findings: {
    'posting-missing': (f) => `customer ${f.customer}: posting ${f.at} is missing`,
    'posting-unexpected': (f) =>
      `customer ${f.customer}: there is a posting ${f.at} that the account does not know`,
    'posting-altered': (f) =>
      `customer ${f.customer}: posting ${f.at} is not what was posted; its hash does not fit`,
    'posting-unbalanced': (f) =>
      `customer ${f.customer}: the entries of posting ${f.at} are ${nothing(f.kept)} together, not 0`,
    'posting-balance-differs': (f) =>
      `customer ${f.customer}: posting ${f.at} says a balance of ${nothing(f.kept)}, its entries make it ${nothing(f.recomputed)}`,
    'account-missing': (f) => `customer ${f.customer}: there are postings and no account`,
    'head-differs': (f) =>
      `customer ${f.customer}: the account was chained to another posting ${f.at}`,
    'day-differs': (f) =>
      `customer ${f.customer}: the last day is kept as ${nothing(f.kept)}, the postings say ${nothing(f.recomputed)}`,
    'balance-differs': (f) =>
      `customer ${f.customer}: the balance is kept as ${nothing(f.kept)}, the postings make it ${nothing(f.recomputed)}`,
    'debt-differs': (f) =>
      `customer ${f.customer}: the debt is kept as ${nothing(f.kept)}, the postings make it ${nothing(f.recomputed)}`,
    'frozen-differs': (f) =>
      `customer ${f.customer}: frozen for ${f.kept || 'nothing'}, by the postings for ${f.recomputed || 'nothing'}`,
    'lot-differs': (f) =>
      `customer ${f.customer}: lot ${f.at} is kept as ${nothing(f.kept)} (left + expired), the postings make it ${nothing(f.recomputed)}`,
    'lot-negative': (f) => `customer ${f.customer}: lot ${f.at} is below zero`,
    'earned-differs': (f) =>
      `customer ${f.customer}: ${f.at} is kept as ${nothing(f.kept)} (points @ revision), the postings make it ${nothing(f.recomputed)}`,
    'month-differs': (f) =>
      `${f.at}: ${nothing(f.kept)} points were brought for everybody, ${nothing(f.recomputed)} have been earned`,
    'seal-differs': (f) =>
      `${f.at}: the postings of a revision have the seal ${nothing(f.recomputed)}, not ${nothing(f.kept)} as when they were posted`,
  },
}
