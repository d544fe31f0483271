import type {
  Billing,
  CountedOf,
  Decimal,
  Gift,
  Month,
  Period,
  ServiceKind,
  StopCause,
  StopKind,
} from '@dipper/policy'
import type { LocalDate, LocalDateTime } from './local-time.ts'

type Nothing = Record<never, never>

/** What may have to be known of a line or offer. */
export const FACTS = [
  'line-state',
  'stop-cause',
  'stop-kind',
  'stopped-on',
  'arrears',
  'stock',
] as const
export type Fact = (typeof FACTS)[number]

interface Counted {
  readonly uses: number
  readonly per: Period
  readonly of: CountedOf
}

/** Why a benefit may be used or not. */
interface DecidingParams {
  given: { readonly star: number }
  'unknown-benefit': {
    readonly code: string
    /** The nearest code there is, empty where none is near. */
    readonly meant: string
  }
  'offer-needed': { readonly offers: readonly string[] }
  'star-unknown': Nothing
  'star-expired': { readonly through: Month }
  unrated: { readonly stars: readonly number[] }
  'star-not-given': { readonly star: number; readonly stars: readonly number[] }
  'offer-ahead': { readonly from: LocalDate }
  'offer-over': { readonly through: LocalDate }
  'offer-gone': { readonly stock: number }
  'line-needed': { readonly kinds: readonly ServiceKind[] }
  'line-kind': { readonly kind: ServiceKind; readonly kinds: readonly ServiceKind[] }
  'line-in-service': Nothing
  'stop-cause': { readonly cause: StopCause; readonly causes: readonly StopCause[] }
  'stop-kind': { readonly kind: StopKind; readonly kinds: readonly StopKind[] }
  'stop-ahead': { readonly stoppedOn: LocalDate }
  'asked-late': {
    readonly stoppedOn: LocalDate
    readonly days: number
    readonly lastDay: LocalDate
  }
  'not-known': { readonly fact: Fact }
  /** `endsAt` is null where the use has no end of its own. */
  'already-running': { readonly endsAt: LocalDateTime | null }
  /** `next` is the first day of the next period, null where none is known. */
  'quota-used': Counted & { readonly used: number; readonly next: LocalDate | null }
  'over-ceiling': { readonly arrearsFen: bigint; readonly ceilingFen: bigint }
}

/** What goes with the answer. */
interface NoteParams {
  'uses-left': Counted & { readonly left: number; readonly until: LocalDate | null }
  unlimited: { readonly until: LocalDate | null }
  gives: { readonly gift: Gift }
  'points-per-yuan': { readonly perYuan: Decimal }
  'lasts-days': { readonly days: number; readonly endsAt: LocalDateTime }
  'lasts-hours': { readonly hours: number; readonly endsAt: LocalDateTime }
  'until-paid': Nothing
  'until-ceiling': { readonly ceilingFen: bigint; readonly leftFen: bigint }
  'price-otherwise': { readonly fen: bigint; readonly billed: Billing }
  'balance-otherwise': { readonly fen: bigint }
  'rests-on': { readonly star: number; readonly month: Month }
  /** The star of an earlier month holds until this one is published. */
  'until-published': { readonly star: number; readonly month: Month; readonly awaited: Month }
  stated: { readonly facts: readonly Fact[] }
  'stock-not-known': Nothing
  assumed: { readonly paths: readonly string[] }
  document: { readonly document: string; readonly overlay: string | null }
}

export type ReasonParams = DecidingParams & NoteParams
export type ReasonCode = keyof ReasonParams

type ReasonOf<Params> = {
  readonly [C in keyof Params]: { readonly code: C; readonly params: Params[C] }
}[keyof Params]

export type Deciding = ReasonOf<DecidingParams>
export type Note = ReasonOf<NoteParams>
/** A reason as data: its words are in `words/`. */
export type Reason = Deciding | Note
