import type { BenefitRule } from '@dipper/policy'
import type { LocalDate } from './local-time.ts'
import type { Deciding } from './reason.ts'

/** Whether an offer is open today and not gone. A stock that nobody knows does not refuse. */
export function judgeOffer(
  { offer }: BenefitRule,
  today: LocalDate,
  stockTaken: number | null,
): Deciding[] {
  if (!offer) return []
  const { from, through, stock } = offer
  if (today < from) return [{ code: 'offer-ahead', params: { from } }]
  if (through !== null && today > through) return [{ code: 'offer-over', params: { through } }]
  const gone = stock !== null && stockTaken !== null && stockTaken >= stock
  return gone ? [{ code: 'offer-gone', params: { stock } }] : []
}
