import type { PolicyCode, PolicyParams } from '../mistakes.ts'
import type { PolicyValues } from '../policy.ts'
import type { Loose } from '../shape/shape.ts'

/** The values that could be read. */
export type ReadValues = Loose<PolicyValues>

/** Takes note of a mistake at the path of a value. */
export type Mistake = <C extends PolicyCode>(
  code: C,
  params: PolicyParams[C],
  path: string,
) => undefined

/** What must hold between values that are right one by one. Says nothing of what is unreadable. */
export type Rule = (values: ReadValues, mistake: Mistake) => void
