import type { CompiledPolicy, Customer, RegisterRow } from '@dipper/assessment'
import type { Month, PolicyAnswer } from '@dipper/policy'
import type { Benefits, Lines, Orders, PointsLedger } from './benefit-ports.ts'
import type { Objections } from './objection-ports.ts'

/** What the API needs of the rest; the store and the runner have this shape, and the server joins them. */
export interface Ports {
  readonly stars: Stars
  readonly people: People
  readonly months: Months
  readonly policies: Policies
  readonly benefits: Benefits
  readonly lines: Lines
  readonly orders: Orders
  readonly points: PointsLedger
  readonly objections: Objections
  readonly runs: Runs
  readonly publications: Publications
  readonly audit: Audit
  readonly idempotency: Idempotency
  readonly health: Health
}

/** Whether questions can be answered now. */
export interface Health {
  /** Resolves where the store answers and has the schema that this program expects; rejects otherwise. */
  ready(): Promise<void>
}

/** Published months of one customer. */
export interface Stars {
  /** Of the month, or of the last one that is published; null without a row. */
  starOf(customerId: string, month?: Month): Promise<PublishedStar | null>
  /** Newest first, at most `limit` months before `before`. */
  historyOf(customerId: string, page: { before?: Month; limit: number }): Promise<PublishedStar[]>
  /** All that an explanation is made of; null without a row. */
  explainable(customerId: string, month?: Month): Promise<Explainable | null>
}

export interface PublishedStar extends RegisterRow {
  /** Number of the publication that brought this row. */
  readonly publication: number
  readonly region: string | null
  /** Growth value missing for the next star; null at the highest. */
  readonly nextStar: { readonly star: number; readonly missing: bigint } | null
}

export interface Explainable {
  readonly policy: CompiledPolicy
  readonly answer: PolicyAnswer
  readonly customer: Customer
  /** The eleven columns and nothing else: the row is part of the record that callers get. */
  readonly row: RegisterRow
  /** Number of the publication that brought the row. */
  readonly publication: number
}

/** Personal data, apart from stars. */
export interface People {
  /** Where a customer belongs; null where nobody has the id. */
  placeOf(customerId: string): Promise<Place | null>
  /** Customers who hold this number today, or held it last. */
  byNumber(number: string): Promise<Found[]>
  byId(customerId: string): Promise<Found | null>
  /** Everything kept of one person, stars and audit included. */
  exportOf(customerId: string): Promise<Record<string, unknown> | null>
  /**
   * Takes profile, numbers, contact data and the words of objections away for good; false where nobody
   * has the id.
   */
  erase(customerId: string): Promise<boolean>
}

export interface Place {
  readonly customerId: string
  readonly region: string | null
}

export interface Found extends Place {
  readonly segment: string
  /** Null where there is no profile, or it was erased. */
  readonly name: string | null
  readonly numbers: readonly string[]
}

export interface Months {
  /** Published months, newest first. */
  published(page: { before?: Month; limit: number }): Promise<PublishedMonth[]>
  of(month: Month): Promise<PublishedMonth | null>
}

export interface PublishedMonth {
  readonly month: Month
  readonly publication: number
  readonly publishedAt: Date
  readonly policy: string
  readonly policyDigest: string
  readonly digest: string
  readonly customers: number
  readonly stars: readonly number[]
  readonly outcomes: Readonly<Record<string, number>>
  readonly moves: readonly (readonly number[])[]
}

export interface Policies {
  /** The answer of the programme that is in force in a month; null where none is. */
  answering(month: Month): PolicyAnswer | null
}

/** Assessments of months, started by a person or a system. */
export interface Runs {
  start(request: RunRequest, by: string): Promise<RunState>
  list(page: { before?: number; limit: number }): Promise<RunState[]>
  of(run: number): Promise<RunState | null>
  /** False where the run has ended already. */
  stop(run: number): Promise<boolean>
  /** States as they come, the present one first; ends with the run or with the signal. */
  watch(run: number, signal: AbortSignal): AsyncIterable<RunState>
}

export interface RunRequest {
  readonly from: Month
  readonly through: Month
  readonly knownBy: string | null
}

