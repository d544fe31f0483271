import type { z } from 'zod'
import { FIELD_CODES, type FieldCode } from '../problems/catalogue.ts'
import { type FieldError, invalid } from '../problems/problem.ts'

/** What fastify calls the parts of a request. */
const PARTS: Readonly<Record<string, FieldError['in']>> = {
  params: 'path',
  querystring: 'query',
  headers: 'header',
  body: 'body',
}

/** Fastify's validator of one part of a request: its value as the schema reads it, or a problem. */
export function validatorOf({ schema, httpPart }: { schema: z.ZodType; httpPart?: string }) {
  const part = PARTS[httpPart ?? ''] ?? 'body'
  return (data: unknown) => {
    const read = schema.safeParse(data)
    if (read.success) return { value: read.data }
    return {
      error: invalid(...distinct(read.error.issues.flatMap((each) => errorsOf(each, part)))),
    }
  }
}

/** A part that fails two checks with one code is wrong once. */
function distinct(errors: readonly FieldError[]): FieldError[] {
  return errors.filter(
    ({ path, code }, index) =>
      errors.findIndex((other) => other.path === path && other.code === code) === index,
  )
}

function errorsOf(issue: z.core.$ZodIssue, part: FieldError['in']): FieldError[] {
  const path = issue.path.map(String)
  const at = (code: FieldCode, key?: string): FieldError => ({
    in: part,
    path: [...path, ...(key === undefined ? [] : [key])].join('.'),
    code,
  })
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => at('unknown', key.slice(0, 64)))
    : [at(codeOf(issue.message))]
}

/** Schemas say a code; what zod says by itself is `wrong`. */
function codeOf(message: string): FieldCode {
  return FIELD_CODES.find((code) => code === message) ?? 'wrong'
}
