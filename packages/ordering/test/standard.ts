import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'

const FILE = '../shared/data/tmf/TMF641-ServiceOrdering-v4.1.0.swagger.json'
const path =
  process.env['DIPPER_TMF641'] ?? fileURLToPath(new URL(`../../../${FILE}`, import.meta.url))

/** Whether the standard's own schemas are at hand; they may not be copied into the repository. */
export const standardIsThere = existsSync(path)
export const whyNot = standardIsThere
  ? ''
  : ` (skipped: name TMF641 v4.1.0, its swagger.json, in DIPPER_TMF641; not found at ${path})`

/**
 * What the standard's own schema of this name says against a value; nothing if it is valid. It is
 * Swagger 2: JSON Schema of draft 4 with keywords of its own, none of which bears on ours.
 */
export function againstStandard(definition: string): (value: unknown) => string[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(standard(), 'tmf641')
  const validate = ajv.compile({ $ref: `tmf641#/definitions/${definition}` })
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => ajv.errorsText([error]))
}

/** What the standard lists for an enumeration. */
export function valuesInStandard(definition: string): string[] {
  return standard().definitions[definition]?.enum ?? []
}

function standard(): { definitions: Readonly<Record<string, { enum?: string[] }>> } {
  return JSON.parse(readFileSync(path, 'utf8')) as ReturnType<typeof standard>
}
