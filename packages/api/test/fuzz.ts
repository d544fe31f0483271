import fc from 'fast-check'
import { ROLES, type Role } from '../src/index.ts'
import {
  type Check,
  checkOf,
  type Document,
  isParameter,
  lineOf,
  type Operation,
  type Parameter,
  type Route,
  routesOf,
} from './answers.ts'
import { anyJson, hostile, valid } from './arbitraries.ts'
import { type Asked, type Cast, claimsOf, type Send } from './cast.ts'
import type { Claims } from './issuer.ts'
import { BODIES, foreignDataIn } from './walk.ts'

export interface FuzzOptions {
  readonly document: Document
  readonly send: Send
  readonly cast: Cast
  /** An access token with such claims that the API takes. */
  readonly tokenOf: (claims: Claims) => Promise<string>
  readonly requests: number
  readonly seed: number
  /** Routes that are left out, such as what is too dear to be done often. */
  readonly without?: readonly string[]
}

/** How often each status was answered, by route. */
export type Answers = ReadonlyMap<string, ReadonlyMap<number, number>>

type Who = Role | null | 'nonsense'

interface Shot {
  readonly route: Route
  readonly who: Who
  readonly asked: Asked
}

/**
 * Asks every route of a document for what its schemas take and for what they do not, as everybody.
 * Each answer has to be one that the document describes, no 5xx but a 503, without a trace of the
 * inside and without data of anybody whom the caller may not see. The same seed asks the same again.
 *
 * @throws Error with seed and smallest request found for an answer that is not
 */
export async function fuzz(options: FuzzOptions): Promise<Answers> {
  const { document, seed, requests, cast } = options
  const check = checkOf(document)
  const tokens = await tokensOf(options)
  const answers = new Map<string, Map<number, number>>()
  const routes = routesOf(document).filter(
    ({ operation }) => !options.without?.includes(operation.operationId),
  )
  const shots = fc.oneof(...routes.map((route) => shotAt(route, document, cast)))
  const property = fc.asyncProperty(shots, async (shot) => {
    const { status, wrong } = await shoot(shot, { send: options.send, check, cast, tokens })
    count(answers, shot.route, status)
    if (wrong.length > 0) throw new Error(`${shot.who}: ${lineOf(shot.asked)}\n${wrong.join('\n')}`)
  })
  const { failed, errorInstance } = await fc.check(property, { seed, numRuns: requests })
  if (failed) throw new Error(`SEED=${seed}\n${(errorInstance as Error).message}`)
  return answers
}

async function tokensOf({ tokenOf, cast }: FuzzOptions): Promise<ReadonlyMap<Who, string>> {
  const tokens = ROLES.map(
    async (role) => [role, `Bearer ${await tokenOf(claimsOf(role, cast))}`] as const,
  )
  return new Map<Who, string>([...(await Promise.all(tokens)), ['nonsense', 'Bearer nonsense']])
}

async function shoot(
  { route, who, asked }: Shot,
  on: { send: Send; check: Check; cast: Cast; tokens: ReadonlyMap<Who, string> },
): Promise<{ readonly status: number; readonly wrong: readonly string[] }> {
  const authorization = on.tokens.get(who)
  const headers = { ...asked.headers, ...(authorization === undefined ? {} : { authorization }) }
  const answered = await on.send({ ...asked, headers })
  const { status } = answered
  // A path that a hostile value has made another's, or no route's, is answered as that one is.
  const own = status !== 404 && status !== 405
  const role = who === 'nonsense' ? null : who
  const wrong = [
    ...(own || isOwn(answered.body) ? on.check(route, answered) : []),
    ...foreignDataIn(answered, { role, url: asked.url, cast: on.cast }),
  ]
  return { status, wrong }
}

function isOwn(body: string): boolean {
  return !/"code":"(route|method)-missing"/.test(body)
}

