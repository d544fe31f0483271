import type { Endpoint } from '../endpoint.ts'
import { eraseCustomer } from './erase-customer.ts'
import { exportCustomer } from './export-customer.ts'
import { findCustomers } from './find-customers.ts'
import { healthLive } from './health-live.ts'
import { healthReady } from './health-ready.ts'
import { listMonths } from './list-months.ts'
import { listPublications } from './list-publications.ts'
import { listRuns } from './list-runs.ts'
import { openapiDocument } from './openapi-document.ts'
import { previewPublication } from './preview-publication.ts'
import { publishMonth } from './publish-month.ts'
import { readAudit } from './read-audit.ts'
import { readCustomer } from './read-customer.ts'
import { readExplanation } from './read-explanation.ts'
import { readHistory } from './read-history.ts'
import { readMetrics } from './read-metrics.ts'
import { readMonth } from './read-month.ts'
import { readPolicy } from './read-policy.ts'
import { readRun } from './read-run.ts'
import { readStar } from './read-star.ts'
import { startRun } from './start-run.ts'
import { stopRun } from './stop-run.ts'
import { takeBackMonth } from './take-back-month.ts'
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
