import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Month, type Programme, parseMonth } from '@dipper/policy'
import { parse } from 'yaml'
import { z } from 'zod'
import { inRepository, policyFiles, programmeOf } from './programme.ts'

const month = z.string().transform((text, context) => {
  const parsed = parseMonth(text)
  if (parsed !== undefined) return parsed
  context.addIssue(`\`${text}\` is no month`)
  return z.NEVER
})

const run = z.strictObject({
  programme: z.string(),
  from: month,
  through: month,
  sql: month,
  explain: z.strictObject({ customer: z.string(), month }),
})

/** What a conformance folder says is run and shown (README.md). */
export interface Folder {
  readonly path: string
  readonly programme: Programme
  readonly from: Month
  readonly through: Month
  /** The month whose SQL is shown. */
  readonly sql: Month
  readonly explain: { readonly customer: string; readonly month: Month }
  readonly facts: string
  /** The stars that the register begins with. */
  readonly imported: string | null
}

export function readFolder(name: string): Folder {
  const path = join(import.meta.dirname, name)
  const { programme, ...rest } = run.parse(parse(readFileSync(join(path, 'run.yaml'), 'utf8')))
  const beside = join(path, 'programme')
  const imported = join(path, 'import.csv')
  return {
    ...rest,
    path,
    programme: programmeOf([
      ...policyFiles(inRepository(programme)),
      ...(existsSync(beside) ? policyFiles(beside) : []),
    ]),
    facts: join(path, 'facts'),
    imported: existsSync(imported) ? imported : null,
  }
}
