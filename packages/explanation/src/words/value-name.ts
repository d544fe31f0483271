import type { ServiceKind } from '@dipper/policy'
import type { Labels, ValuePath, ValueWords } from './words.ts'

const PER_YUAN = 'growth.spend.perYuan.'

/** What a value of the policy is called; a rate of one kind carries the kind's name. */
export function valueName(path: string, { paths }: ValueWords, { kinds }: Labels): string {
  if (path.startsWith(PER_YUAN)) {
    const kind = path.slice(PER_YUAN.length) as ServiceKind
    return `${paths['growth.spend.perYuan']} (${kinds[kind]})`
  }
  return paths[path as ValuePath]
}
