import type { Endpoint } from '../endpoint.ts'
import { type ProblemCode, STATUS } from '../problems/catalogue.ts'
import type { JsonSchema, SchemaWriter } from './json-schema.ts'

const text = { type: 'string' }

export const SHARED_HEADERS = {
  'X-Request-Id': { description: 'Of this request, for a report.', schema: text },
  ETag: { description: 'Weak tag of the content.', schema: text },
  Link: { description: 'RFC 8288: the next page, `rel="next"`.', schema: text },
  Location: { description: 'Address of what was started.', schema: text },
  'Idempotent-Replayed': {
    description: '`true`: the change was made before, and this is its answer.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
} as const satisfies Readonly<Record<string, JsonSchema>>

type Header = keyof typeof SHARED_HEADERS

/** Problems of every route; of those that need a token, take a body, or change something. */
const ALWAYS: readonly ProblemCode[] = [
  'invalid-request',
  'url-too-long',
  'too-many-requests',
  'internal',
]
const SIGNED_IN: readonly ProblemCode[] = [
  'token-missing',
  'token-expired',
  'token-invalid',
  'not-allowed',
  'issuer-unavailable',
  'store-unavailable',
]
const CHANGES: readonly ProblemCode[] = [
  'invalid-json',
  'too-large',
  'type-unsupported',
  'key-missing',
  'key-used',
  'key-running',
  'audit-unavailable',
]

/** Whose data may be out of reach. */
const OTHERS: readonly Endpoint['about'][] = ['customer', 'named']

const NAMES: Readonly<Record<number, string>> = {
  400: 'The request has to be corrected.',
  401: 'A valid token is needed.',
  403: 'The token has no right to this.',
  404: 'It does not exist.',
  406: 'No acceptable form.',
  409: 'It cannot be done now.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'The body has another type.',
  422: 'The key was used for something else.',
  429: 'Too many requests.',
  500: 'A fault of the server.',
  503: 'Something that is needed cannot be reached; try again.',
}

const RETRIED: readonly number[] = [409, 429, 503]

/** Every answer that a route can give. */
export function responsesOf(
  endpoint: Endpoint,
  writer: SchemaWriter,
  { open, change }: { readonly open: boolean; readonly change: boolean },
): JsonSchema {
  const codes = new Set<ProblemCode>([
    ...ALWAYS,
    ...(open ? [] : SIGNED_IN),
    ...(change ? CHANGES : []),
    ...(OTHERS.includes(endpoint.about) ? (['not-yours'] as const) : []),
    ...endpoint.problems,
  ])
  return {
    [endpoint.answer.status]: successOf(endpoint, writer, change),
    ...(endpoint.conditional
      ? { 304: { description: 'Not changed.', headers: headers('X-Request-Id', 'ETag') } }
      : {}),
    ...problemsOf(codes),
  }
}

function successOf({ answer, conditional }: Endpoint, writer: SchemaWriter, change: boolean) {
  const schema = writer.write(answer.schema, 'output')
  const content = (type: string) =>
    type === 'application/json' ? { schema } : { schema: { type: 'string' } }
  return {
    description: answer.description,
    headers: headers(
      'X-Request-Id',
      ...(conditional ? (['ETag'] as const) : []),
      ...(change ? (['Idempotent-Replayed'] as const) : []),
      ...(answer.headers ?? []),
    ),
    content: Object.fromEntries(
      (answer.types ?? ['application/json']).map((type) => [type, content(type)]),
    ),
  }
}

/** Problems by status, with the codes that can be met there. */
function problemsOf(codes: ReadonlySet<ProblemCode>): JsonSchema {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of [...codes].sort()) {
    byStatus.set(STATUS[code], [...(byStatus.get(STATUS[code]) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      {
        description: `${NAMES[status]} ${own.map((code) => `\`${code}\``).join(', ')}`,
        headers: headers(
          'X-Request-Id',
          ...(RETRIED.includes(status) ? (['Retry-After'] as const) : []),
        ),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}

function headers(...names: readonly Header[]): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
