import type { Charge, FullAssessment } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import { meanPeriod } from '../mean.ts'
import { monthsOf } from '../months.ts'
import { counts, fenOf } from '../spend.ts'
import type { ComingCharge, PreviewBasis } from './preview.ts'
import type { Tariff } from './preview-tariff.ts'

/** The mean of the last periods, and the same with the tariff in the place of what it replaces. */
export function basisOf(assessment: FullAssessment, { kind, fen }: Tariff): PreviewBasis {
  const { periods, charges } = meanPeriod(assessment)
  const unchanged = charges.map(({ charge }) => toComing(charge))
  const replaced = ({ charge }: { readonly charge: Charge }) =>
    charge.kind === kind && (charge.category === 'recurring' || charge.category === 'package')
  const kept = charges.filter((each) => !replaced(each)).map(({ charge }) => toComing(charge))
  return {
    periods,
    fen: fenOf(charges.filter(counts)),
    replacedFen: fenOf(charges.filter(replaced)),
    charges: { unchanged, changed: [{ kind, category: 'recurring', fen }, ...kept] },
  }
}

/** The charges of the periods from … through, those of the tariff from its first period on. */
export function comingCharges(
  { charges: { changed, unchanged } }: PreviewBasis,
  { from, through }: { readonly from: Month; readonly through: Month },
  billedFrom: Month,
): Charge[] {
  return monthsOf({ from, through }).flatMap((period) =>
    (period >= billedFrom ? changed : unchanged).map((charge) => ({ ...charge, period })),
  )
}

function toComing({ kind, category, fen }: Charge): ComingCharge {
  return { kind, category, fen }
}
