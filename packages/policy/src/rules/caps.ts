import type { Cap } from '../policy.ts'
import type { Rule } from './rule.ts'

/** Every cap can lower somebody: below the highest star, and not done by another cap already. */
export const capsApply: Rule = (values, mistake) => {
  const caps = values.star?.caps ?? []
  const stars = values.star?.thresholds?.length
  caps.forEach((cap, index) => {
    const { atMost } = cap
    const path = `star.caps[${index + 1}]`
    if (stars !== undefined && atMost >= stars) {
      return mistake('cap-without-effect', { atMost, stars }, `${path}.atMost`)
    }
    const other = caps.find((each, at) => covers(each, cap) && !(covers(cap, each) && at >= index))
    if (!other) return
    const otherParams = { otherStops: other.when.stops, otherAtMost: other.atMost }
    mistake('cap-covered', { stops: cap.when.stops, atMost, ...otherParams }, path)
  })
}

/** Whether the first cap already does what the second does; a cap covers itself. */
function covers(first: Cap, second: Cap): boolean {
  return first.when.stops <= second.when.stops && first.atMost <= second.atMost
}
