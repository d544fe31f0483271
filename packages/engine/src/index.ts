export { type CheckOptions, type CheckResult, checkFacts, type Reject } from './check-facts.ts'
export { type CustomerFacts, type CustomerFactsRequest, readCustomers } from './customer-facts.ts'
export { Database } from './database.ts'
export { type ControlDifference, controlsProblem } from './facts/controls.ts'
export { firstPeriodRead } from './facts/ready.ts'
export type { TableCount } from './facts/rejects.ts'
export { type Facts, openFacts } from './facts/sources.ts'
export type { TableName } from './facts/tables.ts'
export { forecast } from './forecast/forecast.ts'
export type {
  BackTest,
  BackTestMonth,
  Forecast,
  ForecastGroup,
  ForecastList,
  ForecastMonth,
  ForecastOptions,
  Hits,
  NearGroup,
} from './forecast/forecasting.ts'
export { type GenerateOptions, type GenerateResult, generateFacts } from './generate/generate.ts'
export { type MapOptions, type MapResult, mapFacts } from './map/map-facts.ts'
export { LEFT_OUT_REASONS, type LeftOutReason } from './map/messages/catalogue.ts'
export { leftOutSentence, mapSentence } from './map/messages/index.ts'
export { type MapCode, type MapDiagnostic, MappingMistakes } from './map/mistakes.ts'
export type { BlockCount, ColumnProfile, LeftOut, TableProfile } from './map/report.ts'
export {
  problemSentence,
  REJECT_REASONS,
  type RejectReason,
  reasonSentence,
} from './messages/index.ts'
export { monthSql } from './month/month-sql.ts'
export { SpendVariants } from './month/spend.ts'
export { type Earned, type EarningOptions, type StarEarned, withEarned } from './points/earned.ts'
export { PROBLEM_CODES, Problem, type ProblemCode } from './problem.ts'
export {
  type IdRange,
  type PublicationOptions,
  type PublicationPart,
  type PublicationSource,
  withPublication,
} from './publication/source.ts'
export { importRegister } from './register/import.ts'
export { monthManifest, monthsOf, runFolder } from './register/layout.ts'
export { EXPORTED, exportRegister, heldOf, monthRows, rowsOf, showMonth } from './register/read.ts'
export type { MonthTotals } from './register/totals.ts'
export { assessMonths, compileMonth } from './run/assess-months.ts'
export type { AssessOptions, AssessResult, Progress } from './run/assessing.ts'
export type { RunManifest, RunMonth } from './run/manifest.ts'
export { withDatabase } from './scratch.ts'
export { simulate } from './what-if/simulate.ts'
export type {
  Direction,
  Example,
  Histogram,
  SimulatedDraft,
  SimulatedGroup,
  SimulatedMonth,
  SimulateOptions,
  Simulation,
} from './what-if/simulation.ts'
