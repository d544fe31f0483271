import { z } from 'zod'

export type JsonSchema = { readonly [key: string]: unknown }

const COMPONENTS = '#/components/schemas/'

/**
 * JSON Schemas of zod schemas. Those with an `id` become components, named once and referred to.
 */
export class SchemaWriter {
  readonly #components = new Map<string, JsonSchema>()

  /** @param io `input` for what is sent to the API, `output` for what it answers */
  write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...written
    } = z.toJSONSchema(schema, {
      io,
      override: ({ jsonSchema }) => simplify(jsonSchema),
    })
    for (const [id, part] of Object.entries($defs)) this.#add(id, referring(part))
    return referring(written)
  }

  /** All components met so far, by name. */
  components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #add(id: string, schema: JsonSchema): void {
    const known = this.#components.get(id)
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two schemas are called ${id}`)
    }
    this.#components.set(id, schema)
  }
}

/**
 * What zod writes, as a reader of the document wants it. `wire` in a schema’s metadata says how its
 * text looks on the wire, where zod describes what it is read as, or leaves examples out.
 */
function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  const { wire } = schema
  if (typeof wire === 'object') {
    delete schema.wire
    delete schema.pattern
    Object.assign(schema, wire)
  }
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
}

/** References to components, wherever zod put them. */
function referring(schema: unknown): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', COMPONENTS) : value,
  )
}