function count(answers: Map<string, Map<number, number>>, route: Route, status: number): void {
  const name = `${route.method} ${route.path}`
  const counts = answers.get(name) ?? new Map<number, number>()
  answers.set(name, counts.set(status, (counts.get(status) ?? 0) + 1))
}

/** A request to a route: parts mostly as described, now and then as nobody would. */
function shotAt(route: Route, document: Document, cast: Cast): fc.Arbitrary<Shot> {
  const { operation } = route
  const parameters = operation.parameters.map((each) =>
    isParameter(each) ? each : parameterOf(document, each.$ref),
  )
  const any = fc.record({
    who: whoOf(operation),
    values: fc.tuple(...parameters.map((each) => valueOf(each, document, cast))),
    body: bodyOf(operation, document, cast),
    stray: fc.oneof({ weight: 19, arbitrary: fc.constant(undefined) }, hostile),
  })
  const plain = fc.record({
    who: rightfulOf(operation),
    values: fc.tuple(...parameters.map((each) => plainValueOf(each, document, cast))),
    body: plainBodyOf(operation, cast),
    stray: fc.constant(undefined),
  })
  return fc
    .oneof({ weight: 4, arbitrary: any }, { weight: 1, arbitrary: plain })
    .map(({ who, values, body, stray }) => ({
      route,
      who,
      asked: askedOf(route, { parameters, values, body, stray }),
    }))
}

function parameterOf({ components }: Document, reference: string): Parameter {
  return components.parameters[reference.split('/').at(-1) ?? ''] as Parameter
}

/** Mostly somebody who has a right, so that the handlers are reached. */
function whoOf(operation: Operation): fc.Arbitrary<Who> {
  return fc.oneof(
    { weight: 3, arbitrary: rightfulOf(operation) },
    { weight: 1, arbitrary: fc.constantFrom<Who>(...ROLES, null, 'nonsense') },
  )
}

function rightfulOf(operation: Operation): fc.Arbitrary<Who> {
  const rightful = Object.keys(operation['x-rights'] ?? {}) as Role[]
  return fc.constantFrom<Who>(...(rightful.length > 0 ? rightful : [null]))
}

/** What is needed and no more, so that many optional parts do not keep a route from being reached. */
function plainValueOf(
  parameter: Parameter,
  document: Document,
  cast: Cast,
): fc.Arbitrary<readonly string[] | undefined> {
  if (!parameter.required && parameter.name !== 'Dipper-Reason') return fc.constant(undefined)
  const known = KNOWN[parameter.name]?.(cast)
  const values = known
    ? fc.constantFrom(...known)
    : valid(parameter.schema, document.components.schemas).map(String)
  return values.map((value) => [value])
}

function plainBodyOf(
  { operationId, requestBody }: Operation,
  cast: Cast,
): fc.Arbitrary<{ readonly text: string; readonly type: string } | undefined> {
  if (requestBody === undefined) return fc.constant(undefined)
  return fc.constant({
    text: JSON.stringify(BODIES[operationId]?.(cast) ?? {}),
    type: 'application/json',
  })
}

/** Undefined: left out. */
function valueOf(
  parameter: Parameter,
  document: Document,
  cast: Cast,
): fc.Arbitrary<readonly string[] | undefined> {
  const known = KNOWN[parameter.name]?.(cast)
  const usual = valid(parameter.schema, document.components.schemas).map(String)
  const one = fc.oneof(
    ...(known ? [{ weight: 20, arbitrary: fc.constantFrom(...known) }] : []),
    { weight: 5, arbitrary: usual },
    { weight: 1, arbitrary: hostile },
  )
  if (parameter.in === 'path') return one.map((value) => [value])
  return fc.oneof(
    { weight: parameter.required || known ? 30 : 5, arbitrary: one.map((value) => [value]) },
    { weight: parameter.required ? 1 : 10, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.tuple(one, one) },
  )
}

