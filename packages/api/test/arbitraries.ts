import fc from 'fast-check'
import type { JsonSchema } from './answers.ts'

type Schemas = Readonly<Record<string, JsonSchema>>

/** Values that a schema takes: every kind of schema that the document has. */
export function valid(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/components/schemas/', '')
    return valid(schemas[name] as JsonSchema, schemas)
  }
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['anyOf'])) {
    return fc.oneof(...schema['anyOf'].map((each) => valid(each as JsonSchema, schemas)))
  }
  if (Array.isArray(schema['oneOf'])) {
    return fc.oneof(...schema['oneOf'].map((each) => valid(each as JsonSchema, schemas)))
  }
  switch (schema['type']) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return integers(schema)
    case 'string':
      return strings(schema)
    case 'object':
      return objects(schema, schemas)
    case 'array':
      return fc.array(valid(schema['items'] as JsonSchema, schemas), { maxLength: 3 })
    case undefined:
      return fc.jsonValue({ maxDepth: 2 })
    default:
      throw new Error(`cannot make values of ${JSON.stringify(schema)}`)
  }
}

function integers({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const min = typeof minimum === 'number' ? minimum : Number.MIN_SAFE_INTEGER
  const max = typeof maximum === 'number' ? maximum : Number.MAX_SAFE_INTEGER
  return fc.oneof(
    fc.integer({ min, max: Math.min(max, min + 9) }),
    fc.maxSafeInteger().map((n) => {
      const span = max - min + 1
      return min + (((n % span) + span) % span)
    }),
  )
}

function strings({ pattern, format, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (typeof minLength === 'number' && typeof maxLength === 'number') {
    return fc.string({ unit: 'binary', minLength, maxLength })
  }
  if (format === 'date' || typeof pattern !== 'string') {
    return fc.oneof(
      fc
        .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
      fc.string({ maxLength: 12 }),
    )
  }
  return fc.stringMatching(new RegExp(pattern, 'u'))
}

function objects(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<object> {
  const properties = (schema['properties'] ?? {}) as Schemas
  const requiredKeys = (schema['required'] ?? []) as string[]
  const model = Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key, valid(property, schemas)]),
  )
  return fc.record(model, { requiredKeys })
}

/** Texts that have broken servers before. */
const HOSTILE = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '9007199254740993',
  '99999999999999999999',
  'NaN',
  'null',
  'true',
  '[]',
  '{"$gt":""}',
  "'; drop table star; --",
  '%',
  '%00',
  '%ff%fe',
  '../../etc/passwd',
  '..%2f..%2f',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  '${jndi:ldap://x}',
  '\u0000',
  '\r\nx-injected: 1',
  '\u202E\u0000\uFFFF',
  '😀'.repeat(40),
  '星'.repeat(70),
  'a'.repeat(5000),
  '2026-13',
  '0000-01',
  '2026-11-31',
  '*',
  ',',
  ';q=1',
]

/** Values that nothing asks for. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
)

/** Any JSON, some of it as attackers write it. */
export const anyJson: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '{',
    '',
    'nul',
    '{"__proto__":{"roles":["system"]}}',
    '{"constructor":{"prototype":{}}}',
    '{"month":"2026-11","month":"2026-12"}',
    `{"month":${'['.repeat(3000)}`,
    `"${'x'.repeat(20_000)}"`,
    '\uFEFF{}',
    '{"month":"\\ud800"}',
    '{"month":1e400}',
  ),
)
