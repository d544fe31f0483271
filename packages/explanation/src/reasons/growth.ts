import type { GrowthExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function growthReasons({ spend, tenure, credit, sum, floored }: GrowthExplained): Reason[] {
  const value = reason('growth-value', { spend, tenure, credit, sum })
  return floored ? [value, reason('growth-floored', { sum })] : [value]
}
