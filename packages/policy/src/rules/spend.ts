import { SERVICE_KINDS } from '../policy.ts'
import type { Rule } from './rule.ts'

/** A map under `perYuan` has every kind listed in `kinds`, and no other. */
export const perYuanFitsKinds: Rule = (values, mistake) => {
  const { perYuan, kinds } = values.growth?.spend ?? {}
  if (typeof perYuan !== 'object' || !kinds) return
  for (const kind of SERVICE_KINDS) {
    const counts = kinds.includes(kind)
    const given = perYuan[kind] !== undefined
    if (counts && !given) mistake('kind-without-growth', { kind }, 'growth.spend.perYuan')
    if (given && !counts) {
      const params = { kind, kinds: kinds.join(', ') }
      mistake('growth-without-kind', params, `growth.spend.perYuan.${kind}`)
    }
  }
}
