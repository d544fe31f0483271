import { nearest } from '../nearest.ts'
import type { Source, Sources } from '../policy.ts'
import { isNull } from '../written.ts'
import {
  type At,
  type JsonSchema,
  joinPath,
  type Loose,
  type Readable,
  readValue,
  type Shape,
} from './shape.ts'

interface SourcesShape {
  readonly source: Shape<Source>
  readonly paths: readonly string[]
  readonly example: string
}

/** A map from paths of the language to sources. A path with an unreadable entry stays covered. */
export function sourcesByPath(
  meaning: string,
  source: Shape<Source>,
  paths: readonly string[],
  example = '{growth: {source: our proposal, certainty: assumed}}',
): Shape<Sources> {
  return {
    meaning,
    example,
    schema: () => sourcesSchema(meaning, paths),
    read: (written, at) => readSources({ source, paths, example }, written, at),
  }
}

function readSources(shape: SourcesShape, written: Readable, at: At): Loose<Sources> | undefined {
  const { source, paths, example } = shape
  if (written.kind !== 'map') {
    return at.report('not-a-map', { path: at.path, example }, written.place)
  }
  const read: Record<string, Loose<Source>> = {}
  for (const { key, keyPlace, value } of written.entries) {
    const path = joinPath(at.path, key)
    if (!paths.includes(key)) {
      at.report('source-path', { path: key, meant: nearest(key, paths) }, keyPlace)
    } else if (isNull(value)) {
      at.report('missing', { path, key, example: source.example }, keyPlace)
    } else {
      read[key] = readValue(source, value, { path, place: keyPlace, report: at.report }) ?? {}
    }
  }
  return read
}

function sourcesSchema(meaning: string, paths: readonly string[]): JsonSchema {
  return {
    type: 'object',
    description: meaning,
    properties: Object.fromEntries(paths.map((path) => [path, { $ref: '#/$defs/source' }])),
    additionalProperties: false,
  }
}
