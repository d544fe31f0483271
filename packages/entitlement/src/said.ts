import { CERTAINTIES, type BenefitsInForce, type Certainty } from '@dipper/policy'

/** Where the values of one benefit come from. */
export interface Said {
  /** The overlay's file where it has a value of the benefit. */
  readonly by: string
  readonly certainty: Certainty | null
  readonly assumed: readonly string[]
}

/** The benefit whose values are also those of `points`. */
const POINTS = 'points-multiplier'

/** What was found of policies that are still asked. */
const FOUND = new WeakMap<BenefitsInForce, Map<string, Said>>()

export function saidOf(policy: BenefitsInForce, benefit: string): Said {
  const found = FOUND.get(policy) ?? new Map<string, Said>()
  if (found.size === 0) FOUND.set(policy, found)
  const known = found.get(benefit)
  if (known !== undefined) return known
  const said = saidIn(policy, benefit)
  if (Object.hasOwn(policy.titles, benefit)) found.set(benefit, said)
  return said
}

function saidIn(policy: BenefitsInForce, benefit: string): Said {
  const [code = '', offer] = benefit.split('/')
  const own = offer === undefined ? `benefits.${code}.` : `benefits.${code}.entries.${offer}.`
  const values = policy.values.filter(
    ({ path }) => path.startsWith(own) || (code === POINTS && path === 'points.multiplier'),
  )
  const ranks = values.map(({ certainty }) => CERTAINTIES.indexOf(certainty))
  const overlaid = values.find(({ file }) => file === policy.overlay)
  return {
    by: overlaid?.file ?? policy.document,
    certainty: CERTAINTIES[Math.max(-1, ...ranks)] ?? null,
    assumed: values.filter(({ certainty }) => certainty === 'assumed').map(({ path }) => path),
  }
}

/** Points per yuan of a star, where that is what the benefit gives. */
export function pointsPerYuan(policy: BenefitsInForce, benefit: string, star: number) {
  return benefit === POINTS ? policy.rules.points.multiplier[star] : undefined
}
