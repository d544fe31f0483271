export type { Pool, PoolConfig } from 'pg'
export { type Embedded, openEmbedded, refuseEmbedded } from './embedded/open.ts'
export type { Accepted, LineEvent } from './lines/event.ts'
export { Lines, type LinesOptions } from './lines/lines.ts'
export { type LineOfCustomer, linesOf } from './lines/lines-of.ts'
export { type Migrated, migrate } from './migrations/migrate.ts'
export { type ObjectionRegions, Objections } from './objections/objections.ts'
export type {
  NewObjection,
  ObjectionAbout,
  ObjectionAnswered,
  ObjectionClass,
  ObjectionCount,
  ObjectionEvidence,
  ObjectionLabel,
  ObjectionRecord,
  ObjectionState,
  ObjectionTaken,
  ObjectionWithEvidence,
} from './objections/record.ts'
export {
  type GivenUp,
  type OrderPage,
  Orders,
  type OrdersOptions,
  type Replayed,
} from './orders/orders.ts'
export { ORDER_CHANNEL } from './orders/place.ts'
export {
  type AttemptError,
  type NetworkReport,
  ORDER_STATES,
  type OrderAbout,
  type OrderAct,
  type OrderEvent,
  type OrderEventWhat,
  type OrderRecord,
  type OrderState,
  type OrderToSend,
  type Reported,
  type ToOrder,
} from './orders/record.ts'
export { type EarnedForAll, type EarnRequest, PointsBatches } from './points/batch/batches.ts'
export type { Brought } from './points/batch/stage.ts'
export { checkPoints, type PointsCheck, type Seal } from './points/check.ts'
export { type Performed, performOn } from './points/perform.ts'
export { type Asked, Points } from './points/points.ts'
export { POINTS_PROBLEM_CODES, PointsProblem, type PointsProblemCode } from './points/problem.ts'
export { isUnavailable, openPool, servingConfig } from './pool.ts'
export { STORE_PROBLEM_CODES, StoreProblem, type StoreProblemCode } from './problem.ts'
export { IMPORTED, PART_COLUMNS, type PartTable, STAR_FLAGS } from './publishing/columns.ts'
export type { Load } from './publishing/load.ts'
export type { Part, PartContent, Range } from './publishing/plan.ts'
export type { PreviewPart, PublicationChanges } from './publishing/preview.ts'
export { type Begun, Publisher } from './publishing/publisher.ts'
export type { Masters, PublishedTotals, PublishRequest } from './publishing/request.ts'
export type { PublicationState } from './publishing/state.ts'
export { LIVE_CHANNEL } from './publishing/switch.ts'
export type { Explainable } from './reading/explainable.ts'
export { Months, type PublishedMonth } from './reading/months.ts'
export { type Found, People, type Place } from './reading/people.ts'
export { Publications } from './reading/publications.ts'
export type { PublishedStar } from './reading/star-row.ts'
export { Stars } from './reading/stars.ts'
export { Audit, type AuditEntry, type AuditFilter, type AuditRecord } from './records/audit.ts'
export { type Claim, Idempotency, type IdempotencyKey } from './records/idempotency.ts'
export { type RunEnd, type RunRequest, type RunRow, RunRows } from './records/runs.ts'
export type {
  BenefitAsked,
  BenefitsPolicies,
  UseAsked,
  UseOutcome,
} from './uses/asked.ts'
export { OPERATORS_ZONE } from './uses/clock.ts'
export { USES_PROBLEM_CODES, UsesProblem, type UsesProblemCode } from './uses/problem.ts'
export type { UseRecord } from './uses/record.ts'
export type { Standing } from './uses/standing.ts'
export { Uses, type UsesOptions } from './uses/uses.ts'
