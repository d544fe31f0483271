import type { PolicyCode, PolicyParams } from '../mistakes.ts'
import { capsApply } from './caps.ts'
import type { ReadValues, Rule } from './rule.ts'
import { perYuanFitsKinds } from './spend.ts'
import { bracketsRise, tenureIsOneOfTwo } from './tenure.ts'
import { namesFitThresholds, thresholdsRise } from './thresholds.ts'

/** A mistake between values, at the path of one of them. */
export interface Finding {
  readonly code: PolicyCode
  readonly params: PolicyParams[PolicyCode]
  readonly path: string
}

const RULES: readonly Rule[] = [
  perYuanFitsKinds,
  tenureIsOneOfTwo,
  bracketsRise,
  thresholdsRise,
  namesFitThresholds,
  capsApply,
]

/** All that does not hold between the values of one document, or of one under an overlay. */
export function judge(values: ReadValues): Finding[] {
  const findings: Finding[] = []
  for (const rule of RULES) {
    rule(values, (code, params, path) => {
      findings.push({ code, params, path })
    })
  }
  return findings
}

export function sameFinding(left: Finding, right: Finding): boolean {
  return left.code === right.code && left.path === right.path
}
