import * as benefits from './benefits/language.ts'
import { costsShape } from './costs/language.ts'
import { documentShape, overlayShape, sourceShape } from './language.ts'
import type { JsonSchema, Shape } from './shape/shape.ts'

/** JSON Schema (draft 2020-12) of a policy document, so that editors complete and check it. */
export function policySchema(): JsonSchema {
  return schemaOf('Policy document', documentShape)
}

/** JSON Schema (draft 2020-12) of an overlay. */
export function overlaySchema(): JsonSchema {
  return schemaOf('Overlay of one region', overlayShape)
}

/** JSON Schema (draft 2020-12) of a cost file. */
export function costsSchema(): JsonSchema {
  return schemaOf('Unit costs for what-if', costsShape([]))
}

/** JSON Schema (draft 2020-12) of a document of benefits. */
export function benefitsSchema(): JsonSchema {
  return schemaOf('Benefits of stars', benefits.documentShape({}))
}

/** JSON Schema (draft 2020-12) of an overlay of benefits. */
export function benefitsOverlaySchema(): JsonSchema {
  return schemaOf('Benefits of one region', benefits.overlayShape({}))
}

function schemaOf(title: string, shape: Shape<object>): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...shape.schema(),
    $defs: { source: sourceShape.schema() },
  }
}
