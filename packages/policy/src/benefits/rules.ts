import type { Mistake } from '../rules/rule.ts'
import type { Finding } from '../rules/rules.ts'
import type { Loose } from '../shape/shape.ts'
import type { Benefit, BenefitsValues, ByStar, Offer } from './benefits.ts'

/** The values that could be read. */
export type ReadBenefits = Loose<BenefitsValues>
type ReadBenefit = Loose<Benefit>

/** All that does not hold between the values of one document, or of one under an overlay. */
export function judge(values: ReadBenefits): Finding[] {
  const findings: Finding[] = []
  const mistake: Mistake = (code, params, path) => {
    findings.push({ code, params, path })
  }
  multiplierFitsStars(values, mistake)
  for (const [code, benefit] of Object.entries(values.benefits ?? {})) {
    if (!benefit) continue
    const path = `benefits.${code}`
    starsExist(benefit, { path, highest: values.stars, mistake })
    entriesAlone(benefit, path, mistake)
    valuesFitStars(benefit, path, mistake)
    lastsDaysOrHours(benefit, path, mistake)
    everythingNeededIsThere(benefit, path, mistake)
    for (const [name, offer] of Object.entries(benefit.entries ?? {})) {
      if (offer)
        checkOffer(offer, { path: `${path}.entries.${name}`, highest: values.stars, mistake })
    }
  }
  return findings
}

interface Within {
  readonly path: string
  readonly highest: number | undefined
  readonly mistake: Mistake
}

function multiplierFitsStars({ stars, points }: ReadBenefits, mistake: Mistake): void {
  const values = points?.multiplier?.length
  if (stars === undefined || values === undefined || values === stars + 1) return
  mistake('benefits-multiplier', { values, star: stars }, 'points.multiplier')
}

function starsExist(given: { stars?: Benefit['stars'] }, within: Within): void {
  const { path, highest = Number.POSITIVE_INFINITY, mistake } = within
  const star = given.stars?.find((each) => each > highest)
  if (star === undefined) return
  const params = { path: `${path}.stars`, star, stars: highest }
  mistake('benefits-star-unknown', params, `${path}.stars`)
}

/** A benefit has stars, or else entries that have their own and nothing beside them. */
function entriesAlone(benefit: ReadBenefit, path: string, mistake: Mistake): void {
  const { title: _, entries, ...others } = benefit
  if (entries === undefined || benefit.stars === undefined) return
  if (entries === null) {
    if (benefit.stars === null) mistake('benefits-stars-neither', { path }, path)
    return
  }
  for (const [key, value] of Object.entries(others)) {
    if (value === null || value === undefined) continue
    mistake('benefits-beside-entries', { path, key }, `${path}.${key}`)
  }
}

/** A map by star has exactly the stars that have the benefit. */
function valuesFitStars(benefit: ReadBenefit, path: string, mistake: Mistake): void {
  const { stars, limit, credit } = benefit
  if (!stars) return
  fitStars(stars, limit?.uses, { path: `${path}.limit.uses`, mistake })
  fitStars(stars, credit?.ceilingFen, { path: `${path}.credit.ceilingFen`, mistake })
}

function fitStars(
  stars: readonly number[],
  values: ByStar<number | null> | undefined,
  { path, mistake }: Pick<Within, 'path' | 'mistake'>,
): void {
  if (!Array.isArray(values)) return
  const given = values.map(({ star }: { star: number }) => star)
  for (const star of stars) {
    if (!given.includes(star)) mistake('benefits-star-without-value', { path, star }, path)
  }
  for (const star of given) {
    if (stars.includes(star)) continue
    mistake('benefits-value-without-star', { path, star }, `${path}.${star}`)
  }
}

function lastsDaysOrHours({ lasts }: ReadBenefit, path: string, mistake: Mistake): void {
  if (!lasts || lasts.days === undefined || lasts.hours === undefined) return
  const at = `${path}.lasts`
  if (lasts.days === null && lasts.hours === null)
    mistake('benefits-lasts-neither', { path: at }, at)
  if (lasts.days !== null && lasts.hours !== null) mistake('benefits-lasts-both', { path: at }, at)
}

/** Uses by line and arrears are those of a line, and only a credit has a ceiling to pass. */
function everythingNeededIsThere(benefit: ReadBenefit, path: string, mistake: Mistake): void {
  const { limit, lasts, credit } = benefit
  const until = lasts?.until ?? []
  const line = { needed: `${path}.line`, example: 'line: {kind: [mobile]}' }
  const ceiling = { needed: `${path}.credit`, example: 'credit: {ceilingFen: 10000}' }
  const check = (at: string, params: typeof line, isMissing: boolean) => {
    if (isMissing) mistake('benefits-needs', { path: at, ...params }, at)
  }
  check(`${path}.limit.of`, line, limit?.of === 'line' && benefit.line === null)
  check(`${path}.credit`, line, Boolean(credit) && benefit.line === null)
  check(`${path}.lasts.until`, line, until.includes('paid') && benefit.line === null)
  check(`${path}.lasts.until`, ceiling, until.includes('ceiling-passed') && credit === null)
}

function checkOffer(offer: Loose<Offer>, within: Within): void {
  const { path, mistake } = within
  const { stars, from, through, limit } = offer
  starsExist(offer, within)
  if (stars) fitStars(stars, limit?.uses, { path: `${path}.limit.uses`, mistake })
  if (!from || !through || through >= from) return
  mistake('benefits-offer-through', { path: `${path}.through`, from, through }, `${path}.through`)
}
