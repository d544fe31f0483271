/** What can be wrong with a variation, with the numbers and names its sentence needs. */
export interface VariationParams {
  'variation-syntax': { readonly written: string }
  /** `meant` is the nearest path, empty where none is near. */
  'variation-path': { readonly path: string; readonly meant: string }
  'variation-not-one-value': { readonly path: string; readonly settings: string }
  'variation-empty': { readonly written: string }
  'variation-value': { readonly written: string }
  'variation-step-zero': { readonly written: string }
  'variation-step-away': {
    readonly written: string
    readonly through: string
    readonly instead: string
  }
  'variation-too-many': { readonly path: string; readonly count: string; readonly most: number }
  'variation-repeated': { readonly path: string; readonly value: string }
  'variation-no-element': {
    readonly path: string
    readonly list: string
    readonly elements: number
  }
}
