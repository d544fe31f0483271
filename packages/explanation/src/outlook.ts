import type { FullAssessment } from '@dipper/assessment'
import type { Coming } from './coming.ts'
import type { Outlook, Projected } from './explanation.ts'

/**
 * What happens at expiry, or when a first star comes, if each coming period brings the mean of the
 * last ones: the months are assessed one after the other, under the rules of the month explained.
 */
export function explainOutlook({ star }: FullAssessment, { basis, months }: Coming): Outlook {
  const rises = months.find(({ assessedStar }) => assessedStar > star.star) ?? null
  return star.validity === null
    ? { holds: 'nothing', basis, months: months.length, firstStar: rises }
    : { holds: 'star', basis, atExpiry: months.at(-1) as Projected, risesBefore: rises }
}
