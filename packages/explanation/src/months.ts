import type { Month } from '@dipper/policy'

/** Every month of a span, both ends inclusive. */
export function monthsOf({ from, through }: { from: Month; through: Month }): Month[] {
  return Array.from({ length: through - from + 1 }, (_, index) => from + index)
}
