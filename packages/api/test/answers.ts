import { z } from 'zod'
import type { Answered, Asked } from './cast.ts'

/** As much of an OpenAPI document as the tests read. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly parameters: Readonly<Record<string, Parameter>>
  }
}

export interface Operation {
  readonly operationId: string
  readonly parameters: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
  readonly security?: readonly unknown[]
  readonly 'x-rights'?: Readonly<Record<string, string>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: JsonSchema
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>

export type JsonSchema = Readonly<Record<string, unknown>>

/** A route of a document. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly operation: Operation
}

export function routesOf(document: Document): readonly Route[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as 'GET' | 'POST',
      path,
      operation,
    })),
  )
}

export function isParameter(each: Parameter | { readonly $ref: string }): each is Parameter {
  return 'name' in each
}

/** What is wrong with an answer, going by the document: each in a sentence; empty where nothing is. */
export type Check = (route: Route, answered: Answered) => readonly string[]

/** Checks answers against the schemas of a document, and against what no answer may ever have. */
export function checkOf(document: Document): Check {
  const compiled = new Map<JsonSchema, z.ZodType>()
  const schemaOf = (schema: JsonSchema): z.ZodType => {
    const known = compiled.get(schema)
    if (known) return known
    const made = z.fromJSONSchema(standalone(schema, document))
    compiled.set(schema, made)
    return made
  }
  return ({ operation }, answered) => {
    const found = [...leaksOf(answered)]
    const response = operation.responses[answered.status]
    if (response === undefined) return [...found, `${answered.status} is not described`]
    const type = (answered.headers['content-type'] ?? '').split(';')[0] ?? ''
    const content = response.content?.[type]
    if (content === undefined) {
      return answered.body === ''
        ? found
        : [...found, `${type} of ${answered.status} is not described`]
    }
    const value: unknown = type.endsWith('json') ? JSON.parse(answered.body) : answered.body
    const read = schemaOf(content.schema).safeParse(value)
    return read.success ? found : [...found, `${answered.status}: ${z.prettifyError(read.error)}`]
  }
}

/** Traces of the inside: stacks, folders, names of errors. */
const INSIDE = /\n\s+at |node_modules|\/src\/|\.ts:\d|\bError:|ECONN|undefined is not/

function* leaksOf({ status, headers, body }: Answered): Generator<string> {
  if (status >= 500 && status !== 503) yield `status ${status}`
  if (INSIDE.test(body)) yield `shows its inside: ${body.slice(0, 200)}`
  if (headers['x-request-id'] === undefined) yield 'has no request id'
  if (headers['server'] !== undefined || headers['x-powered-by'] !== undefined) {
    yield 'says what it runs on'
  }
}

/**
 * A schema with the components it refers to in it. JSON Schema counts code points where zod counts
 * UTF-16 units, two at most for each.
 */
function standalone(
  schema: JsonSchema,
  { components }: Document,
): Parameters<typeof z.fromJSONSchema>[0] {
  const text = JSON.stringify({ ...schema, $defs: components.schemas })
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'), (key, value) =>
    key === 'maxLength' ? 2 * (value as number) : value,
  )
}

/** A request in a line, cut short, for a test to say which one failed. */
export function lineOf({ method, url, headers, body }: Asked): string {
  const { authorization: _, ...shown } = headers
  const parts = [method, url, JSON.stringify(shown), body ?? '']
  return parts.map((part) => part.slice(0, 300)).join(' ')
}
