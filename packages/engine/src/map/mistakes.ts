import type { Diagnostic } from '@dipper/policy'

type Nothing = Record<never, never>
/** Where in the mapping, as a path such as `facts.charges.1.period`. */
type AtPath = { readonly path: string }
type Wanted = AtPath & { readonly example: string }
/** `meant` is the nearest allowed word, empty where none is near. */
type Choice = { readonly allowed: string; readonly meant: string }

/** What can be wrong with a mapping, with the numbers and names its sentence needs. */
export interface MapParams {
  'not-yaml': Nothing
  'not-a-mapping': Nothing
  'not-plain': Nothing
  'key-twice': AtPath & { readonly key: string; readonly firstLine: number }
  'unknown-key': Choice & AtPath & { readonly key: string }
  'missing-key': Wanted & { readonly key: string }
  'not-a-map': Wanted
  'not-a-list': Wanted
  'not-one-value': Wanted
  'unknown-word': Choice & AtPath & { readonly written: string }
  'unknown-source': Choice & { readonly written: string }
  'no-files': { readonly source: string }
  'no-such-file': { readonly source: string; readonly files: string }
  'no-table': { readonly table: string }
  'no-facts-column': { readonly table: string; readonly column: string }
  'no-head': AtPath & { readonly allowed: string; readonly meant: string }
  'several-heads': AtPath & { readonly heads: string }
  'no-comparison': AtPath
  'unknown-column': { readonly column: string; readonly file: string; readonly meant: string }
  'column-twice': { readonly column: string; readonly file: string }
  'name-taken': { readonly name: string; readonly file: string }
  'bad-form': Wanted & { readonly written: string }
  'bad-constant': Wanted & { readonly written: string; readonly type: string }
  'wrong-type': AtPath & { readonly have: string; readonly want: string }
  'share-without-each': AtPath
  'bad-template': AtPath & { readonly written: string }
  circle: { readonly name: string }
  'no-wide-column': { readonly written: string; readonly file: string }
  'wide-without-year': { readonly written: string }
  'float-amount': { readonly column: string; readonly file: string; readonly type: string }
}
export type MapCode = keyof MapParams

export interface Place {
  readonly line: number
  readonly column: number
}

/** Takes a mistake; gives nothing, so that a reader can `return report(…)`. */
export type Report = <C extends MapCode>(code: C, params: MapParams[C], place: Place) => undefined

export type MapDiagnostic = Diagnostic<MapCode>

/** A mapping that cannot be followed: every mistake with its place. */
export class MappingMistakes extends Error {
  readonly file: string
  readonly diagnostics: readonly MapDiagnostic[]

  constructor(file: string, diagnostics: readonly MapDiagnostic[]) {
    super(`${diagnostics.length} mistakes in ${file}`)
    this.name = 'MappingMistakes'
    this.file = file
    this.diagnostics = diagnostics
  }
}

/** Collects mistakes, each place and code once, in the order of the text. */
export class Mistakes {
  readonly #file: string
  readonly #found = new Map<string, MapDiagnostic>()

  constructor(file: string) {
    this.#file = file
  }

  readonly report: Report = (code, params, { line, column }) => {
    const key = JSON.stringify([line, column, code, params])
    if (!this.#found.has(key)) {
      this.#found.set(key, { code, params, file: this.#file, line, column })
    }
    return undefined
  }

  throwIfAny(): void {
    if (this.#found.size === 0) return
    const inOrder = [...this.#found.values()].toSorted(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    )
    throw new MappingMistakes(this.#file, inOrder)
  }
}
