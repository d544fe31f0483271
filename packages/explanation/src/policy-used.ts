import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type PolicyAnswer, provenance } from '@dipper/policy'
import type { PolicyUsed } from './explanation.ts'

export type Part = 'eligible' | 'growth' | 'star'

/** The documents that answered and the values of these parts, each with where it comes from. */
export function explainPolicy(
  answer: PolicyAnswer,
  policy: CompiledPolicy,
  region: string | null,
  parts: readonly Part[],
): PolicyUsed {
  const { document } = answer
  const overlay = overlayOf(answer, region)
  const values = provenance(answer, region).filter(({ path }) => decides(path, parts))
  return {
    policy: document.policy,
    title: document.title,
    effectiveFrom: formatMonth(document.effectiveFrom),
    document: document.file,
    overlay: overlay === undefined ? null : { region: overlay.region, file: overlay.file },
    digest: policy.digest,
    names: document.values.star.names,
    values,
    assumed: values.filter(({ certainty }) => certainty === 'assumed').map(({ path }) => path),
  }
}

function overlayOf({ regions }: PolicyAnswer, region: string | null) {
  return region !== null && Object.hasOwn(regions, region) ? regions[region]?.overlay : undefined
}

/** The names of the stars name and do not decide. */
function decides(path: string, parts: readonly Part[]): boolean {
  return parts.some((part) => path.startsWith(`${part}.`)) && !path.startsWith('star.names.')
}
