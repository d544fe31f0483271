export {
  type Account,
  type Earned,
  type EarnedByPeriod,
  expiringAfter,
  type Lot,
  NOTHING_EARNED,
  newAccount,
  usableOn,
} from './account.ts'
export type {
  Act,
  Correct,
  Earn,
  Expire,
  Freeze,
  KeyedAct,
  Outcome,
  Past,
  Redeem,
  Reverse,
} from './act.ts'
export {
  isLocalDate,
  isUsable,
  type LocalDate,
  lastDayOf,
  lotOf,
  type Month,
  monthOf,
  YEARS_AFTER,
  type Year,
  yearOf,
} from './calendar.ts'
export { HOLES_MOST } from './check/chain.ts'
export { check, type Kept } from './check/check.ts'
export { FINDING_CODES, type Finding, type FindingCode } from './check/finding.ts'
export { pointsOf } from './earned-points.ts'
export { hashOf, lineOf, seedOf } from './hash.ts'
export { post } from './post.ts'
export {
  type AccountName,
  CAUSES,
  type Cause,
  changeOf,
  type Entry,
  KINDS,
  type Kind,
  type Posting,
} from './posting.ts'
export { type Books, pastOf, recompute } from './recompute.ts'
export { POINTS_MOST, type Refusal, type RefusalCode, type RefusalParams } from './refusal.ts'
export {
  type Balance,
  balanceOn,
  dueOn,
  type Statement,
  type StatementLine,
  statementOf,
} from './statement.ts'
export { LANGUAGES, type Language, REFUSAL_CODES, sayFinding, sayRefusal } from './words/say.ts'
