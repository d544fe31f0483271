import { LANGUAGES } from '../policy.ts'
import type { Rule } from './rule.ts'

/** A higher star never takes less growth. */
export const thresholdsRise: Rule = (values, mistake) => {
  const thresholds = values.star?.thresholds ?? []
  thresholds.forEach((threshold, index) => {
    const before = thresholds[index - 1]
    if (before === undefined || threshold > before) return
    const params = { star: index + 1, threshold, before }
    mistake('thresholds-rise', params, `star.thresholds[${index + 1}]`)
  })
}

/** As many names as thresholds, in each language. */
export const namesFitThresholds: Rule = (values, mistake) => {
  const stars = values.star?.thresholds?.length
  if (stars === undefined) return
  for (const language of LANGUAGES) {
    const path = `star.names.${language}`
    const names = values.star?.names?.[language]?.length
    if (names === undefined || names === stars) continue
    mistake('names-count', { path, names, stars }, path)
  }
}
