import type { FieldCode } from '../problems/catalogue.ts'

/** What zod says of a part that has another type: that it is missing, or the code given. */
export function says(code: FieldCode): { error: (issue: { input?: unknown }) => FieldCode } {
  return { error: ({ input }) => (input === undefined ? 'missing' : code) }
}
