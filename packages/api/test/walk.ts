import { ROLES, type Role } from '../src/index.ts'
import { type Check, checkOf, type Document, lineOf, type Route, routesOf } from './answers.ts'
import {
  type Answered,
  type Asked,
  type Cast,
  claimsOf,
  idOf,
  maySee,
  type Person,
  type Send,
  type Target,
} from './cast.ts'
import type { Claims } from './issuer.ts'

export interface WalkOptions {
  readonly document: Document
  readonly send: Send
  readonly cast: Cast
  /** An access token with such claims that the API takes. */
  readonly tokenOf: (claims: Claims) => Promise<string>
}

export interface Step {
  /** `GET /v1/customers/{id}/star`. */
  readonly route: string
  /** Null: without a token. */
  readonly role: Role | null
  /** Whose data; null where the route touches nobody's. */
  readonly target: Target | null
  readonly status: number
  readonly code: string | null
  /** What is not as it has to be; empty where all is. */
  readonly wrong: readonly string[]
}

type Relation = 'self' | 'region' | 'any' | undefined

const TARGETS: readonly Target[] = ['self', 'regional', 'foreign', 'nobody']

/**
 * Walks every route of the document as every role and without a token, on the caller's own data,
 * that of the caller's region, somebody else's, and nobody's; each answer has to be what `x-rights`
 * of the document says. What the table of rights allows is done: `self` and `regional` are erased, and
 * months are published and taken back, so the store has to be one for tests.
 */
export async function walkRights(options: WalkOptions): Promise<readonly Step[]> {
  const check = checkOf(options.document)
  const steps: Step[] = []
  for (const route of routesOf(options.document)) {
    for (const role of [null, ...ROLES]) {
      for (const target of targetsOf(route, options.cast)) {
        steps.push(await take(options, check, { route, role, target }))
      }
    }
  }
  return [...steps, ...foreignersAsNobody(steps)]
}

/** Whose customers or orders a route is asked for; null where it touches nobody's. */
function targetsOf({ path }: Route, { orders }: Cast): readonly (Target | null)[] {
  if (path.includes('{id}')) return TARGETS
  if (!path.includes('{order}')) return [null]
  return orders === undefined ? ['nobody'] : TARGETS
}

/** A foreign customer has to be answered exactly like one that there is not. */
function foreignersAsNobody(steps: readonly Step[]): Step[] {
  return steps
    .filter(({ target, status }) => target === 'foreign' && status === 403)
    .flatMap((step) => {
      const nobody = steps.find(
        ({ route, role, target }) =>
          route === step.route && role === step.role && target === 'nobody',
      )
      const same = nobody?.status === step.status && nobody.code === step.code
      return same ? [] : [{ ...step, wrong: ['a foreign customer is told from none'] }]
    })
}

async function take(
  { send, cast, tokenOf, document }: WalkOptions,
  check: Check,
  { route, role, target }: { route: Route; role: Role | null; target: Target | null },
): Promise<Step> {
  const token = role && (await tokenOf(claimsOf(role, cast)))
  const asked = requestOf(route, { cast, target, token, document })
  const answered = await send(asked)
  const { status } = answered
  const code = codeOf(answered)
  const relation = role ? (route.operation['x-rights']?.[role] as Relation) : undefined
  const expected = isOpen(route) ? null : expectedOf({ role, relation, target })
  const wrong = [
    ...check(route, answered),
    ...(expected !== code && (expected !== null || refused(status))
      ? [`${lineOf(asked)}: expected ${expected ?? 'to be let in'}`]
      : []),
    ...foreignDataIn(answered, { role, url: asked.url, cast }),
  ]
  return { route: `${route.method} ${route.path}`, role, target, status, code, wrong }
}

function isOpen({ operation }: Route): boolean {
  return operation.security?.length === 0
}

/** The code of a refusal; null where the caller has to be let in. */
function expectedOf(who: {
  readonly role: Role | null
  readonly relation: Relation
  readonly target: Target | null
}): string | null {
  if (who.role === null) return 'token-missing'
  if (who.relation === undefined) return 'not-allowed'
  if (who.target === null || who.relation === 'any' || who.target === 'self') return null
  return who.relation === 'region' && who.target === 'regional' ? null : 'not-yours'
}

function refused(status: number): boolean {
  return status === 401 || status === 403
}

