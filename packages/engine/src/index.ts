export { Database } from './database.ts'
export { Problem, PROBLEM_CODES, type ProblemCode } from './problem.ts'
export { assessMonths, compileMonth } from './run/assess-months.ts'
export type { AssessOptions, AssessResult, Progress } from './run/assessing.ts'
export { type CustomerFacts, type CustomerFactsRequest, readCustomers } from './customer-facts.ts'
export { type Facts, openFacts } from './facts/sources.ts'
export { type ControlDifference, controlsProblem } from './facts/controls.ts'
export { monthSql } from './month/month-sql.ts'
export { SpendVariants } from './month/spend.ts'
export { importRegister } from './register/import.ts'
export { monthManifest, monthsOf } from './register/layout.ts'
export { EXPORTED, exportRegister, heldOf, rowsOf, showMonth } from './register/read.ts'
export type { MonthTotals } from './register/totals.ts'
export { type GenerateOptions, type GenerateResult, generateFacts } from './generate/generate.ts'
export { type CheckOptions, type CheckResult, checkFacts, type Reject } from './check-facts.ts'
export { firstPeriodRead } from './facts/ready.ts'
export type { TableCount } from './facts/rejects.ts'
export type { TableName } from './facts/tables.ts'
export {
  problemSentence,
  REJECT_REASONS,
  type RejectReason,
  reasonSentence,
} from './messages/index.ts'
export { monthRows } from './register/read.ts'
