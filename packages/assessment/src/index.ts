export { type Assessment, assess, type FullAssessment, type LastAssessment } from './assess.ts'
export { assessInOrder } from './assess-in-order.ts'
export { compile, digestOf } from './compile.ts'
export {
  type CompiledPolicy,
  type CreditRule,
  type Rules,
  rulesFor,
  type SpendRule,
  type StarRule,
  type TenureRule,
} from './compiled-policy.ts'
export type { Credit } from './credit.ts'
export {
  type AttributeChange,
  type Charge,
  type Customer,
  type Held,
  type Holding,
  type LocalDate,
  type Membership,
  OUTCOMES,
  type Outcome,
  type Stop,
  type Validity,
} from './customer.ts'
export { floorDivide, scaleOf, unitsOf } from './decimal.ts'
export { type RegisterRow, toHeld, toRegisterRow } from './register-row.ts'
export { type NotCounted, notCounted, ratesOf, type Spend } from './spend.ts'
export type { Star } from './star.ts'
export type { Standing } from './standing.ts'
export { standingIn } from './standing.ts'
export type { Tenure } from './tenure.ts'
export { windowOf, within } from './window.ts'
