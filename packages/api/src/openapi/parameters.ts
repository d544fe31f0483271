import type { z } from 'zod'
import { type Endpoint, isAboutPerson, isChange } from '../endpoint.ts'
import type { JsonSchema, SchemaWriter } from './json-schema.ts'

const text = { type: 'string' }

/** Headers that many routes take. */
export const SHARED_PARAMETERS = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'New for each change, the same when a change is sent again: it is made once, and its answer is given again with `Idempotent-Replayed: true`.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7E]{1,128}$' },
    example: '5f0c6f0e-7c5c-4a39-9d0e-2f6f2f9e7a10',
  },
  'Idempotency-Key-or-body': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'As of any change. It may be left out where the body has an id of its own, which counts as one.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7E]{1,128}$' },
  },
  'Dipper-Reason': {
    name: 'Dipper-Reason',
    in: 'header',
    required: false,
    description:
      'Why staff look the customer up: 3 to 200 characters, percent-encoded UTF-8. Required of staff, unless `reason` is given. Goes into the audit.',
    schema: text,
    example: '%E5%AE%A2%E6%88%B7%E5%9C%A8%E6%9F%9C%E5%8F%B0%E8%AF%A2%E9%97%AE',
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'ETag of the answer that the caller has: 304 where it is still the same.',
    schema: text,
  },
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'Language of words: zh-CN, zh-TW or en.',
    schema: text,
    example: 'en',
  },
} as const satisfies Readonly<Record<string, JsonSchema>>

/** Parameters of a route: path, query, and the headers it takes. */
export function parametersOf(endpoint: Endpoint, writer: SchemaWriter): readonly JsonSchema[] {
  return [
    ...fieldsOf(endpoint.params, 'path', writer),
    ...fieldsOf(endpoint.query, 'query', writer),
    ...headersOf(endpoint).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ]
}

function headersOf(endpoint: Endpoint): readonly (keyof typeof SHARED_PARAMETERS)[] {
  return [
    ...(isChange(endpoint) ? ([keyHeaderOf(endpoint)] as const) : []),
    ...(isAboutPerson(endpoint) ? (['Dipper-Reason'] as const) : []),
    ...(endpoint.conditional ? (['If-None-Match'] as const) : []),
    'Accept-Language',
  ]
}

function keyHeaderOf({ keyIn }: Endpoint): 'Idempotency-Key' | 'Idempotency-Key-or-body' {
  return keyIn === undefined ? 'Idempotency-Key' : 'Idempotency-Key-or-body'
}

function fieldsOf(
  fields: z.ZodObject,
  place: 'path' | 'query',
  writer: SchemaWriter,
): readonly JsonSchema[] {
  const { properties = {}, required = [] } = writer.write(fields, 'input')
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, property]) => {
    const { description, ...schema } = property
    return {
      name,
      in: place,
      required: (required as readonly string[]).includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
    }
  })
}