export interface RunState extends RunRequest {
  readonly run: number
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'interrupted'
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly by: string
  readonly progress: {
    readonly phase: string
    readonly done: number
    readonly total: number
  } | null
  /** Code and parameters of what went wrong; null where nothing did. */
  readonly error: { readonly code: string; readonly params: Record<string, unknown> } | null
}

export interface Publications {
  /** What publishing would change, without doing it. */
  preview(month: Month): Promise<PublicationChanges>
  /** Throws PortProblem `publish-…`; resumes what was broken off. */
  publish(month: Month, by: string): Promise<PublicationState>
  /** Readers see what was published before; null where the month is not published. */
  takeBack(month: Month, by: string): Promise<PublicationState | null>
  list(page: { before?: number; limit: number }): Promise<PublicationState[]>
}

export interface PublicationChanges {
  readonly month: Month
  readonly against: number | null
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly same: number
  /** `moves[a][b]`: rows that go from star a in the published version to b. */
  readonly moves: readonly (readonly number[])[]
}

export interface PublicationState {
  readonly publication: number
  readonly month: Month
  readonly state: 'loading' | 'live' | 'superseded' | 'taken-back'
  readonly rows: number
  readonly digest: string
  readonly by: string
  readonly at: Date
}

/** Append-only. */
export interface Audit {
  append(entry: AuditEntry): Promise<void>
  list(filter: AuditFilter, page: { before?: bigint; limit: number }): Promise<AuditRecord[]>
}

export interface AuditEntry {
  /** Subject of the token. */
  readonly who: string
  readonly role: string
  /** Such as `star.read`, `month.publish`. */
  readonly act: string
  readonly customerId: string | null
  readonly why: string | null
  /** Address of the caller. */
  readonly from: string
  readonly outcome: 'allowed' | 'denied' | 'failed'
  readonly details: Readonly<Record<string, unknown>>
}

export interface AuditRecord extends AuditEntry {
  readonly number: bigint
  readonly at: Date
}

export interface AuditFilter {
  readonly customerId?: string
  readonly who?: string
}

export interface Idempotency {
  /**
   * Claims a key for a caller and a request. `new`: do the work and call `finish`; `running`: the first
   * request has not ended; `other`: the key was used with another request; `done`: the stored answer.
   * A claim that was neither finished nor released, since its server died, may be given out again.
   */
  claim(
    key: IdempotencyKey,
  ): Promise<
    | { readonly state: 'new' | 'running' | 'other' }
    | { readonly state: 'done'; readonly status: number; readonly body: unknown }
  >
  finish(key: IdempotencyKey, answer: { status: number; body: unknown }): Promise<void>
  /** The work failed and may be tried again with the same key. */
  release(key: IdempotencyKey): Promise<void>
}

export interface IdempotencyKey {
  readonly caller: string
  readonly key: string
  /** SHA-256 over method, path and body. */
  readonly request: string
}

type Nothing = Readonly<Record<never, never>>

/** What a port may refuse, with the numbers and names that the sentence needs. */
export interface PortProblemParams {
  /** The store cannot be reached or does not answer in time. */
  'store-unavailable': Nothing
  /** No document of benefits answers for the month. */
  'benefits-missing': { readonly month: string }
  /** `publish`, `preview`: the register has no such month. */
  'publish-month-missing': { readonly month: string }
  /** `publish`, `takeBack`: another publication is being made. */
  'publish-busy': Nothing
  /** `publish`, `preview`: what is there cannot be published; `reason` is the code of who found it out. */
  'publish-refused': { readonly reason: string }
  /** `start`: a run is under way, and runs are not queued. */
  'run-busy': { readonly run: number }
}

export type PortProblemCode = keyof PortProblemParams

/**
 * A refusal that the caller can do something about. The API recognises it by its shape, an Error with
 * `code` (one of PortProblemCode) and `params`, so that a port need not import this class.
 */
export class PortProblem<C extends PortProblemCode = PortProblemCode> extends Error {
  readonly code: C
  readonly params: PortProblemParams[C]

  constructor(code: C, params: PortProblemParams[C]) {
    super(code)
    this.name = 'PortProblem'
    this.code = code
    this.params = params
  }
}
