type Nothing = Record<never, never>

/** What is found in cost files only, or said of them in words of their own. */
export interface CostsParams {
  'costs-empty-file': Nothing
  'costs-not-a-document': Nothing
  'costs-unknown-key': {
    readonly path: string
    readonly key: string
    readonly allowed: string
    /** The nearest allowed key, empty where none is near. */
    readonly meant: string
  }
  'costs-source-path': { readonly path: string; readonly meant: string }
  'costs-name': { readonly path: string; readonly written: string; readonly example: string }
  'costs-benefit-code': { readonly written: string }
  'costs-places': { readonly path: string; readonly written: string; readonly places: number }
  'costs-lengths': {
    readonly path: string
    readonly values: number
    readonly multipliers: number
    /** The highest star that `multiplier` reaches. */
    readonly star: number
  }
}
