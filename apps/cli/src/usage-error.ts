type Text = string | number

/** Ways to call a command wrongly, with what their sentences need. */
export interface UsageParams {
  'no-command': { readonly command: Text }
  'unknown-command': { readonly written: Text; readonly meant: Text }
  'unknown-option': { readonly written: Text; readonly meant: Text }
  'missing-argument': { readonly argument: Text }
  'missing-option': { readonly option: Text }
  'missing-value': { readonly option: Text }
  'too-many-arguments': { readonly given: Text }
  'not-a-month': { readonly option: Text; readonly written: Text }
  'not-a-date': { readonly option: Text; readonly written: Text }
  'not-a-number': {
    readonly option: Text
    readonly written: Text
    readonly from: Text
    readonly through: Text
  }
  'not-an-amount': { readonly option: Text; readonly written: Text }
  'not-a-choice': { readonly option: Text; readonly written: Text; readonly allowed: Text }
  'month-beyond': {
    readonly option: Text
    readonly written: Text
    readonly from: Text
    readonly through: Text
  }
  'not-a-folder': { readonly path: Text }
  /** The operating system refused a file; `why` is what it says. */
  system: { readonly why: Text }
  'unknown-engine': { readonly written: Text }
  'out-ending': { readonly file: Text; readonly endings: Text }
  'out-folder-missing': { readonly folder: Text }
  'file-missing': { readonly file: Text }
  'policy-missing': { readonly folder: Text }
  'register-empty': { readonly register: Text }
  'too-many-drafts': { readonly drafts: Text; readonly most: Text }
  'vary-too-many': { readonly given: Text }
  'demo-folder': { readonly folder: Text }
}
export type UsageCode = keyof UsageParams

/** The command was called wrongly: code and what its sentence needs. The words are in `words/`. */
export class UsageError extends Error {
  readonly code: UsageCode
  readonly params: Readonly<Record<string, Text>>

  constructor(code: UsageCode, params: Readonly<Record<string, Text>>) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'UsageError'
    this.code = code
    this.params = params
  }
}

/** Throws the usage error of a code. */
export function misused<C extends UsageCode>(code: C, params: UsageParams[C]): never {
  throw new UsageError(code, params)
}
