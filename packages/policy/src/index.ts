export { answering, type ProvenValue, provenance, valuesFor } from './answering.ts'
export { asOf } from './as-of.ts'
export { answeringBenefits, benefitsProvenance, benefitsValuesFor } from './benefits/answering.ts'
export type {
  Benefit,
  BenefitsAnswer,
  BenefitsDocument,
  BenefitsOverlay,
  BenefitsProgramme,
  BenefitsValues,
  Billing,
  CountedOf,
  Ending,
  Gift,
  Period,
} from './benefits/benefits.ts'
export { compileBenefits } from './benefits/compile.ts'
export {
  type BenefitRule,
  type BenefitRules,
  benefitRulesFor,
  type CompiledBenefits,
  type LimitRule,
} from './benefits/compiled-benefits.ts'
export { diffBenefits, diffBenefitsFiles, diffBenefitsProgrammes } from './benefits/diff.ts'
export { type BenefitsInForce, benefitsInForce } from './benefits/in-force.ts'
export { type BenefitsReading, readBenefits } from './benefits/read-benefits.ts'
export type { Costs } from './costs/costs.ts'
export { type CostsReading, readCosts } from './costs/read-costs.ts'
export type { Diagnostic } from './diagnostic.ts'
export {
  diffAnswers,
  diffDocuments,
  diffProgrammes,
  type FolderDiff,
  type PolicyDiff,
  type ProgrammeDiff,
  type SourceChange,
  type ValueChange,
} from './diff.ts'
export { fileRole, isPolicyPath, type PolicyFile } from './files.ts'
export { type FolderKind, folderKind } from './kind.ts'
export type { PolicyCode, PolicyParams } from './mistakes.ts'
export { formatMonth, lastDayOf, type Month, month, monthOf, parseMonth } from './month.ts'
export { nearest } from './nearest.ts'
export {
  type Bracket,
  CATEGORIES,
  type Cap,
  type Category,
  CERTAINTIES,
  type Certainty,
  type Decimal,
  LANGUAGES,
  type Language,
  type Localized,
  type PolicyAnswer,
  type PolicyDocument,
  type PolicyOverlay,
  type PolicyValues,
  type Programme,
  SEGMENTS,
  SERVICE_KINDS,
  type Segment,
  type ServiceKind,
  type Source,
  type Sources,
  STOP_CAUSES,
  STOP_KINDS,
  type StopCause,
  type StopKind,
} from './policy.ts'
export { type ProgrammeReading, readProgramme } from './programme.ts'
export {
  benefitsOverlaySchema,
  benefitsSchema,
  costsSchema,
  overlaySchema,
  policySchema,
} from './schema.ts'
export {
  BENEFITS_CODES,
  COSTS_CODES,
  POLICY_CODES,
  sentence,
  VARIATION_CODES,
} from './sentence.ts'
export { type ChangedSetting, changedSettings, withSettings } from './swap.ts'
export { readVariation } from './variation/read-variation.ts'
export type {
  Setting,
  Variation,
  VariationCode,
  VariationMistake,
  VariedValue,
} from './variation/variation.ts'
export { type Varied, varied } from './variation/varied.ts'