function codeOf({ headers, body }: Answered): string | null {
  return headers['content-type']?.startsWith('application/problem+json')
    ? (JSON.parse(body) as { code: string }).code
    : null
}

/**
 * What an answer says of people whom the caller may not see: any of their marks, or an id that the
 * caller did not ask for. Auditors see ids, since the audit keeps them.
 */
export function foreignDataIn(
  { body }: Pick<Answered, 'body'>,
  by: { readonly role: Role | null; readonly url: string; readonly cast: Cast },
): string[] {
  const { role, url, cast } = by
  return [cast.self, cast.regional, cast.foreign]
    .filter((person) => role === null || !maySee(role, person, cast))
    .filter((person) => role !== 'auditor' || !isObjectionOf(person, url, cast))
    .flatMap(({ marks, customerId }) => {
      const known = role === 'auditor' || url.includes(encodeURIComponent(customerId))
      return known ? marks : [...marks, customerId]
    })
    .filter((text) => body.includes(text))
    .map((text) => `${role ?? 'nobody'} is shown ${text}`)
}

/** Auditors of the region read what its customers object to, and what it rests on. */
function isObjectionOf({ customerId, region }: Person, url: string, { self }: Cast): boolean {
  const path = `/v1/customers/${encodeURIComponent(customerId)}/objections`
  return region === self.region && url.startsWith(path)
}

let keys = 0

const NO_ORDER = '00000000-0000-4000-8000-000000099999'

/** A request that has all that a route asks for. */
function requestOf(
  route: Route,
  of: { cast: Cast; target: Target | null; token: string | null; document: Document },
): Asked {
  const { cast, target, token } = of
  const path = route.path
    .replace('{id}', encodeURIComponent(idOf(cast, target ?? 'nobody')))
    .replace('{month}', cast.month)
    .replace('{run}', cast.run)
    .replace('{order}', cast.orders?.[target ?? 'nobody'] ?? NO_ORDER)
    .replace('{benefit}', 'sim-replacement')
    .replace('{posting}', '2')
    .replace('{objection}', cast.objections?.[target ?? 'nobody'] ?? '1')
  const body = BODIES[route.operation.operationId]?.(cast)
  return {
    method: route.method,
    url: path + (QUERIES[route.operation.operationId]?.(cast) ?? ''),
    headers: {
      'dipper-reason': 'walking the table of rights',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(route.method === 'POST' ? { 'idempotency-key': `walk-${Date.now()}-${keys++}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

const QUERIES: Readonly<Record<string, (cast: Cast) => string>> = {
  findCustomers: ({ foreign }) => `?number=${encodeURIComponent(foreign.number)}`,
  readPolicy: ({ self }) => `?region=${encodeURIComponent(self.region)}`,
  previewPublication: ({ month }) => `?month=${month}`,
  readStatement: () => '?from=2026-01-01&through=2026-12-31',
}

/** Bodies that are taken, by operation. */
export const BODIES: Readonly<Record<string, (cast: Cast) => unknown>> = {
  startRun: ({ month }) => ({ from: month, through: month }),
  publishMonth: ({ month }) => ({ month }),
  useBenefit: () => ({ benefit: 'sim-replacement' }),
  acceptLineEvent: ({ self }) => ({
    id: 'walked-1',
    customerId: self.customerId,
    line: 'L-1',
    kind: 'mobile',
    at: '2026-11-20T02:00:00+08:00',
    what: 'stopped',
    cause: 'arrears',
    stopKind: 'single',
    arrearsFen: 5600,
  }),
  acceptStateChange: ({ orders }) => ({
    eventId: 'walked-1',
    eventType: 'ServiceOrderStateChangeEvent',
    event: {
      serviceOrder: { id: 'SO-1', externalId: orders?.self ?? NO_ORDER, state: 'inProgress' },
    },
  }),
  takeObjection: ({ month }) => ({
    class: 'complaint',
    label: 'rating-not-accepted',
    text: '我的星级为什么降了?',
    month,
  }),
  answerObjection: () => ({ text: '已核对,计算无误。' }),
  redeemPoints: () => ({ points: 1, why: 'walking' }),
  correctPosting: () => ({ points: 1, why: 'walking' }),
  freezePoints: () => ({ cause: 'by-hand', why: 'walking' }),
  unfreezePoints: () => ({ cause: 'by-hand', why: 'walking' }),
}
