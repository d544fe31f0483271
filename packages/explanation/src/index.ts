export { COLUMNS } from './agreement.ts'
export {
  type Deciding,
  type DecidingInput,
  type DecidingSetting,
  decidingSettings,
} from './deciding.ts'
export { type ExplainInput, explain } from './explain.ts'
export type {
  AssessedExplanation,
  BySpend,
  CapExplained,
  Column,
  CreditExplained,
  Difference,
  Explanation,
  Gap,
  GrowthExplained,
  HeldBefore,
  LastExplained,
  LastExplanation,
  Leaving,
  Line,
  MembershipExplained,
  MonthText,
  Outlook,
  OutlookBasis,
  Period,
  PolicyUsed,
  Projected,
  RatedOutlook,
  Row,
  Span,
  SpendExplained,
  StarExplained,
  StopExplained,
  StopMismatch,
  TenureBracket,
  TenureExplained,
  TenureLine,
  UnratedOutlook,
  ValueUsed,
} from './explanation.ts'
export { toHtml } from './html/to-html.ts'
export { toMarkdown } from './markdown/to-markdown.ts'
export type {
  ComingCharge,
  Course,
  NoPreview,
  Preview,
  PreviewBasis,
  PreviewMonth,
  PreviewSummary,
  StarRun,
  TariffBilled,
  TariffPreview,
  Turn,
} from './preview/preview.ts'
export { type PreviewInput, previewTariff, type Tariff } from './preview/preview-tariff.ts'
export type { PreviewCode, PreviewParams, PreviewSaying } from './preview/sayings.ts'
export { previewHeadline, previewNotes } from './preview/words/speak.ts'
export type { Headline, HeadlineCode, HeadlineParams } from './reasons/headline.ts'
export type { Reason, ReasonCode, ReasonParams } from './reasons/reason.ts'
export { toText } from './text/to-text.ts'
export { type Json, toJson } from './to-json.ts'
export { headline, sentences } from './words/speak.ts'