/** Values that reach somebody or something. */
const KNOWN: Readonly<Record<string, (cast: Cast) => readonly string[]>> = {
  id: ({ self, regional, foreign, nobody }) => [
    self.customerId,
    regional.customerId,
    foreign.customerId,
    nobody,
  ],
  customer: ({ self, foreign }) => [self.customerId, foreign.customerId],
  number: ({ self, regional, foreign }) => [self.number, regional.number, foreign.number],
  month: ({ month, unpublished }) => [month, unpublished],
  region: ({ self, foreign }) => [self.region, foreign.region],
  run: ({ run }) => [run, '999999'],
  order: ({ orders, spareOrders = [] }) =>
    orders ? [...Object.values(orders), ...spareOrders] : ['00000000-0000-4000-8000-000000000001'],
  benefit: () => ['sim-replacement', 'mobile-restore', 'broadband-restore', 'offers/none'],
  posting: () => ['1', '2'],
  objection: ({ objections, spareObjections = [] }) =>
    objections ? [...Object.values(objections), ...spareObjections] : ['1', '2'],
  line: ({ self, foreign }) => [`M-${self.number}`, `B-${foreign.number}`],
  from: () => ['2026-01-01', '2026-12-31'],
  through: () => ['2026-12-31'],
  reason: () => ['客户来电询问', 'asks at the counter'],
  'Dipper-Reason': () => [encodeURIComponent('客户来电询问'), 'asks at the counter'],
  'Accept-Language': () => ['en', 'zh-TW,zh;q=0.8', 'fr, *;q=0.1'],
  'If-None-Match': () => ['*', '"x", W/"y"'],
}

function bodyOf(
  { operationId, requestBody }: Operation,
  document: Document,
  cast: Cast,
): fc.Arbitrary<{ readonly text: string; readonly type: string } | undefined> {
  const schema = requestBody?.content['application/json']?.schema
  const json = (arbitrary: fc.Arbitrary<string>) =>
    arbitrary.map((text) => ({ text, type: 'application/json' }))
  const strange = fc.record({
    text: hostile,
    type: fc.constantFrom('text/plain', 'application/xml', 'application/json', 'nonsense'),
  })
  if (schema === undefined) {
    return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, json(anyJson), strange)
  }
  const usual = valid(schema, document.components.schemas).map((value) => JSON.stringify(value))
  const known = fc
    .constantFrom(cast.month, cast.unpublished)
    .map((month) => JSON.stringify(BODIES[operationId]?.({ ...cast, month }) ?? {}))
  return fc.oneof(
    { weight: 8, arbitrary: json(known) },
    { weight: 4, arbitrary: json(usual) },
    { weight: 2, arbitrary: json(anyJson) },
    { weight: 1, arbitrary: strange },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}

function askedOf(
  route: Route,
  made: {
    readonly parameters: readonly Parameter[]
    readonly values: readonly (readonly string[] | undefined)[]
    readonly body: { readonly text: string; readonly type: string } | undefined
    readonly stray: string | undefined
  },
): Asked {
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  let path = route.path
  for (const [index, { name, in: place }] of made.parameters.entries()) {
    for (const value of made.values[index] ?? []) {
      if (place === 'path') path = path.replace(`{${name}}`, () => segment(value))
      if (place === 'query') query.append(name, value)
      if (place === 'header') headers[name.toLowerCase()] = headerText(value)
    }
  }
  if (made.stray !== undefined) query.append(made.stray, 'stray')
  if (made.body !== undefined) headers['content-type'] = made.body.type
  return {
    method: route.method,
    url: path + (query.size > 0 ? `?${query}` : ''),
    headers,
    ...(made.body === undefined ? {} : { body: made.body.text }),
  }
}

/** A value as one segment of a path; a lone surrogate cannot be written, and dots would be taken away. */
function segment(value: string): string {
  const written = encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '?'))
  return /^\.{0,2}$/.test(written) ? '%20' : written
}

/** What a client can send in a header. */
function headerText(value: string): string {
  return value
    .replaceAll(/[^\x20-\x7E]/g, '?')
    .slice(0, 2000)
    .trim()
}
