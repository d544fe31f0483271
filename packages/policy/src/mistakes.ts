import type { BenefitsParams } from './benefits/mistakes.ts'
import type { CostsParams } from './costs/mistakes.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { VariationParams } from './variation/mistakes.ts'

type Nothing = Record<never, never>
type AtPath = { readonly path: string }
type Wanted = AtPath & { readonly example: string }
type Written = Wanted & { readonly written: string }
type OutOfBounds = AtPath & { readonly written: string; readonly bound: number }
/** `meant` is the nearest allowed word, empty where none is near. */
type Choice = { readonly allowed: string; readonly meant: string }

/** Everything a policy check can find, with the numbers and names its sentence needs. */
export interface ProgrammeParams {
  'no-document': Nothing
  'misplaced-file': Nothing
  'file-name': { readonly name: string }
  'no-such-month': { readonly month: string }

  syntax: Nothing
  tab: Nothing
  unclosed: Nothing
  'empty-file': Nothing
  'several-documents': Nothing
  'not-a-document': Nothing
  'duplicate-key': { readonly key: string; readonly firstLine: number }
  'key-not-text': Nothing
  alias: { readonly name: string }
  tag: { readonly tag: string }

  'unknown-key': Choice & AtPath & { readonly key: string }
  missing: Wanted & { readonly key: string }
  'not-a-map': Wanted
  'not-a-list': Wanted
  'not-one-value': Wanted
  'not-text': Written
  'not-a-name': Written
  'not-an-integer': Written
  'not-a-decimal': Written
  'not-a-flag': Written
  'not-a-month': Written
  'quoted-number': AtPath & { readonly written: string }
  'too-small': OutOfBounds
  'too-large': OutOfBounds
  'unknown-word': Choice & AtPath & { readonly written: string }
  'repeated-word': AtPath & { readonly written: string }
  'empty-list': Wanted
  'empty-text': Wanted

  'tenure-neither': Nothing
  'tenure-both': Nothing
  'brackets-start': { readonly from: number }
  'brackets-rise': { readonly from: number; readonly before: number }
  'brackets-fall': { readonly value: number; readonly before: number }
  'kind-without-growth': { readonly kind: string }
  'growth-without-kind': { readonly kind: string; readonly kinds: string }
  'thresholds-rise': {
    readonly star: number
    readonly threshold: number
    readonly before: number
  }
  'names-count': AtPath & { readonly names: number; readonly stars: number }
  'cap-without-effect': { readonly atMost: number; readonly stars: number }
  'cap-covered': {
    readonly stops: number
    readonly atMost: number
    readonly otherStops: number
    readonly otherAtMost: number
  }

  'source-path': AtPath & { readonly meant: string }
  'source-missing': AtPath

  'file-month-differs': { readonly fileMonth: string; readonly effectiveFrom: string }
  'region-differs': { readonly region: string; readonly folder: string }
  'policy-differs': { readonly policy: string; readonly expected: string; readonly other: string }
  'transition-missing': { readonly before: string }
  'two-documents': { readonly month: string; readonly other: string }
  'documents-overlap': {
    readonly from: string
    readonly through: string
    readonly other: string
    readonly last: string
  }
  hole: {
    readonly from: string
    readonly through: string
    readonly next: string
  }
  'through-before-from': { readonly effectiveFrom: string; readonly effectiveThrough: string }

  'overlay-transition': Nothing
  'overlay-through': Nothing
  'overlay-title': Nothing
  'overlay-stars': {
    readonly thresholds: number
    readonly stars: number
  }
  'two-overlays': { readonly region: string; readonly month: string; readonly other: string }
  'overlay-never-applies': { readonly region: string }
}

/** Everything that can be found in a programme, a cost file, a variation or in benefits. */
export interface PolicyParams
  extends ProgrammeParams,
    CostsParams,
    VariationParams,
    BenefitsParams {}

export type PolicyCode = keyof PolicyParams

/** A place in a text, 1-based; columns count UTF-16 units. */
export interface Place {
  readonly line: number
  readonly column: number
}

/**
 * Takes note of one mistake; without a place it is about the whole file. Gives undefined, so that a
 * reader can return it in place of the value it could not read.
 */
export type Report = <C extends PolicyCode>(
  code: C,
  params: PolicyParams[C],
  place?: Place,
) => undefined

/** The mistakes found so far, and a way to report more for one file. */
export interface Mistakes {
  readonly found: Diagnostic<PolicyCode>[]
  readonly in: (file: string) => Report
}

export function collectMistakes(): Mistakes {
  const found: Diagnostic<PolicyCode>[] = []
  return {
    found,
    in: (file) => (code, params, place) => {
      found.push({ code, file, ...place, params: { ...params } })
    },
  }
}
