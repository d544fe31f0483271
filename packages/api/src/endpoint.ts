import type { Language } from '@dipper/policy'
import { z } from 'zod'
import type { Context } from './context.ts'
import type { Caller } from './identity/caller.ts'
import type { InTime } from './late.ts'
import type { RunState } from './ports.ts'
import type { ProblemCode } from './problems/catalogue.ts'
import type { Grant } from './rights/grant.ts'
import { says } from './wire/says.ts'

/** What every route says of itself; OpenAPI, rights, audit and limits are made from it. */
interface Description {
  readonly method: 'GET' | 'POST'
  /** As OpenAPI writes it: `/v1/customers/{id}/star`. */
  readonly path: string
  readonly operation: string
  readonly tag:
    | 'customers'
    | 'benefits'
    | 'points'
    | 'lines'
    | 'orders'
    | 'objections'
    | 'months'
    | 'policies'
    | 'runs'
    | 'publications'
    | 'audit'
    | 'service'
  readonly summary: string
  readonly description: string
  /**
   * Whose data it touches: nobody's, that of the customer `id` of the path or `customerId` of the body
   * (`named`), that of the `region` of the query, or of customers that are only known once they
   * (`found`) or their orders (`orders`) are; then the handler asks `reaches` for each.
   */
  readonly about: 'nobody' | 'customer' | 'named' | 'region' | 'found' | 'orders'
  /** What the audit calls it. Left out: it is not recorded. */
  readonly act?: string
  /** Look-ups of staff are recorded; `always`: those of everybody. Changes are always recorded. */
  readonly recorded?: 'always'
  /** Problems that are its own; those that all routes share are added to the description. */
  readonly problems: readonly ProblemCode[]
  /** Answers with an ETag, and 304 where the caller has it already. */
  readonly conditional?: true
  /** Answers in time, whatever is slow or away; left out: it takes as long as it takes. */
  readonly inTime?: InTime
}

interface AnswerDescription<A extends z.ZodType> {
  readonly status: 200 | 201 | 202
  readonly description: string
  /** Of the JSON body. */
  readonly schema: A
  /** Media types of the answer; JSON where left out, text of any other. */
  readonly types?: readonly string[]
  readonly headers?: readonly ('Link' | 'Location')[]
}

/** What a handler gives: JSON, text, or events as they come. */
export type Answer<Body = unknown> =
  | { readonly body: Body; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly text: string
      readonly type: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly watch: (signal: AbortSignal) => AsyncIterable<RunState> }

/** One request, validated and permitted. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly caller: Caller
  /** What the call rests on; null on open routes. */
  readonly grant: Grant | null
  /** Why, where the caller says so. */
  readonly why: string | null
  /** Of a change, from the Idempotency-Key: no two callers have one in common. Empty otherwise. */
  readonly key: string
  /** Address of the caller. */
  readonly from: string
  /** Wanted most by the caller. */
  readonly language: Language
  /** Header `Accept`. */
  readonly accept: string | undefined
  /** Path and query as they were asked for. */
  readonly url: string
  readonly context: Context
}

/** A route: all that the server, the document and the tests need to know of it. */
export interface Endpoint extends Description {
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  /** Null where it takes none. */
  readonly body: z.ZodType | null
  /** Key of a change where the caller sends none; left out, or null: one has to be sent. */
  readonly keyIn?: (body: unknown) => string | null
  readonly answer: AnswerDescription<z.ZodType>
  handle(call: Call): Promise<Answer>
}

interface Spec<P extends z.ZodRawShape, Q extends z.ZodRawShape, B, A extends z.ZodType>
  extends Description {
  readonly params?: P
  readonly query?: Q
  readonly body?: z.ZodType<B>
  readonly keyIn?: (body: B) => string | null
  readonly answer: AnswerDescription<A>
  handle(
    call: Call<z.output<z.ZodObject<P>>, z.output<z.ZodObject<Q>>, B>,
  ): Promise<Answer<z.output<A>>>
}

/** Makes a route of its description; types of its handler come from the schemas. */
export function endpoint<
  A extends z.ZodType,
  P extends z.ZodRawShape = Record<never, never>,
  Q extends z.ZodRawShape = Record<never, never>,
  B = null,
>(spec: Spec<P, Q, B, A>): Endpoint {
  const { keyIn, ...rest } = spec
  return {
    ...rest,
    ...(keyIn === undefined ? {} : { keyIn: (body) => keyIn(body as B) }),
    params: z.strictObject(spec.params ?? {}),
    query: z.strictObject(spec.query ?? {}, says('unknown')),
    body: spec.body ?? null,
    handle: (call) => spec.handle(call as Parameters<typeof spec.handle>[0]),
  }
}

/** `GET /v1/customers/{id}/star`, as the table of rights names it. */
export function nameOf({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  return `${method} ${path}`
}

/** Changes need an Idempotency-Key and are always recorded. */
export function isChange({ method }: Pick<Endpoint, 'method'>): boolean {
  return method === 'POST'
}

/** Staff say why they look a person up. */
export function isAboutPerson({ about }: Pick<Endpoint, 'about'>): boolean {
  return about === 'customer' || about === 'named' || about === 'found'
}
