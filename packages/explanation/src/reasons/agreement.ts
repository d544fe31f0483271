import type { Explanation } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function agreementReasons({
  status,
  agrees,
  differences,
}: Pick<Explanation, 'status' | 'agrees' | 'differences'>): Reason[] {
  if (agrees) return []
  if (status === 'absent') return [reason('facts-give-no-row', {})]
  return [reason('facts-differ', { columns: differences.map(({ column }) => column) })]
}
