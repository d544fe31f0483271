import type { Explanation, Use } from '../api/answers.ts'

export interface KnownLine {
  readonly id: string
  /** Empty where not known. */
  readonly kind: string
}

/** Lines that the page has heard of, each once. */
export function knownLines(
  explanation: Explanation | null,
  uses: readonly Use[] = [],
): readonly KnownLine[] {
  const lines = new Map<string, string>()
  if (explanation?.record.status === 'assessed') {
    const { tenure, credit } = explanation.record
    if (tenure.line !== null) lines.set(tenure.line.serviceId, tenure.kind)
    for (const { serviceId, serviceKind } of credit.stops) lines.set(serviceId, serviceKind)
  }
  for (const { line } of uses) if (line !== null && !lines.has(line)) lines.set(line, '')
  return [...lines].map(([id, kind]) => ({ id, kind }))
}
