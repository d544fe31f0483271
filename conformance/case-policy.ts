import type { PolicyFile, Programme } from '@dipper/policy'
import { parse } from 'yaml'
import type { Case } from './case-file.ts'
import { programmeOf } from './programme.ts'

type Content = Readonly<Record<string, unknown>>

const GROUPS = ['eligible', 'growth', 'star', 'corrections']
const INVENTED = { source: 'invented for a case', certainty: 'assumed' }

/** The shipped programme with a case's own documents and overlays laid over it. */
export function programmeOfCase(
  { policy, place }: Case,
  shipped: readonly PolicyFile[],
): Programme {
  const documents = documentsOf(shipped)
  for (const [month, changes] of byMonth(policy.documents ?? {})) {
    documents.set(month, succeed(documents, month, changes))
  }
  const name = [...documents.values()][0]?.['policy']
  const overlays = Object.entries(policy.overlays ?? {}).flatMap(([region, months]) =>
    byMonth(months).map(([effectiveFrom, values]) => ({
      path: `overlays/${region}/${effectiveFrom}.yaml`,
      text: JSON.stringify({
        policy: name,
        region,
        effectiveFrom,
        ...values,
        sources: sources(values),
      }),
    })),
  )
  const national = [...documents].map(([month, content]) => ({
    path: `${month}.yaml`,
    text: JSON.stringify(content),
  }))
  try {
    return programmeOf([...national, ...overlays])
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error })
  }
}

function documentsOf(shipped: readonly PolicyFile[]): Map<string, Content> {
  const national = shipped.filter(({ path }) => /^\d{4}-\d{2}\.yaml$/.test(path))
  return new Map(national.map(({ path, text }) => [path.slice(0, 7), parse(text) as Content]))
}

/** What the document before it says, with these changes; a transition is never taken over. */
function succeed(
  documents: ReadonlyMap<string, Content>,
  month: string,
  changes: Content,
): Content {
  const [before, content = {}] =
    byMonth(Object.fromEntries(documents)).findLast(([each]) => each <= month) ?? []
  const { transition, ...rest } = content
  const kept = before === month && transition !== undefined ? content : rest
  return layOver(kept, { effectiveFrom: month, ...changes, sources: sources(changes) }) as Content
}

function sources(values: Content): Content {
  return Object.fromEntries(
    GROUPS.filter((group) => group in values).map((group) => [group, INVENTED]),
  )
}

/** Value by value as an overlay (docs/policy-language.md): lists and `perYuan` are replaced whole. */
function layOver(below: unknown, above: unknown, key = ''): unknown {
  if (!isMap(below) || !isMap(above) || key === 'perYuan') return above
  const laid = Object.entries(above).map(([inner, value]) => [
    inner,
    layOver(below[inner], value, inner),
  ])
  return { ...below, ...Object.fromEntries(laid) }
}

function isMap(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function byMonth<T>(dated: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(dated).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
