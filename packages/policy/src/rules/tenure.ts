import type { Bracket } from '../policy.ts'
import type { Mistake, Rule } from './rule.ts'

/** Exactly one of `perMonth` and `brackets`; null is left out (policy.md, "If left out"). */
export const tenureIsOneOfTwo: Rule = (values, mistake) => {
  const { perMonth, brackets } = values.growth?.tenure ?? {}
  if (perMonth === undefined || brackets === undefined) return
  if (perMonth === null && brackets === null) mistake('tenure-neither', {}, 'growth.tenure')
  if (perMonth !== null && brackets !== null) mistake('tenure-both', {}, 'growth.tenure.brackets')
}

/** `from` starts at 0 and rises strictly, `value` never falls. */
export const bracketsRise: Rule = (values, mistake) => {
  const brackets = values.growth?.tenure?.brackets ?? []
  brackets.forEach((bracket, index) => {
    checkBracket(bracket, brackets[index - 1], {
      mistake,
      path: `growth.tenure.brackets[${index + 1}]`,
    })
  })
}

function checkBracket(
  { from, value }: Bracket,
  before: Bracket | undefined,
  { mistake, path }: { mistake: Mistake; path: string },
): void {
  if (!before && from !== 0) mistake('brackets-start', { from }, `${path}.from`)
  if (!before) return
  if (from <= before.from) mistake('brackets-rise', { from, before: before.from }, `${path}.from`)
  if (value < before.value) {
    mistake('brackets-fall', { value, before: before.value }, `${path}.value`)
  }
}
