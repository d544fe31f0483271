import type { Endpoint } from '../endpoint.ts'
import { acceptLineEvent } from './accept-line-event.ts'
import { acceptStateChange } from './accept-state-change.ts'
import { answerObjection } from './answer-objection.ts'
import { askEntitlement } from './ask-entitlement.ts'
import { correctPosting } from './correct-posting.ts'
import { countObjections } from './count-objections.ts'
import { eraseCustomer } from './erase-customer.ts'
import { exportCustomer } from './export-customer.ts'
import { findCustomers } from './find-customers.ts'
import { freezePoints } from './freeze-points.ts'
import { giveUpServiceOrder } from './give-up-service-order.ts'
import { healthLive } from './health-live.ts'
import { healthReady } from './health-ready.ts'
import { listEntitlements } from './list-entitlements.ts'
import { listLines } from './list-lines.ts'
import { listMonths } from './list-months.ts'
import { listObjections } from './list-objections.ts'
import { listOpenObjections } from './list-open-objections.ts'
import { listPublications } from './list-publications.ts'
import { listRuns } from './list-runs.ts'
import { listServiceOrders } from './list-service-orders.ts'
import { listUses } from './list-uses.ts'
import { openapiDocument } from './openapi-document.ts'
import { previewPublication } from './preview-publication.ts'
import { publishMonth } from './publish-month.ts'
import { readAudit } from './read-audit.ts'
import { readCustomer } from './read-customer.ts'
import { readExplanation } from './read-explanation.ts'
import { readHistory } from './read-history.ts'
import { readMetrics } from './read-metrics.ts'
import { readMonth } from './read-month.ts'
import { readObjection } from './read-objection.ts'
import { readPoints } from './read-points.ts'
import { readPolicy } from './read-policy.ts'
import { readRun } from './read-run.ts'
import { readServiceOrder } from './read-service-order.ts'
import { readStar } from './read-star.ts'
import { readStatement } from './read-statement.ts'
import { redeemPoints } from './redeem-points.ts'
import { replayServiceOrder } from './replay-service-order.ts'
import { reverseRedemption } from './reverse-redemption.ts'
import { startRun } from './start-run.ts'
import { stopRun } from './stop-run.ts'
import { takeBackMonth } from './take-back-month.ts'
import { takeObjection } from './take-objection.ts'
import { unfreezePoints } from './unfreeze-points.ts'
import { useBenefit } from './use-benefit.ts'
import { watchRun } from './watch-run.ts'

/** Every route, in the order of the description. */
export const ENDPOINTS: readonly Endpoint[] = [
  healthLive,
  healthReady,
  openapiDocument,
  readMetrics,
  findCustomers,
  readCustomer,
  readStar,
  readHistory,
  readExplanation,
  exportCustomer,
  eraseCustomer,
  listEntitlements,
  askEntitlement,
  useBenefit,
  listUses,
  listLines,
  acceptLineEvent,
  listServiceOrders,
  acceptStateChange,
  readServiceOrder,
  replayServiceOrder,
  giveUpServiceOrder,
  readPoints,
  readStatement,
  redeemPoints,
  reverseRedemption,
  correctPosting,
  freezePoints,
  unfreezePoints,
  takeObjection,
  listObjections,
  readObjection,
  answerObjection,
  listOpenObjections,
  countObjections,
  listMonths,
  readMonth,
  readPolicy,
  startRun,
  listRuns,
  readRun,
  watchRun,
  stopRun,
  listPublications,
  previewPublication,
  publishMonth,
  takeBackMonth,
  readAudit,
]
