import type { PolicyUsed } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function policyReasons(used: PolicyUsed): Reason[] {
  const { policy, title, effectiveFrom, document, overlay, assumed } = used
  return [
    reason('policy-document', { policy, title, effectiveFrom, document }),
    ...(overlay === null ? [] : [reason('policy-overlay', overlay)]),
    ...(assumed.length === 0 ? [] : [reason('assumed-values', { paths: assumed })]),
  ]
}
