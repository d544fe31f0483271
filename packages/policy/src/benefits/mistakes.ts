type Nothing = Record<never, never>
type AtPath = { readonly path: string }

/** What is found in benefits only, or said of them in words of their own. */
export interface BenefitsParams {
  'benefits-empty-file': Nothing
  'benefits-unknown-key': AtPath & {
    readonly key: string
    readonly allowed: string
    /** The nearest allowed key, empty where none is near. */
    readonly meant: string
  }
  'benefits-source-path': AtPath & { readonly meant: string }
  'benefits-code': { readonly written: string }
  'benefits-stars-written': AtPath & { readonly written: string }
  'benefits-by-star-key': AtPath & { readonly written: string }
  'benefits-day': AtPath & { readonly written: string; readonly example: string }
  'benefits-multiplier': { readonly values: number; readonly star: number }
  'benefits-star-unknown': AtPath & { readonly star: number; readonly stars: number }
  'benefits-stars-neither': AtPath
  'benefits-beside-entries': AtPath & { readonly key: string }
  'benefits-star-without-value': AtPath & { readonly star: number }
  'benefits-value-without-star': AtPath & { readonly star: number }
  'benefits-lasts-neither': AtPath
  'benefits-lasts-both': AtPath
  'benefits-needs': AtPath & { readonly needed: string; readonly example: string }
  'benefits-offer-through': AtPath & { readonly from: string; readonly through: string }
}
