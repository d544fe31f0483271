export {
  type AfterStarChange,
  afterStarChange,
  heldAfter,
  type StarChange,
} from './after-star-change.ts'
export { type Allowance, type AllowanceQuestion, allowances } from './allowances.ts'
export { type Beginning, beginUse } from './begin-use.ts'
export { type Case, CaseMistake, parseCases } from './cases/case-format.ts'
export { CasePolicies } from './cases/case-policies.ts'
export { type Mismatch, mismatches } from './cases/case-run.ts'
export { endOfUse, type LineNews, type UseEnd } from './end-of-use.ts'
export type { Entitlement, Otherwise, UseConditions } from './entitlement.ts'
export { expectLocalTime, type LocalDate, type LocalDateTime } from './local-time.ts'
export { mayUse } from './may-use.ts'
export type { AskedLine, HeldStar, LineState, Question, Validity } from './question.ts'
export {
  type Deciding,
  type Fact,
  FACTS,
  type Note,
  type Reason,
  type ReasonCode,
  type ReasonParams,
} from './reason.ts'
export { type BegunUse, isRunning, type Use } from './use.ts'
export { entitlementHeadline, entitlementSentences, REASON_CODES } from './words/speak.ts'
